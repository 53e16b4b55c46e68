/** What can go wrong, by who has to act: the operator, the peer, the chat host, or the network. */
@NullMarked
package io.github.onekyu.core.error;

import org.jspecify.annotations.NullMarked;
