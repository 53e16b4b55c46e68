package io.github.onekyu.bridge.ckyu.link;

import java.time.Duration;

final class AcceptedSockets implements Upstream {
    AcceptedSockets(LinkConfig config, Link link) {}

    @Override
    public void start() {}

    @Override
    public void stop(Duration grace) {}
}
