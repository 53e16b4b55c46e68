/** How cost grows with the work: the scaling curves. */
@NullMarked
package io.github.onekyu.benchmarks.curve;

import org.jspecify.annotations.NullMarked;
