/** Implementations of the other side that behave as the real ones were read to do (sources beside each). */
@NullMarked
package io.github.onekyu.bridge.ckyu.link.quirk;

import org.jspecify.annotations.NullMarked;
