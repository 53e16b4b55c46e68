/** An example of a transport from outside: calls, answers and events are lines of JSON over TCP. */
@NullMarked
package io.github.onekyu.examples.lines;

import org.jspecify.annotations.NullMarked;
