/** Messages as values: segments, their two wire forms, and CQ codes (message.md). Immutable and thread-safe. */
@NullMarked
package io.github.onekyu.core.message;

import org.jspecify.annotations.NullMarked;
