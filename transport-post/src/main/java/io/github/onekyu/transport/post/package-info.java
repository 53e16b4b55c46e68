/**
 * Reports events over HTTP POST (communication.md §7), signed over the exact bytes sent, and carries out the quick
 * operation an answer asks for. On where {@code post_url} is set.
 */
@NullMarked
package io.github.onekyu.transport.post;

import org.jspecify.annotations.NullMarked;
