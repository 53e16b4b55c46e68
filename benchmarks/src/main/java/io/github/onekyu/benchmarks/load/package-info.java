/** The load generator: closed loops over keep-alive HTTP and WebSocket, and receivers of events; the JDK only. */
@NullMarked
package io.github.onekyu.benchmarks.load;

import org.jspecify.annotations.NullMarked;
