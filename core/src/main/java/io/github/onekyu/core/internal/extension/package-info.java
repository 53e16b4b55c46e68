/** Finds an account's extensions and runs them so that none harms another, or a transport. Not API. */
@NullMarked
package io.github.onekyu.core.internal.extension;

import org.jspecify.annotations.NullMarked;
