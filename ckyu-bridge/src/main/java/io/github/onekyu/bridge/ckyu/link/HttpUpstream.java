package io.github.onekyu.bridge.ckyu.link;

import java.time.Duration;

final class HttpUpstream implements Upstream {
    HttpUpstream(LinkConfig config, Timing timing, java.util.concurrent.ScheduledExecutorService timer, Link link) {}

    @Override
    public void start() {}

    @Override
    public void stop(Duration grace) {}
}
