package io.github.onekyu.transport.post;

import io.github.onekyu.core.transport.Drops;
import io.github.onekyu.core.transport.Overflow;
import io.github.onekyu.core.transport.QueueBounds;
import io.github.onekyu.core.transport.TransportMetrics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Starts reports in event order (POST-13). Requests on different connections overtake one another on the receiver's side,
 * whatever order they left in; so a receiver that answers at once gets one after the other on one connection, and a slow
 * one gets the next a moment after the bytes of the one before are in their connection. When many wait, speed counts for
 * more: then several are under way at once, each begun when the bytes of the one before are in their connection. No report
 * waits longer than its own patience, however slow or dead those before it are (POST-11). How many may be under way and
 * wait is bounded; a report over a bound counts as failed, and its event goes on (EP-18, EP-19). Thread-safe.
 */
final class ReportLine {
    /** Each is a connection that waits for an answer. */
    static final int MAX_UNDER_WAY = 256;

    /** So many waiting, and answers are waited for no longer. */
    static final int BACKLOG = 128;
    /** How many are under way at once while there is a backlog, and no more as long as answers come quickly. */
    static final int OVERLAPPING = 16;
    /** Whoever answers within this is quick. */
    static final Duration QUICK = Duration.ofMillis(100);
    /** For the answer to the report before, from when its bytes were in the connection. */
    static final Duration ANSWER_PATIENCE = Duration.ofMillis(250);
    /** The same from the waiting report's own arrival, so that the waits behind one another do not add up. */
    static final Duration QUEUE_PATIENCE = Duration.ofMillis(500);
    /** For the bytes of the report before, from the own arrival: for a connection that does not come about. */
    static final Duration CONNECT_PATIENCE = Duration.ofMillis(750);
    /** So many without an answer, and the receiver is a slow one: no use in waiting for its answers. */
    static final int SLOW = 4;
    /** For a place, while {@link #MAX_UNDER_WAY} others wait for their answers. */
    static final Duration MAX_WAIT = Duration.ofSeconds(5);

    private final String endpoint;
    private final Duration timeout;
    private final Executor senders;
    private final ScheduledExecutorService timer;
    private final TransportMetrics metrics;
    private final QueueBounds bounds;
    private final Drops drops;
    private final LongAdder sent = new LongAdder();
    private final LongAdder answered = new LongAdder();
    private final LongAdder late = new LongAdder();

    // Guarded by this.
    private final Deque<Report> waiting = new ArrayDeque<>();
    private final Set<Report> underWay = new HashSet<>();
    /** Of {@link #waiting}, counted only where there is a bound. */
    private long waitingBytes;
    /** When the report came before which there was nothing to do. */
    private long busySince;

    private boolean dropping;
    /** Since more than {@link #BACKLOG} waited, and until none does. */
    private boolean hurrying;

    /** A thread is about to begin reports, and whose turn it is. */
    private boolean beginning;

    private int turns;
    private @Nullable Report last;
    private boolean lastHandedOver;
    private long lastHandedOverAt;
    private long lastEndedAt;
    private long lastTook = Long.MAX_VALUE;
    private @Nullable Future<?> check;
    private long checkAt;
    private volatile boolean closed; // written under the lock

    /**
     * @param endpoint the name under which things are counted
     * @param bounds of what waits
     * @param senders gives each task a thread at once; rarely more than one is in use
     * @param drops told of what is given up
     */
    ReportLine(
            String endpoint,
            Duration timeout,
            QueueBounds bounds,
            Executor senders,
            ScheduledExecutorService timer,
            TransportMetrics metrics,
            Drops drops) {
        this.endpoint = endpoint;
        this.timeout = timeout;
        this.senders = senders;
        this.timer = timer;
        this.metrics = metrics;
        this.bounds = bounds;
        this.drops = drops;
    }

