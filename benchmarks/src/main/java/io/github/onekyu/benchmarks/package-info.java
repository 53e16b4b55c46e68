/** Measures the product beside bare programs on the same libraries; {@code benchmarks/run} starts it. Not published. */
@NullMarked
package io.github.onekyu.benchmarks;

import org.jspecify.annotations.NullMarked;
