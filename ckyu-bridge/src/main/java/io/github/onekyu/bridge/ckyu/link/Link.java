package io.github.onekyu.bridge.ckyu.link;

import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.action.Retcode;
import io.github.onekyu.core.event.EventSink;
import io.github.onekyu.core.json.JsonObject;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The account at the other end of whatever lines there are: who it is, whether bots may use it, what goes through.
 * Upstreams tell it of their lines. Thread-safe; nothing blocks.
 */
final class Link {
    /** There is no link (LNK-12). */
    static final Retcode NO_LINK = new Retcode(1503);

    private static final Logger LOG = LoggerFactory.getLogger(Link.class);
    /** Callers have been answered by then, three minutes after they called. */
    private static final Duration FORGET = Duration.ofSeconds(200);

    private static final Caller SELF = Caller.of("link", "");

    private final Timing timing;
    private final ScheduledExecutorService timer;
    private final EventSink events;
    private final Calls calls = new Calls();
    private final Watch watch;
    private final Presence presence;
    private final LinkLog log;
    private final CompletableFuture<Long> account = new CompletableFuture<>();
    private volatile Quirks.Profile profile = Quirks.ANY;
    private @Nullable ScheduledFuture<?> watching;

    /** Guards the three below. */
    private final Object state = new Object();

    private OptionalLong selfId = OptionalLong.empty();
    /** The newest line that takes calls. */
    private @Nullable Line candidate;
    /** The same line once it is known to be our account's. */
    private volatile @Nullable Line linked;

    Link(String place, Timing timing, ScheduledExecutorService timer, EventSink events) {
        this.timing = timing;
        this.timer = timer;
        this.events = events;
        this.watch = new Watch(timing);
        this.presence = new Presence(timing, place);
        this.log = new LinkLog(place);
    }

    /** Completes with the account's id (LNK-08). */
    CompletableFuture<Long> account() {
        return account;
    }

    Calls calls() {
        return calls;
    }

    boolean online() {
        return linked != null && presence.online();
    }

    /** What has been in the way so far. */
    String trouble() {
        return log.trouble();
    }

    void begin() {
        long tick = timing.tick().toMillis();
        watching = timer.scheduleWithFixedDelay(this::look, tick, tick, TimeUnit.MILLISECONDS);
    }

    /** Answers whoever still waits. The upstream has stopped. */
    void end() {
        if (watching != null) {
            watching.cancel(false);
        }
        Line open = linked;
        if (open != null) {
            lost(open, Loss.ours("the account stops"));
        }
    }

    private void look() {
        try {
            long now = System.nanoTime();
            watch.look(now, calls.waiting() > 0);
            calls.forget(FORGET);
            Line line = linked;
            if (line != null && presence.mustAsk(now)) {
                ask(line, "get_status").thenAccept(answer -> presence.answered(answer.envelope()));
            }
        } catch (RuntimeException bug) {
            LOG.error("OKY-1649 the watch over the link failed; it goes on", bug); // else it would end in silence
        }
    }

    CompletionStage<ActionResponse> call(ActionRequest request, Caller caller) {
        Line line = linked;
        if (line == null) {
            return CompletableFuture.completedFuture(
                    ActionResponse.failed(NO_LINK, "there is no link to the OneBot implementation"));
        }
        return calls.send(
                        line,
                        request.action(),
                        request.params().json(),
                        caller,
                        part -> request.partial().accept(new ActionResponse.Relayed(part)))
                .thenApply(answer -> response(request.action(), answer));
    }

    private ActionResponse response(String action, Calls.Answer answer) {
        if (answer.envelope().isEmpty()) {
            return ActionResponse.failed(NO_LINK, answer.trouble());
        }
        JsonObject envelope = answer.envelope().get();
        return profile.isUnknownAction(action, envelope, answer.status())
                ? new ActionResponse.UnknownAction(action)
                : new ActionResponse.Relayed(envelope);
    }

    /**
     * A line for calls is open; it takes the place of the one before.
     *
     * @param said the account's id, where the handshake told it
     */
    void opened(Line line, OptionalLong said) {
        synchronized (state) {
            candidate = line;
            linked = null;
        }
        watch.add(line);
        said.ifPresent(id -> admit(line, id));
        introduce(line);
        ask(line, "get_version_info")
                .thenAccept(answer -> answer.envelope()
                        .flatMap(envelope -> envelope.object("data"))
                        .ifPresent(this::recognise));
    }

    /** A line that only brings events is open. */
    void openedForEvents(Line line, OptionalLong said) {
        watch.add(line);
        said.ifPresent(id -> admit(line, id));
    }

