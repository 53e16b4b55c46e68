/** What becomes of figures: a file of results, a table, plots. */
@NullMarked
package io.github.onekyu.benchmarks.report;

import org.jspecify.annotations.NullMarked;
