/**
 * The WebSocket server: {@code /api} for calls, {@code /event} for events, {@code /} for both (communication.md §5). The
 * Tyrus engine speaks WebSocket inside an Undertow handler; one bounded queue and one writer belong to each connection.
 */
@NullMarked
package io.github.onekyu.transport.ws;

import org.jspecify.annotations.NullMarked;
