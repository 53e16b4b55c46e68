/**
 * The WebSocket client that dials bots (communication.md §6): one connection for each configured role, dialled again
 * for ever. The Tyrus client engine speaks the protocol; the sockets under it are XNIO's.
 */
@NullMarked
package io.github.onekyu.transport.wsreverse;

import org.jspecify.annotations.NullMarked;
