/** The backends for CKYU, each found by its name through ServiceLoader. */
@NullMarked
package io.github.onekyu.bridge.ckyu;

import org.jspecify.annotations.NullMarked;