    /** Takes a report in; never blocks. */
    void add(Report report) {
        long bytes = bytes(report);
        List<Report> victims = List.of();
        synchronized (this) {
            if (!closed) {
                victims = makeRoom(report, bytes);
                if (!victims.contains(report)) {
                    if (waiting.isEmpty() && underWay.isEmpty()) {
                        busySince = report.arrived();
                    }
                    waiting.add(report);
                    waitingBytes += bytes;
                    startWhatMay();
                }
                dropping |= !victims.isEmpty();
            }
        }
        if (closed) {
            report.cut("OKY-1501", "the account is stopping; not reported");
        }
        if (!victims.isEmpty()) {
            drops.dropped(victims.size());
            victims.forEach(victim -> victim.giveUp("too many reports wait; not reported"));
        }
    }

    /** Bytes count only where they are bounded: or they would have to be made here and not by who sends them. */
    private long bytes(Report report) {
        return bounds.bytes() == Long.MAX_VALUE ? 0 : report.bytes();
    }

    /** Answers who is not reported so that no more waits than may: some of those that wait, or the new one. */
    private List<Report> makeRoom(Report report, long bytes) {
        if (!isFull(bytes)) {
            return List.of();
        }
        if (bounds.overflow() != Overflow.DROP_OLDEST) {
            return List.of(report);
        }
        List<Report> victims = new ArrayList<>();
        while (isFull(bytes)) {
            victims.add(takeFirst());
        }
        return victims;
    }

    /** One report alone always fits, however large. */
    private boolean isFull(long bytes) {
        return !waiting.isEmpty() && (waiting.size() >= bounds.size() || waitingBytes + bytes > bounds.bytes());
    }

    private Report takeFirst() {
        Report first = waiting.remove();
        waitingBytes -= bytes(first);
        return first;
    }

    private void startWhatMay() {
        Turn turn = nextTurn();
        if (turn != null) {
            senders.execute(() -> begin(turn));
        }
    }

    /** Who begins reports, one after the other, from this one on. */
    private record Turn(Report first, int number) {}

    /** One thread at a time begins reports: handing the turn on costs more than a report does. */
    private @Nullable Turn nextTurn() {
        if (!firstMayStart()) {
            return null;
        }
        if (beginning && (last == null || lastHandedOver)) {
            return null; // the thread that begins them looks again before it rests
        }
        // There is none, or it is held up, by the look-up of a name perhaps: then another goes on in its place.
        beginning = true;
        return new Turn(take(), ++turns);
    }

    private void begin(Turn turn) {
        for (@Nullable Report next = turn.first(); next != null; next = takeOrRest(turn)) {
            Report report = next;
            long begin = System.nanoTime();
            metrics.eventDelivered(endpoint, 1);
            report.begin(timeout, timer, () -> handedOver(report), hasAnswered -> {
                if (hasAnswered) {
                    answered.increment();
                }
                ended(report, begin);
            });
        }
    }

    private synchronized @Nullable Report takeOrRest(Turn turn) {
        if (turn.number() != turns) {
            return null;
        }
        if (!firstMayStart()) {
            beginning = false;
            return null;
        }
        return take();
    }

    private Report take() {
        Report next = takeFirst();
        hurrying &= !waiting.isEmpty();
        underWay.add(next);
        last = next;
        lastHandedOver = false;
        return next;
    }

    /** Whether there is a first in line and its time has come; otherwise it is looked at again when that may be. */
    private boolean firstMayStart() {
        Report next = waiting.peek();
        if (next == null) {
            return false;
        }
        long now = System.nanoTime();
        long at = mayStartAt(next, now);
        if (at - now > 0) {
            checkAt(at, now);
            return false;
        }
        return true;
    }

    /** When the first in line is to be looked at again, if nothing happens before; now if it may start. */
    private long mayStartAt(Report next, long now) {
        if (underWay.size() >= MAX_UNDER_WAY) {
            return Math.max(now + 1, next.arrived() + MAX_WAIT.toNanos());
        }
        if (underWay.size() >= OVERLAPPING && lastTook < QUICK.toNanos()) {
            long silent = lastEndedAt + ANSWER_PATIENCE.toNanos();
            if (silent - now > 0) {
                return silent; // more at once would only wait for one another; its next answer makes room
            }
        }
        if (last == null) {
            return now;
        }
        if (!lastHandedOver) {
            return next.arrived() + CONNECT_PATIENCE.toNanos();
        }
        hurrying |= waiting.size() > BACKLOG;
        return (hurrying && underWay.size() < OVERLAPPING) || underWay.size() >= SLOW
                ? now
                : Math.min(lastHandedOverAt + ANSWER_PATIENCE.toNanos(), next.arrived() + QUEUE_PATIENCE.toNanos());
    }