    /** Asks who it is, until that is known one way or another (LNK-08). */
    private void introduce(Line line) {
        ask(line, "get_login_info").thenAccept(answer -> {
            OptionalLong id = answer.envelope()
                    .flatMap(envelope -> envelope.object("data"))
                    .map(data -> Params.integer(data.get("user_id")))
                    .orElse(OptionalLong.empty());
            if (id.isPresent() && id.getAsLong() > 0) {
                admit(line, id.getAsLong());
                return;
            }
            boolean unknown;
            synchronized (state) {
                unknown = Objects.equals(candidate, line) && linked == null;
            }
            if (unknown) {
                later(() -> introduce(line), timing.probe());
            }
        });
    }

    private void recognise(JsonObject version) {
        String name = version.string("app_name", "");
        Quirks.Profile before = profile;
        profile = Quirks.of(name);
        if (!profile.equals(before)) { // not again after each time that the link was broken
            LOG.info(
                    "the implementation is {} {}: profile {}", name, version.string("app_version", ""), profile.name());
        }
    }

    /**
     * A WebSocket frame.
     *
     * @param takesEvents whether this is the line that events come on
     */
    void received(Line line, String text, boolean takesEvents) {
        Frames.Frame frame = Frames.read(text);
        if (frame instanceof Frames.Event event) {
            if (takesEvents) {
                event(line, event.json());
            }
        } else if (frame instanceof Frames.Answer answer) {
            answered(line, answer.echo(), answer.json(), 200, answer.last());
        } else if (frame instanceof Frames.Refusal refusal) {
            line.end(Loss.refused("it answered 1403" + (refusal.words().isEmpty() ? "" : ", " + refusal.words())));
        } else if (frame instanceof Frames.Unreadable unreadable) {
            LOG.debug("OKY-1648 a frame was dropped: {}", unreadable.trouble());
        }
    }

    /** An answer, whichever way it came. */
    void answered(Line line, String echo, JsonObject envelope, int status, boolean last) {
        presence.lively();
        if (!calls.answered(line, echo, envelope, status, last)) {
            LOG.debug("an answer came that nobody waits for"); // its caller may have been answered before
        }
    }

    /** An event, whichever way it came. */
    void event(Line line, JsonObject event) {
        OptionalLong id = Params.integer(event.get("self_id"));
        boolean ours;
        if (id.isPresent()) {
            ours = admit(line, id.getAsLong());
        } else {
            synchronized (state) {
                ours = selfId.isPresent();
            }
        }
        if (!ours) {
            return;
        }
        String meta = event.string("post_type", "").equals("meta_event") ? event.string("meta_event_type", "") : "";
        if (meta.equals("heartbeat")) {
            presence.heartbeat(event);
            return;
        }
        presence.lively();
        if (!meta.equals("lifecycle")) { // bots get ours, for their own connections (LNK-06)
            events.accept(event);
        }
    }

    /** The line has ended; so do the calls on it. What was said of an older one changes nothing (LNK-14). */
    void lost(Line line, Loss loss) {
        boolean wasLinked;
        watch.remove(line);
        synchronized (state) {
            wasLinked = Objects.equals(linked, line);
            if (Objects.equals(candidate, line)) {
                candidate = null;
                linked = null;
            }
        }
        calls.lost(line, "the link broke before the answer came: " + loss.reason());
        log.lost(loss, wasLinked);
    }

    /** No line came of an attempt. */
    void failed(Loss loss) {
        log.lost(loss, false);
    }

    /**
     * Whether what comes from that account is for our bots. The first account there is becomes ours (LNK-08); a line to
     * another one is ended (LNK-09).
     */
    boolean admit(Line line, long id) {
        boolean nowLinked = false;
        boolean first = false;
        long ours;
        synchronized (state) {
            if (selfId.isEmpty()) {
                selfId = OptionalLong.of(id);
                first = true;
            }
            ours = selfId.getAsLong();
            if (ours == id && Objects.equals(candidate, line) && linked == null) {
                presence.begin();
                linked = line;
                nowLinked = true;
            }
        }
        if (ours != id) {
            line.end(new Loss(Loss.Kind.OTHER_ACCOUNT, "is logged in as " + id + " and no longer as " + ours));
            return false;
        }
        if (nowLinked) {
            log.linked(ours);
        }
        if (linked != null) {
            account.complete(ours);
        } else if (first) {
            // Bots call as soon as they are let in; but one that only brings events is worth something too.
            later(() -> account.complete(ours), timing.probe());
        }
        return true;
    }

    /** Whether a connection may be our account's, as far as its handshake told. */
    boolean mayBe(OptionalLong said) {
        synchronized (state) {
            return said.isEmpty() || selfId.isEmpty() || said.getAsLong() == selfId.getAsLong();
        }
    }

    /** A call of our own; answered within the limit, with nothing if need be. */
    private CompletableFuture<Calls.Answer> ask(Line line, String action) {
        return calls.send(line, action, JsonObject.EMPTY, SELF, part -> {})
                .copy()
                .completeOnTimeout(
                        Calls.Answer.none("no answer in time"), timing.probe().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void later(Runnable task, Duration delay) {
        try {
            timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("the account has stopped");
        }
    }
}
