/** Bare programs on the product's libraries, without product logic: they mark the limit. */
@NullMarked
package io.github.onekyu.benchmarks.standin;

import org.jspecify.annotations.NullMarked;
