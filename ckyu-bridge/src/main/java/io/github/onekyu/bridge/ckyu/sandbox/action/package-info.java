/** What a bot may ask of the sandbox: one small class for each family of actions. */
@NullMarked
package io.github.onekyu.bridge.ckyu.sandbox.action;

import org.jspecify.annotations.NullMarked;
