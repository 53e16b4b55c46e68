/** One line there, one line back: how the runner asks a server under test for events and figures. */
@NullMarked
package io.github.onekyu.benchmarks.control;

import org.jspecify.annotations.NullMarked;
