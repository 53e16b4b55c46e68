package io.github.onekyu.transport.wsreverse;

import io.github.onekyu.core.observe.Traffic;

/** What an operator sees of one connection: counters that it keeps anyway. */
record ConnectionTraffic(PeerConnection connection, Wire wire) implements Traffic {
    @Override
    public long queued() {
        return wire.writer().map(SocketWriter::queued).orElse(0L);
    }

    @Override
    public long queuedBytes() {
        return wire.writer().map(SocketWriter::queuedBytes).orElse(0L);
    }

    @Override
    public long behindMillis() {
        return wire.writer().map(SocketWriter::behindMillis).orElse(0L);
    }

    @Override
    public long sent() {
        return wire.writer().map(SocketWriter::sent).orElse(0L);
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
