/** JSON over text frames, as both WebSocket transports speak it: roles, calls, echo (communication.md §5 and §6.3). */
@NullMarked
package io.github.onekyu.core.connection;

import org.jspecify.annotations.NullMarked;