    /** Mostly on the client's own thread, which then writes the next one without being woken for it. */
    private void handedOver(Report report) {
        sent.increment();
        Turn turn = mayGoOn(report);
        if (turn == null) {
            return;
        }
        if (turn.first().beginsAtOnce()) {
            begin(turn);
        } else {
            senders.execute(() -> begin(turn));
        }
    }

    private synchronized @Nullable Turn mayGoOn(Report report) {
        if (report != last || lastHandedOver) {
            return null;
        }
        lastHandedOver = true;
        lastHandedOverAt = System.nanoTime();
        return nextTurn();
    }

    private void ended(Report report, long begun) {
        boolean calm;
        synchronized (this) {
            lastEndedAt = System.nanoTime();
            lastTook = lastEndedAt - begun;
            underWay.remove(report);
            if (report == last) {
                last = null;
            }
            startWhatMay();
            notifyAll();
            calm = dropping && waiting.isEmpty();
            dropping &= !calm;
        }
        if (calm) {
            drops.over();
        }
    }

    private void checkAt(long at, long now) {
        if (check != null && at - checkAt >= 0) {
            return;
        }
        if (check != null) {
            check.cancel(false);
        }
        try {
            check = timer.schedule(this::check, at - now, TimeUnit.NANOSECONDS);
            checkAt = at;
        } catch (RejectedExecutionException stopping) {
            // close() ends whatever waits
        }
    }

    private void check() {
        List<Report> tooLate = new ArrayList<>();
        synchronized (this) {
            check = null;
            while (!waiting.isEmpty()
                    && underWay.size() >= MAX_UNDER_WAY
                    && waiting.element().waitedNanos() >= MAX_WAIT.toNanos()) {
                tooLate.add(takeFirst());
            }
            startWhatMay();
        }
        late.add(tooLate.size());
        tooLate.forEach(report -> {
            metrics.dropped(endpoint, "waiting");
            report.cut(
                    "OKY-1504",
                    MAX_UNDER_WAY + " reports have been waiting for an answer for " + MAX_WAIT.toSeconds()
                            + " s; not reported (set post_timeout)");
        });
    }

    /** Ends the exchanges that wait for an answer; what waits behind them goes on. */
    void cutWhatIsUnderWay(String why) {
        List<Report> all;
        synchronized (this) {
            all = List.copyOf(underWay);
        }
        all.forEach(report -> report.cut("OKY-1501", why));
    }

    /** Reports that have not ended. */
    synchronized long queued() {
        return waiting.size() + underWay.size();
    }

    long queuedBytes() {
        List<Report> all;
        synchronized (this) {
            all = new ArrayList<>(waiting);
            all.addAll(underWay);
        }
        return all.stream().mapToLong(Report::bytes).sum();
    }

    synchronized long behindMillis() {
        return waiting.isEmpty() && underWay.isEmpty() ? 0 : (System.nanoTime() - busySince) / 1_000_000;
    }

    /** Reports whose bytes have left. */
    long sent() {
        return sent.sum();
    }

    long answered() {
        return answered.sum();
    }

    long dropped() {
        return drops.total() + late.sum();
    }

    /** Takes nothing more; lets what is there end within the grace, then cuts it off. Blocks. */
    void close(Duration grace) {
        List<Report> left;
        synchronized (this) {
            closed = true;
            awaitEmpty(System.nanoTime() + grace.toNanos());
            left = new ArrayList<>(waiting);
            left.addAll(underWay);
            waiting.clear();
            waitingBytes = 0;
            if (check != null) {
                check.cancel(false);
            }
        }
        left.forEach(report -> report.cut("OKY-1501", "no answer before the stop"));
        drops.over();
    }

    private synchronized void awaitEmpty(long end) {
        try {
            while (!waiting.isEmpty() || !underWay.isEmpty()) {
                long millis = (end - System.nanoTime()) / 1_000_000;
                if (millis <= 0) {
                    return;
                }
                wait(millis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
