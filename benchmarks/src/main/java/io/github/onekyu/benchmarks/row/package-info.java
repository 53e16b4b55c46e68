/** The rows of the table of goals. */
@NullMarked
package io.github.onekyu.benchmarks.row;

import org.jspecify.annotations.NullMarked;
