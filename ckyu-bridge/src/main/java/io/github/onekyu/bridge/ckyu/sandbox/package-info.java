/** The sandbox: a chat host that lives in this process, for trying bots with no real account. */
@NullMarked
package io.github.onekyu.bridge.ckyu.sandbox;

import org.jspecify.annotations.NullMarked;
