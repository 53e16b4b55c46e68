/** The event filter: which events are delivered at all (config.md §4). */
@NullMarked
package io.github.onekyu.core.filter;

import org.jspecify.annotations.NullMarked;
