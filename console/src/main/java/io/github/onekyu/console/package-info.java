/** The console: control API of the sandbox and health, on a port of their own. Knows core and Undertow only. */
@NullMarked
package io.github.onekyu.console;

import org.jspecify.annotations.NullMarked;
