/** Starts servers, reads their costs from the kernel, runs rows and curves in turn. */
@NullMarked
package io.github.onekyu.benchmarks.run;

import org.jspecify.annotations.NullMarked;
