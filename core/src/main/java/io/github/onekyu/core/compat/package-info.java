/** The wire form of the 3.x generation (events.md §5). */
@NullMarked
package io.github.onekyu.core.compat;

import org.jspecify.annotations.NullMarked;
