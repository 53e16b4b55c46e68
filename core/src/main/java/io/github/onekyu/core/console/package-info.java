/** The SPI for the console: a server on its own port for control, health and, later, the page. */
@NullMarked
package io.github.onekyu.core.console;

import org.jspecify.annotations.NullMarked;
