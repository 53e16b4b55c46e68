package io.github.onekyu.core.internal.observe;

import io.github.onekyu.core.event.EncodedEvent;
import io.github.onekyu.core.observe.ConnectionState;
import io.github.onekyu.core.observe.EndpointReport;
import io.github.onekyu.core.observe.Problem;
import io.github.onekyu.core.observe.Trace;
import io.github.onekyu.core.observe.TraceEntry;
import io.github.onekyu.core.observe.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What one endpoint told, from its creation to its end. Thread-safe. */
public final class EndpointLog implements EndpointReport {
    /** Ids of connections, for the whole process: a person who ends one must not hit another account's. */
    private static final AtomicLong IDS = new AtomicLong();

    private final long selfId;
    private final String endpoint;
    private final Trace trace;
    private final Map<Long, Open> open = new ConcurrentSkipListMap<>();
    private final LongAdder sent = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    /** When the last connection of a dialer came or went. */
    private volatile long changed = System.currentTimeMillis();

    private volatile Masked masked = new Masked("", "");
    private volatile @Nullable String target;
    private volatile @Nullable Problem problem;

    public EndpointLog(long selfId, String endpoint, Trace trace) {
        this.selfId = selfId;
        this.endpoint = endpoint;
        this.trace = trace;
    }

    private final class Open implements Connection {
        private final long id = IDS.incrementAndGet();
        private final long since = System.currentTimeMillis();
        private final String peer;
        private final String role;
        private final Traffic traffic;
        private final AtomicBoolean gone = new AtomicBoolean();

        Open(String peer, String role, Traffic traffic) {
            this.peer = peer;
            this.role = role;
            this.traffic = traffic;
        }

        @Override
        public void closed(String reason) {
            if (!gone.compareAndSet(false, true)) {
                return;
            }
            open.remove(id);
            sent.add(traffic.sent());
            received.add(traffic.received());
            dropped.add(traffic.dropped());
            changed = System.currentTimeMillis();
            trace.add(selfId, new TraceEntry.Connection(endpoint, id, peer, role, false, reason));
        }

        ConnectionState state() {
            return new ConnectionState(
                    id,
                    peer,
                    role,
                    since,
                    traffic.queued(),
                    traffic.queuedBytes(),
                    traffic.behindMillis(),
                    traffic.sent(),
                    traffic.received(),
                    traffic.dropped());
        }
    }

    @Override
    public void target(String address) {
        target = MaskedAddress.of(address);
    }

    @Override
    public Connection opened(String peer, String role, Traffic traffic) {
        Open connection = new Open(peer, role, traffic);
        open.put(connection.id, connection);
        changed = System.currentTimeMillis();
        trace.add(selfId, new TraceEntry.Connection(endpoint, connection.id, peer, role, true, ""));
        return connection;
    }

    @Override
    public synchronized void problem(String code, String message) {
        Problem before = problem;
        long count = 1;
        if (before != null && before.code().equals(code) && before.message().equals(message)) {
            count = before.count() + 1;
        }
        problem = new Problem(code, message, System.currentTimeMillis(), count);
        if (count == 1) {
            trace.add(selfId, new TraceEntry.Trouble(endpoint, code, message));
        }
    }

    @Override
    public synchronized void cleared() {
        problem = null;
    }

    @Override
    public void reported(EncodedEvent event, String address, OptionalInt status, Duration took, String trouble) {
        if (trace.isOn()) {
            trace.add(
                    selfId,
                    new TraceEntry.Report(endpoint, masked(address), event.id(), status, took.toNanos(), trouble));
        }
    }

    /** Of one target after the other: most endpoints have one. */
    private String masked(String address) {
        Masked known = masked;
        if (!known.address().equals(address)) {
            known = new Masked(address, MaskedAddress.of(address));
            masked = known;
        }
        return known.shown();
    }

    private record Masked(String address, String shown) {}

    public Optional<String> target() {
        return Optional.ofNullable(target);
    }

    public Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }

    public long changed() {
        return changed;
    }

    /** In the order in which they came. */
    public List<ConnectionState> connections() {
        return open.values().stream().map(Open::state).toList();
    }

    public boolean hasConnection() {
        return !open.isEmpty();
    }

    /** Whether this is where reports go: all that it opened are targets. */
    public boolean reports() {
        return hasConnection() && open.values().stream().allMatch(connection -> connection.role.equals(REPORT));
    }

    /** Of the connections that have ended. */
    public long sent() {
        return sent.sum();
    }

    /** Of the connections that have ended. */
    public long received() {
        return received.sum();
    }

    /** Of the connections that have ended. */
    public long dropped() {
        return dropped.sum();
    }

    /** Ends the connection with this id; false if it is none of this endpoint's. */
    public boolean disconnect(long id, String reason) {
        Open connection = open.get(id);
        if (connection == null) {
            return false;
        }
        connection.traffic.disconnect(reason);
        return true;
    }
}
