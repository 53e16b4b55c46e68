/** The simulated world: who is there, who may do what, what was said. Values and rules; no files, no threads. */
@NullMarked
package io.github.onekyu.bridge.ckyu.sandbox.world;

import org.jspecify.annotations.NullMarked;
