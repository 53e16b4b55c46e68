/**
 * Settings: what transports and backends see of them ({@link io.github.onekyu.core.config.ConfigView}), the table of
 * keys, and the loader with its file layouts (CFG-01 to CFG-18, D-37, D-56).
 */
@NullMarked
package io.github.onekyu.core.config;

import org.jspecify.annotations.NullMarked;
