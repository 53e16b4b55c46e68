package io.github.onekyu.core.internal.action;

import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.action.Retcode;
import io.github.onekyu.core.event.DeliveryPhase;
import io.github.onekyu.core.event.EncodedEvent;
import io.github.onekyu.core.event.EventSource;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * {@code get_updates}: events for those who ask for them instead of being told (A-get_updates). The newest ones are kept
 * until they are fetched, each is given to one call. A call that waits holds no thread. Thread-safe.
 */
public final class Updates implements Action {
    /** Events that wait to be fetched; the oldest ones give way. */
    static final int KEPT = 1_000;
    /** Calls that wait for an event; more are refused. */
    static final int MOST_WAITING = 1_000;

    private static final long LONGEST_WAIT_SECONDS = 600;

    private final ScheduledExecutorService timer;
    private final EventSource.Subscription subscription;
    // both guarded by this; while one holds something, the other is empty
    private final Deque<EncodedEvent> events = new ArrayDeque<>();
    private final Set<Waiting> waiting = new LinkedHashSet<>();
    private boolean closed;

    public Updates(EventSource source, ScheduledExecutorService timer) {
        this.timer = timer;
        this.subscription = source.subscribe(DeliveryPhase.BROADCAST, event -> {
            keep(event);
            return CompletableFuture.completedFuture(null);
        });
    }

    /** A call that found nothing; compared by identity. */
    private static final class Waiting {
        private final CompletableFuture<ActionResponse> answer = new CompletableFuture<>();
    }

    @Override
    public CompletionStage<ActionResponse> perform(ActionRequest request, Caller caller) {
        long limit = request.params().integer("limit", 0);
        long seconds = Math.min(LONGEST_WAIT_SECONDS, request.params().integer("timeout", 0));
        List<EncodedEvent> taken = new ArrayList<>();
        Waiting call = new Waiting();
        synchronized (this) {
            while (!events.isEmpty() && (limit <= 0 || taken.size() < limit)) {
                taken.add(events.removeFirst());
            }
            if (taken.isEmpty() && seconds > 0 && !closed) {
                if (waiting.size() == MOST_WAITING) {
                    return CompletableFuture.completedFuture(ActionResponse.failed(
                            Retcode.FAILED, "too many calls of get_updates are waiting; try again later"));
                }
                waiting.add(call);
                // under the lock, since afterwards the timer may have ended
                var deadline = timer.schedule(() -> giveUp(call), seconds, TimeUnit.SECONDS);
                call.answer.whenComplete((done, failure) -> deadline.cancel(false));
                return call.answer;
            }
        }
        return CompletableFuture.completedFuture(data(taken));
    }

    private void keep(EncodedEvent event) {
        Waiting first;
        synchronized (this) {
            var calls = waiting.iterator();
            if (!calls.hasNext()) {
                events.addLast(event);
                if (events.size() > KEPT) {
                    events.removeFirst();
                }
                return;
            }
            first = calls.next();
            calls.remove();
        }
        first.answer.complete(data(List.of(event)));
    }

    private void giveUp(Waiting call) {
        boolean stillWaiting;
        synchronized (this) {
            stillWaiting = waiting.remove(call);
        }
        if (stillWaiting) {
            call.answer.complete(data(List.of()));
        }
    }

    /** Calls that wait are answered with nothing. */
    public void close() {
        subscription.close();
        List<Waiting> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(waiting);
            waiting.clear();
        }
        left.forEach(call -> call.answer.complete(data(List.of())));
    }

    /** As everybody else gets them: in the account's message format. */
    private static ActionResponse data(List<EncodedEvent> events) {
        List<JsonValue> items =
                events.stream().map(event -> Json.parse(event.bytes())).toList();
        return new ActionResponse.Done(JsonArray.of(items));
    }
}
