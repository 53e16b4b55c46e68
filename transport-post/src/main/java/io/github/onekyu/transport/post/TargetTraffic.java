package io.github.onekyu.transport.post;

import io.github.onekyu.core.observe.Traffic;

/** What an operator sees of the receiver of reports: counters that the line keeps anyway. */
record TargetTraffic(ReportLine line) implements Traffic {
    @Override
    public long queued() {
        return line.queued();
    }

    @Override
    public long queuedBytes() {
        return line.queuedBytes();
    }

    @Override
    public long behindMillis() {
        return line.behindMillis();
    }

    @Override
    public long sent() {
        return line.sent();
    }

    @Override
    public long received() {
        return line.answered();
    }

    @Override
    public long dropped() {
        return line.dropped();
    }

    /** There is no one connection to a receiver of reports: whatever waits for its answer is ended. */
    @Override
    public void disconnect(String reason) {
        line.cutWhatIsUnderWay("ended by the operator: " + reason);
    }
}
