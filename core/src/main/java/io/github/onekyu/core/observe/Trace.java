package io.github.onekyu.core.observe;

import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.action.ResponseEncoder;
import io.github.onekyu.core.event.EncodedEvent;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What happened of late, in all accounts of the process: bounded in number and in memory, the oldest goes first. An
 * entry keeps the JSON that was there anyway and is put into words only when somebody reads. Thread-safe.
 */
public final class Trace {
    private static final Trace OFF = new Trace(0, 0);

    private final int most;
    private final long mostWeight;
    private final Tally tally = new Tally();
    private final List<Runnable> readers = new CopyOnWriteArrayList<>();
    /** Guarded by itself, with the fields below. */
    private final ArrayDeque<TraceRecord> records = new ArrayDeque<>();

    private final AnsweredEvents answered = new AnsweredEvents();
    private long weight;
    private long last;

    private Trace(int most, long mostWeight) {
        this.most = most;
        this.mostWeight = mostWeight;
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
        return new Trace(Math.max(1, most), Math.max(Disclosure.MOST_WEIGHT, mostWeight));
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
        JsonObject params = request.params().json();
        JsonObject answer = envelope(response);
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
                            caller.transport(),
                            caller.peer(),
                            request.action(),
                            params,
                            answer,
                            nanos,
                            event,
                            Disclosure.SMALL + size,
                            cut));
        }
        wake();
    }

    private static JsonObject envelope(ActionResponse response) {
        if (response instanceof ActionResponse.Relayed relayed) {
            return relayed.envelope();
        }
        JsonObject.Builder json = JsonObject.builder()
                .put("status", ResponseEncoder.status(response))
                .put("retcode", response.retcode().value())
                .put("data", response.result().orElse(JsonNull.NULL));
        if (response instanceof ActionResponse.Failed failed
                && !failed.wording().isEmpty()) {
            json.put("wording", failed.wording());
        }
        return json.build();
    }

    /** Anything else. */
    public void add(long selfId, TraceEntry entry) {
        if (!isOn()) {
            return;
        }
        synchronized (records) {
            keep(selfId, entry);
        }
        wake();
    }

    private void keep(long selfId, TraceEntry entry) {
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
        return () -> readers.remove(wake);
    }

    private void wake() {
        if (!readers.isEmpty()) {
            readers.forEach(Runnable::run);
        }
    }
}
