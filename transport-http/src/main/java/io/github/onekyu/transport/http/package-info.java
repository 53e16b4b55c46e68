/** Action calls over HTTP, and data files (communication.md §3). Found by ServiceLoader; switched by {@code use_http}. */
@NullMarked
package io.github.onekyu.transport.http;

import org.jspecify.annotations.NullMarked;
