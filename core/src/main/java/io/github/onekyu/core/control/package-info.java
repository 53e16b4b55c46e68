/** The SPI between a simulated chat host and whoever plays its users: the control API, a page, a test. */
@NullMarked
package io.github.onekyu.core.control;

import org.jspecify.annotations.NullMarked;
