package io.github.onekyu.testkit.rfc6455;

import java.io.IOException;

/** What the peer does in one case. What comes back afterwards is read by whoever runs the case. */
@FunctionalInterface
interface Script {
    void play(CasePeer peer) throws IOException;
}
