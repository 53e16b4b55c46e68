/** Who may call, and how a receiver can tell that a report is ours. Nothing here prints a secret. */
@NullMarked
package io.github.onekyu.core.auth;

import org.jspecify.annotations.NullMarked;
