package io.github.onekyu.transport.ws;

import io.github.onekyu.core.observe.Traffic;

/** What an operator sees of one connection: counters that it keeps anyway. */
record ConnectionTraffic(WsConnection connection, FrameWriter writer) implements Traffic {
    @Override
    public long queued() {
        return writer.queued();
    }

    @Override
    public long queuedBytes() {
        return writer.queuedBytes();
    }

    @Override
    public long behindMillis() {
        return writer.behindMillis();
    }

    @Override
    public long sent() {
        return writer.sent();
    }

    @Override
    public long received() {
        return connection.received();
    }

    @Override
    public long dropped() {
        return connection.droppedEvents();
    }

    @Override
    public void disconnect(String reason) {
        connection.disconnect(reason);
    }
}
