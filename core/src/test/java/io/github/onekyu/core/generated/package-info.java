/** Generated test cases: a fixed seed, one number per case, so that a failing case can be run again alone. */
@NullMarked
package io.github.onekyu.core.generated;

import org.jspecify.annotations.NullMarked;
