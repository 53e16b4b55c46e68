/** Keeps the world in one file, so that it survives restarts and {@code kill -9}. */
@NullMarked
package io.github.onekyu.bridge.ckyu.sandbox.store;

import org.jspecify.annotations.NullMarked;
