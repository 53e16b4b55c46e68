/** How an account runs actions: lookup, suffixes, order, the host, and the few actions of our own. Not API. */
@NullMarked
package io.github.onekyu.core.internal.action;

import org.jspecify.annotations.NullMarked;
