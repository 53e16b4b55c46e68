package io.github.onekyu.transport.post;

import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.diagnosis.Reasons;
import io.github.onekyu.core.event.EncodedEvent;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonSyntaxException;
import io.github.onekyu.core.observe.EndpointReport;
import io.github.onekyu.core.quick.QuickOperations;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to the receiver. It ends once: with the answer, with a failure, or because its time is up; its
 * stage completes after that and, where there is one, after the quick operation (ORD-02).
 */
final class Report {
    private final EncodedEvent event;
    private final Receiver receiver;
    private final QuickOperations quick;
    private final Supplier<Caller> caller;
    private final FailureLog failures;
    private final EndpointReport report;
    private final long arrived = System.nanoTime();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private volatile long begun;
    private volatile @Nullable Exchange exchange;

    Report(
            EncodedEvent event,
            Receiver receiver,
            QuickOperations quick,
            Supplier<Caller> caller,
            FailureLog failures,
            EndpointReport report) {
        this.report = report;
        this.caller = caller;
        this.event = event;
        this.receiver = receiver;
        this.quick = quick;
        this.failures = failures;
    }

    CompletionStage<Void> done() {
        return done;
    }

    /** By {@link System#nanoTime}. */
    long arrived() {
        return arrived;
    }

    /** Of its body. */
    int bytes() {
        return event.bytes().length;
    }

    long waitedNanos() {
        return System.nanoTime() - arrived;
    }

    /** Whether {@link #begin} does not block, so that any thread may call it. */
    boolean beginsAtOnce() {
        return receiver.needsNoLookUp();
    }

    /**
     * Begins the exchange and does not wait for it; on a thread that may block for the look-up of a name.
     *
     * @param handedOver called once when the body is in its connection
     * @param over called once, on any thread, with whether the receiver answered; not to block
     */
    void begin(Duration timeout, ScheduledExecutorService timer, Runnable handedOver, Consumer<Boolean> over) {
        if (ended.get()) {
            over.accept(false);
            return;
        }
        begun = System.nanoTime();
        Future<?> deadline = deadline(timeout, timer);
        Exchange started = receiver.post(event.bytes(), handedOver);
        exchange = started;
        if (ended.get()) {
            started.cut();
        }
        started.answer().whenComplete((answer, failure) -> {
            deadline.cancel(false);
            if (failure != null) {
                fail("OKY-1501", words(failure)); // unless its time was up, which has been said already
            } else if (ended.compareAndSet(false, true)) {
                answered(answer);
            }
            over.accept(failure == null);
        });
    }

    private Future<?> deadline(Duration timeout, ScheduledExecutorService timer) {
        if (timeout.isZero()) {
            return CompletableFuture.completedFuture(null);
        }
        try {
            return timer.schedule(
                    () -> cut("OKY-1501", "no answer within post_timeout = " + timeout.toSeconds() + " s"),
                    timeout.toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            return CompletableFuture.completedFuture(null); // the transport's own stop ends the exchange
        }
    }

    /** Ends the report now, wherever it is; from any thread. */
    void cut(String code, String trouble) {
        fail(code, trouble);
        Exchange underWay = exchange;
        if (underWay != null) {
            underWay.cut();
        }
    }

    /** It is not sent at all, because too much waits, which is told elsewhere. From any thread. */
    void giveUp(String why) {
        if (ended.compareAndSet(false, true)) {
            tell(OptionalInt.empty(), why);
            done.complete(null);
        }
    }

    private void fail(String code, String trouble) {
        if (ended.compareAndSet(false, true)) {
            failures.failed(code, event.id(), trouble);
            tell(OptionalInt.empty(), trouble);
            done.complete(null);
        }
    }

    private void tell(OptionalInt status, String trouble) {
        long began = begun;
        report.reported(
                event,
                receiver.toString(),
                status,
                Duration.ofNanos(began == 0 ? 0 : System.nanoTime() - began),
                trouble);
    }

    private void answered(Receiver.Answer answer) {
        if (!answer.success()) {
            String trouble = Reasons.reportRefused(answer.status());
            failures.failed("OKY-1502", event.id(), trouble);
            tell(OptionalInt.of(answer.status()), trouble);
            done.complete(null);
            return;
        }
        tell(OptionalInt.of(answer.status()), "");
        if (answer.body().isPresent() && answer.body().get().length == 0) {
            failures.succeeded();
            done.complete(null);
        } else {
            receiver.aside(() -> use(answer));
        }
    }

    private void use(Receiver.Answer answer) {
        Optional<JsonObject> operation = operation(answer.body());
        if (operation.isEmpty()) {
            done.complete(null);
            return;
        }
        // A caller of its own: a host that is slow with one event's reply must not hold up another's (POST-11).
        quick.execute(event.json(), operation.get(), caller.get()).whenComplete((all, failure) -> {
            if (failure != null) {
                failures.failed("OKY-1505", event.id(), "the quick operation broke off: " + failure);
            }
            done.complete(null);
        });
    }

    /** POST-08: an object is a quick operation, and anything else is ignored. */
    private Optional<JsonObject> operation(Optional<byte[]> body) {
        if (body.isEmpty()) {
            failures.failed(
                    "OKY-1503", event.id(), "the answer is longer than " + Receiver.MAX_ANSWER + " bytes; ignored");
            return Optional.empty();
        }
        try {
            if (Json.parse(body.get()) instanceof JsonObject object) {
                failures.succeeded();
                return Optional.of(object);
            }
            failures.failed("OKY-1503", event.id(), "the answer is JSON, but not an object; ignored");
        } catch (JsonSyntaxException e) {
            failures.failed("OKY-1503", event.id(), "the answer is not JSON; ignored (expected an object, or nothing)");
        }
        return Optional.empty();
    }

    private String words(Throwable e) {
        if (e instanceof ConnectException) {
            return receiver.notReached(e);
        }
        String message = e.getMessage();
        return "the exchange failed: "
                + (message == null || message.isEmpty() ? e.getClass().getSimpleName() : message);
    }
}
