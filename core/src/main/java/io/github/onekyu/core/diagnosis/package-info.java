/** Finds out why a connection does not come about, and says it in one sentence. */
@NullMarked
package io.github.onekyu.core.diagnosis;

import org.jspecify.annotations.NullMarked;
