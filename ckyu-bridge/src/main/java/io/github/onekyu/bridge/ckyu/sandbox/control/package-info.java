/** What a person, a page or a test may do to the sandbox from outside. */
@NullMarked
package io.github.onekyu.bridge.ckyu.sandbox.control;

import org.jspecify.annotations.NullMarked;
