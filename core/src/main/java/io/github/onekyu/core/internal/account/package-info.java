/** One account from start to stop: its threads, its transports and what wires them. Not API. */
@NullMarked
package io.github.onekyu.core.internal.account;

import org.jspecify.annotations.NullMarked;
