/**
 * Our own table of RFC 6455 cases, in place of the Autobahn test suite: what a peer does on a raw socket, what must come
 * back, and the page that lists it all. For both ends: the product as a server and as a client.
 */
@NullMarked
package io.github.onekyu.testkit.rfc6455;

import org.jspecify.annotations.NullMarked;
