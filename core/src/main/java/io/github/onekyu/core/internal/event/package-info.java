/** An account's event pipeline: complete, filter, encode, deliver (ORD-01, ORD-02). Not API. */
@NullMarked
package io.github.onekyu.core.internal.event;

import org.jspecify.annotations.NullMarked;
