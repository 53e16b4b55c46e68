/** Where what transports tell is kept. */
@NullMarked
package io.github.onekyu.core.internal.observe;

import org.jspecify.annotations.NullMarked;
