/** Fuzz targets, each with an oracle of its own (docs/fuzzing.md). */
@NullMarked
package io.github.onekyu.fuzz;

import org.jspecify.annotations.NullMarked;
