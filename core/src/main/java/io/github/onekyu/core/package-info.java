/** The front door: build an account, start it, stop it. */
@NullMarked
package io.github.onekyu.core;

import org.jspecify.annotations.NullMarked;
