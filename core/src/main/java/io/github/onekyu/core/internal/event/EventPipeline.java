package io.github.onekyu.core.internal.event;

import io.github.onekyu.core.action.ActionDispatcher;
import io.github.onekyu.core.action.Turns;
import io.github.onekyu.core.compat.BackwardCompatibility;
import io.github.onekyu.core.event.DeliveryPhase;
import io.github.onekyu.core.event.EncodedEvent;
import io.github.onekyu.core.event.EventReceiver;
import io.github.onekyu.core.event.EventSink;
import io.github.onekyu.core.event.EventSource;
import io.github.onekyu.core.filter.EventFilter;
import io.github.onekyu.core.internal.observe.Watch;
import io.github.onekyu.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of every event (ORD-01): complete, filter, extensions, 3.x form, encode, reports, then everybody else. One thread
 * delivers, so receivers see events in one order; only an event whose reports are still out waits, the next pass it
 * (POST-11).
 */
public final class EventPipeline implements EventSink, EventSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventPipeline.class);
    private static final Logger ACTIVITY = LoggerFactory.getLogger("onekyu.activity");

    private final PipelineSettings settings;
    private final EventCompletion completion;
    private final MetaEvents metaEvents;
    private final AtomicLong numbers;
    private final ExecutorService delivery;
    private final EventHook extensions;
    private final Watch watch;
    private final Turns turns = new Turns();
    private volatile EventFilter filter;
    private final Map<DeliveryPhase, List<EventReceiver>> receivers = Map.of(
            DeliveryPhase.REPORT, new CopyOnWriteArrayList<>(),
            DeliveryPhase.BROADCAST, new CopyOnWriteArrayList<>());

    /**
     * @param actions asked for what the host left out of an event
     * @param numbers gives events their numbers; outlives a restart, so that none comes twice
     * @param extensions sees what passes the filter
     * @param thread makes the delivery thread
     */
    public EventPipeline(
            PipelineSettings settings,
            ActionDispatcher actions,
            AtomicLong numbers,
            EventHook extensions,
            Watch watch,
            ThreadFactory thread) {
        this.settings = settings;
        this.filter = settings.filter();
        this.extensions = extensions;
        this.watch = watch;
        this.completion = new EventCompletion(settings.selfId(), settings.clock(), actions, settings.convertEmoji());
        this.metaEvents = new MetaEvents(settings.selfId(), settings.clock());
        this.numbers = numbers;
        this.delivery = Executors.newSingleThreadExecutor(thread);
    }

    /** Whom an event is for. */
    public enum Audience {
        EVERYBODY,
        /** {@code enable} and {@code disable}: reports only (META-01, META-02). */
        REPORTS
    }

    @Override
    public CompletionStage<Long> accept(JsonObject event) {
        long number = numbers.incrementAndGet();
        CompletableFuture<Long> handedOver = new CompletableFuture<>();
        boolean taken = onDelivery(() -> turns.run(() -> {
            CompletableFuture<JsonObject> complete = completion.complete(event).toCompletableFuture();
            return complete.isDone()
                    ? handOver(number, event, complete, handedOver)
                    : complete.handleAsync((done, failure) -> null, this::onDelivery)
                            .thenCompose(ready -> handOver(number, event, complete, handedOver));
        }));
        if (!taken) {
            handedOver.complete(number); // nobody is left to deliver to, which is delivered too
        }
        return handedOver;
    }

    private CompletableFuture<Long> handOver(
            long number, JsonObject event, CompletableFuture<JsonObject> complete, CompletableFuture<Long> handedOver) {
        // A host's event that could not be completed is still an event.
        JsonObject ready = complete.isCompletedExceptionally() ? event : complete.join();
        deliver(number, ready, Audience.EVERYBODY);
        handedOver.complete(number);
        return handedOver;
    }

    /** Sends an event of our own. The stage completes when its reports have ended. */
    public CompletionStage<Void> emit(JsonObject metaEvent, Audience audience) {
        long number = numbers.incrementAndGet();
        CompletableFuture<Void> reported = new CompletableFuture<>();
        boolean taken = onDelivery(() -> turns.run(() -> {
            deliver(number, metaEvent, audience).whenComplete((done, failure) -> reported.complete(null));
            return CompletableFuture.completedFuture(null);
        }));
        if (!taken) {
            reported.complete(null);
        }
        return reported;
    }

    public MetaEvents metaEvents() {
        return metaEvents;
    }

    @Override
    public Subscription subscribe(DeliveryPhase phase, EventReceiver receiver) {
        List<EventReceiver> list = list(phase);
        list.add(receiver);
        return () -> list.remove(receiver);
    }

    @Override
    public Optional<EncodedEvent> connectEvent() {
        // The transport's own thread may be one that must not wait for an extension.
        return prepare(numbers.incrementAndGet(), metaEvents.lifecycle("connect"), false);
    }

    /** Puts another filter into force for all events from now on (FLT-01). */
    public void filter(EventFilter other) {
        filter = other;
    }

    /** Ends delivery; what is accepted later goes nowhere. */
    @Override
    public void close() {
        delivery.shutdown();
    }

    private Optional<EncodedEvent> prepare(long number, JsonObject event, boolean awaitExtensions) {
        boolean exempt = settings.exemptMeta() && event.string("post_type", "").equals("meta_event");
        if (!exempt && !filter.passes(event)) {
            return Optional.empty();
        }
        extensions.event(event, awaitExtensions);
        JsonObject shape = settings.backwardCompatible() ? BackwardCompatibility.toV3(event) : event;
        return Optional.of(new EncodedEvent(number, shape, settings.format()));
    }

    /** On the delivery thread. The stage completes when the event's reports have ended. */
    private CompletionStage<?> deliver(long number, JsonObject event, Audience audience) {
        Optional<EncodedEvent> prepared = prepare(number, event, true);
        if (prepared.isEmpty()) {
            ACTIVITY.debug(
                    "account {}: event {} {}: dropped by the event filter", settings.selfId(), number, describe(event));
            return CompletableFuture.completedFuture(null);
        }
        EncodedEvent encoded = prepared.get();
        watch.delivered(encoded);
        List<EventReceiver> reporters = list(DeliveryPhase.REPORT);
        CompletableFuture<?>[] reports =
                reporters.stream().map(receiver -> hand(receiver, encoded)).toArray(CompletableFuture<?>[]::new);
        CompletableFuture<Void> reported = CompletableFuture.allOf(reports);
        if (audience == Audience.EVERYBODY) {
            if (reported.isDone()) {
                broadcast(encoded);
            } else {
                reported.whenComplete((done, failure) -> onDelivery(() -> broadcast(encoded)));
            }
        }
        if (ACTIVITY.isDebugEnabled()) {
            int peers = audience == Audience.EVERYBODY
                    ? list(DeliveryPhase.BROADCAST).size()
                    : 0;
            ACTIVITY.debug(
                    "account {}: event {} {}: reported to {} receivers, pushed by {} transports",
                    settings.selfId(),
                    number,
                    describe(event),
                    reports.length,
                    peers);
        }
        return reported;
    }

    private void broadcast(EncodedEvent event) {
        for (EventReceiver receiver : list(DeliveryPhase.BROADCAST)) {
            hand(receiver, event);
        }
    }

    /** Hands the event to one receiver; what goes wrong there stays there (ORD-04). */
    private static CompletableFuture<?> hand(EventReceiver receiver, EncodedEvent event) {
        try {
            return receiver.receive(event).toCompletableFuture();
        } catch (RuntimeException failure) {
            LOG.warn("OKY-1112 a transport could not take event {}; the others are not affected", event.id(), failure);
            return CompletableFuture.completedFuture(null);
        }
    }

    private List<EventReceiver> list(DeliveryPhase phase) {
        return java.util.Objects.requireNonNull(receivers.get(phase));
    }

    /** Queues the task for the delivery thread; false after {@link #close}. */
    private boolean onDelivery(Runnable task) {
        try {
            delivery.execute(task);
            return true;
        } catch (RejectedExecutionException closed) {
            LOG.debug("an event came after the account had stopped");
            return false;
        }
    }

    private static String describe(JsonObject event) {
        String postType = event.string("post_type", "?");
        return postType + "/" + event.string(detailKey(postType), "")
                + event.string("sub_type").map(s -> "/" + s).orElse("");
    }

    private static String detailKey(String postType) {
        return postType.equals("message_sent") ? "message_type" : postType + "_type";
    }
}
