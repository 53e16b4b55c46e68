package io.github.onekyu.core.observe;

import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.event.EncodedEvent;
import io.github.onekyu.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * What happened of late, in all accounts of the process: bounded in number and in memory, the oldest goes first. An
 * entry keeps the JSON that was there anyway and is put into words only when somebody reads. While nobody does, at most
 * {@link #MOST_UNWATCHED} events, calls and reports a second are kept and the rest is counted ({@link TraceEntry.Omitted}):
 * a flood would push itself out within moments, and each entry costs the garbage collector a copy. Thread-safe.
 */
public final class Trace {
    /** Kept in a second that nobody watches. */
    static final int MOST_UNWATCHED = 2_000;

    private static final long SECOND = 1_000_000_000;
    private static final Trace OFF = new Trace(0, 0, System::nanoTime);

    private final LongSupplier nanos;
    private final int most;
    private final long mostWeight;
    private final Tally tally = new Tally();
    private final List<Runnable> readers = new CopyOnWriteArrayList<>();
    private final LongAdder omitted = new LongAdder();
    /** Written with the records' lock held, as is the next. */
    private volatile long secondBegan;

    private volatile boolean secondIsFull;
    /** Guarded by itself, with the fields below. */
    private final ArrayDeque<TraceRecord> records = new ArrayDeque<>();

    private final AnsweredEvents answered = new AnsweredEvents();
    private long weight;
    private long last;
    private int keptInSecond;

    private Trace(int most, long mostWeight, LongSupplier nanos) {
        this.most = most;
        this.mostWeight = mostWeight;
        this.nanos = nanos;
        secondBegan = nanos.getAsLong();
    }

    /** One that keeps and counts nothing. */
    public static Trace off() {
        return OFF;
    }

    /**
     * @param most records that are kept
     * @param mostWeight bytes that they keep alive, roughly
     */
    public static Trace keeping(int most, long mostWeight) {
        return keeping(most, mostWeight, System::nanoTime);
    }

    static Trace keeping(int most, long mostWeight, LongSupplier nanos) {
        return new Trace(Math.max(1, most), Math.max(Disclosure.MOST_WEIGHT, mostWeight), nanos);
    }

    public boolean isOn() {
        return most > 0;
    }

    public Tally tally() {
        return tally;
    }

    /** An event is on its way to the transports. */
    public void event(long selfId, EncodedEvent event) {
        if (!isOn()) {
            return;
        }
        tally.event();
        if (omits()) {
            return;
        }
        JsonObject json = event.json();
        long size = Disclosure.weight(json);
        boolean cut = size > Disclosure.MOST_WEIGHT;
        JsonObject kept = cut ? Disclosure.cut(json) : json;
        TraceEntry entry =
                new TraceEntry.Event(event.id(), kept, Disclosure.SMALL + (cut ? Disclosure.weight(kept) : size), cut);
        synchronized (records) {
            answered.happened(selfId, event.id(), json);
            keep(selfId, entry);
        }
        wake();
    }

    /** An action was answered after so many nanoseconds. */
    public void call(long selfId, ActionRequest request, Caller caller, ActionResponse response, long nanos) {
        if (!isOn()) {
            return;
        }
        tally.call(response.retcode().value() == 0 || response instanceof ActionResponse.Accepted, nanos);
        if (omits()) {
            return;
        }
        JsonObject params = request.params().json();
        ActionResponse answer = response;
        long size = Disclosure.weight(params) + Disclosure.weight(answer);
        boolean cut = size > Disclosure.MOST_WEIGHT;
        if (cut) {
            params = Disclosure.cut(params);
            answer = Disclosure.cut(answer);
            size = Disclosure.weight(params) + Disclosure.weight(answer);
        }
        synchronized (records) {
            OptionalLong event = answered.by(selfId, request);
            keep(
                    selfId,
                    new TraceEntry.Call(
                            caller, request.action(), params, answer, nanos, event, Disclosure.SMALL + size, cut));
        }
        wake();
    }

    /** Anything else. */
    public void add(long selfId, TraceEntry entry) {
        if (!isOn() || (entry instanceof TraceEntry.Report && omits())) {
            return;
        }
        synchronized (records) {
            keep(selfId, entry);
        }
        wake();
    }

    /** Whether there have been too many in this second; if so, it has been counted. */
    private boolean omits() {
        if (!readers.isEmpty()) {
            return false;
        }
        long now = nanos.getAsLong();
        if (now - secondBegan >= SECOND) {
            synchronized (records) {
                secondBegan = now;
                secondIsFull = false;
                keptInSecond = 0;
            }
        }
        if (!secondIsFull) {
            return false;
        }
        omitted.increment();
        return true;
    }

    private void keep(long selfId, TraceEntry entry) {
        tellOmitted();
        secondIsFull = ++keptInSecond >= MOST_UNWATCHED;
        append(selfId, entry);
    }

    private void tellOmitted() {
        long count = omitted.sumThenReset();
        if (count > 0) {
            append(0, new TraceEntry.Omitted(count));
        }
    }

    private void append(long selfId, TraceEntry entry) {
        last++;
        records.addLast(new TraceRecord(last, System.currentTimeMillis(), selfId, entry));
        weight += entry.weight();
        while (records.size() > most || (weight > mostWeight && records.size() > 1)) {
            weight -= records.removeFirst().entry().weight();
        }
    }

    /** The number of the newest record; 0 before the first. */
    public long last() {
        synchronized (records) {
            return last;
        }
    }

    /** The number of the oldest record that is still there; one more than {@link #last} if none is. */
    public long first() {
        synchronized (records) {
            return records.isEmpty() ? last + 1 : records.getFirst().seq();
        }
    }

    /** The oldest records that are still there and come after this number, in their order. */
    public List<TraceRecord> after(long seq, int limit) {
        List<TraceRecord> found = new ArrayList<>();
        synchronized (records) {
            if (records.isEmpty() || seq >= last) {
                return found;
            }
            Iterator<TraceRecord> all = last - seq < records.size() / 2 ? tail(seq) : records.iterator();
            while (all.hasNext() && found.size() < limit) {
                TraceRecord next = all.next();
                if (next.seq() > seq) {
                    found.add(next);
                }
            }
        }
        return found;
    }

    /** A reader that keeps up wants the few newest: not worth a walk through all. */
    private Iterator<TraceRecord> tail(long seq) {
        ArrayDeque<TraceRecord> newest = new ArrayDeque<>();
        for (Iterator<TraceRecord> back = records.descendingIterator(); back.hasNext(); ) {
            TraceRecord next = back.next();
            if (next.seq() <= seq) {
                break;
            }
            newest.addFirst(next);
        }
        return newest.iterator();
    }

    /**
     * Calls {@code wake} after each record from now on, on the thread on which it happened: it must return at once and
     * should look at nothing but whether its reader is awake already.
     *
     * @return ends it
     */
    public Runnable listen(Runnable wake) {
        readers.add(wake);
        synchronized (records) {
            tellOmitted();
        }
        return () -> readers.remove(wake);
    }

    private void wake() {
        if (!readers.isEmpty()) {
            readers.forEach(Runnable::run);
        }
    }
}
