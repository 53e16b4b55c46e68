package io.github.onekyu.testkit;

import io.github.onekyu.core.backend.Backend;
import io.github.onekyu.core.backend.BackendContext;
import io.github.onekyu.core.backend.BackendProvider;
import io.github.onekyu.core.backend.HostCall;
import io.github.onekyu.core.error.BackendException;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A chat host that records every call and answers as a test tells it. Without being told it offers every action of the
 * catalogue and answers in the right shape: {@code message_id} 1, 2, 3 … to sends, the account itself to {@code
 * get_login_info}. Thread-safe.
 */
public final class RecordingBackend implements Backend {
    public static final long SELF_ID = 10001000L;
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final long selfId;
    private final HostAnswers answers;
    private final Object lock = new Object();
    private final List<HostCall> calls = new ArrayList<>();
    /** By identity: two calls may be equal. */
    private final Set<HostCall> awaited = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Map<String, Function<HostCall, CompletionStage<JsonValue>>> scripts = new ConcurrentHashMap<>();
    private final Map<String, Gate> blocking = new ConcurrentHashMap<>();
    private final List<JsonObject> blockedEvents = new CopyOnWriteArrayList<>();
    private volatile Set<String> offered = HostAnswers.ALL;
    private volatile Optional<Boolean> online = Optional.of(true);
    private volatile @Nullable Gate login;
    private volatile @Nullable BackendContext context;
    private final AtomicInteger starts = new AtomicInteger();
    private final AtomicInteger stops = new AtomicInteger();

    public RecordingBackend() {
        this(SELF_ID);
    }

    public RecordingBackend(long selfId) {
        this.selfId = selfId;
        this.answers = new HostAnswers(selfId);
    }

    /** A provider named {@code recording} whose backend is always this object, also after a restart. */
    public BackendProvider provider() {
        return new BackendProvider() {
            @Override
            public String name() {
                return "recording";
            }

            @Override
            public Backend create(BackendContext created) {
                context = created;
                return RecordingBackend.this;
            }
        };
    }

    /** Offers these actions and no others. */
    public RecordingBackend offering(String... actions) {
        offered = Set.of(actions);
        return this;
    }

    public RecordingBackend online(Optional<Boolean> state) {
        online = state;
        return this;
    }

    /** The account's id stays unknown until the gate opens. Call before the start. */
    public Gate delayLogin() {
        Gate gate = new Gate();
        login = gate;
        return gate;
    }

    /** The answer from now on. */
    public RecordingBackend answer(String action, JsonValue data) {
        return answering(action, call -> CompletableFuture.completedFuture(data));
    }

    public RecordingBackend answer(String action, String json) {
        return answer(action, Json.parse(json));
    }

    /** Any behaviour at all; called after the call was recorded. */
    public RecordingBackend answering(String action, Function<HostCall, CompletionStage<JsonValue>> script) {
        scripts.put(action, script);
        return this;
    }

    /** The host refuses with this code. */
    public RecordingBackend fail(String action, int retcode) {
        return answering(
                action,
                call -> CompletableFuture.failedFuture(new BackendException(retcode, "the test wants a failure")));
    }

    /** {@link #perform} throws. */
    public RecordingBackend throwing(String action, RuntimeException failure) {
        return answering(action, call -> {
            throw failure;
        });
    }

    /** The host takes the call in at once and answers when the gate opens; no thread is held. */
    public Gate hold(String action) {
        Gate gate = new Gate();
        answering(action, call -> gate.opened().thenApply(open -> usual(call)));
        return gate;
    }

    /** {@link #perform} blocks its thread until the gate opens, and {@link #mayBlock} says so. */
    public Gate blocking(String action) {
        Gate gate = new Gate();
        blocking.put(action, gate);
        return gate;
    }

    /** What the host says if nothing else was asked for. */
    public JsonValue usual(HostCall call) {
        return answers.to(call.action(), call.params().json());
    }

    /** Raises an event as the host would. */
    public CompletionStage<Long> raise(JsonObject event) {
        BackendContext known = context;
        if (known == null) {
            throw new IllegalStateException("the account was not started yet");
        }
        return known.events().accept(event);
    }

    public CompletionStage<Long> raise(String json) {
        return raise((JsonObject) Json.parse(json));
    }

    /** Every call so far, in the order in which the host took them in. */
    public List<HostCall> calls() {
        synchronized (lock) {
            return List.copyOf(calls);
        }
    }

    public List<HostCall> calls(String action) {
        return calls().stream().filter(call -> call.action().equals(action)).toList();
    }

    /** The next call of this action that no {@code awaitCall} has given yet; waits five seconds at most. */
    public HostCall awaitCall(String action) {
        return await(
                "a call of " + action,
                known -> known.stream()
                        .filter(call -> call.action().equals(action) && !awaited.contains(call))
                        .findFirst()
                        .map(call -> {
                            awaited.add(call);
                            return call;
                        }));
    }

    /** Waits until there are at least this many calls, five seconds at most, and gives all of them. */
    public List<HostCall> awaitCalls(int count) {
        return await(
                count + " calls", known -> known.size() < count ? Optional.empty() : Optional.of(List.copyOf(known)));
    }

    /** The same for the calls of one action, whatever else is called meanwhile. */
    public List<HostCall> awaitCalls(String action, int count) {
        return await(count + " calls of " + action, known -> {
            List<HostCall> ofAction =
                    known.stream().filter(call -> call.action().equals(action)).toList();
            return ofAction.size() < count ? Optional.empty() : Optional.of(ofAction);
        });
    }

    /** Waits the whole time; fails if a call of this action comes that was not there before. */
    public void expectNoCall(String action, Duration limit) {
        int before = calls(action).size();
        long end = System.nanoTime() + limit.toNanos();
        synchronized (lock) {
            while (waitUntil(end)) {
                if (calls(action).size() > before) {
                    throw new AssertionError("expected no call of " + action + ", got " + calls(action));
                }
            }
        }
    }

    /** Forgets the calls so far. */
    public void clear() {
        synchronized (lock) {
            calls.clear();
            awaited.clear();
        }
    }

    /** The events that an answer marked as blocked (POST-10). */
    public List<JsonObject> blockedEvents() {
        return List.copyOf(blockedEvents);
    }

    public int starts() {
        return starts.get();
    }

    public int stops() {
        return stops.get();
    }

    @Override
    public CompletionStage<Long> start() {
        starts.incrementAndGet();
        Gate gate = login;
        return gate == null
                ? CompletableFuture.completedFuture(selfId)
                : gate.opened().thenApply(open -> selfId);
    }

    @Override
    public void stop(Duration grace) {
        stops.incrementAndGet();
    }

    @Override
    public Set<String> actions() {
        return offered;
    }

    @Override
    public boolean mayBlock(String action) {
        return blocking.containsKey(action);
    }

    @Override
    public CompletionStage<JsonValue> perform(HostCall call) {
        synchronized (lock) {
            calls.add(call);
            lock.notifyAll();
        }
        Gate gate = blocking.get(call.action());
        if (gate != null) {
            gate.await();
        }
        var script = scripts.get(call.action());
        return script == null ? CompletableFuture.completedFuture(usual(call)) : script.apply(call);
    }

    @Override
    public Optional<Boolean> online() {
        return online;
    }

    @Override
    public void eventBlocked(JsonObject event) {
        blockedEvents.add(event);
    }

    private <T> T await(String what, Function<List<HostCall>, Optional<T>> look) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        synchronized (lock) {
            Optional<T> found = look.apply(calls);
            while (found.isEmpty()) {
                if (!waitUntil(end)) {
                    throw new AssertionError("expected " + what + " within " + DEADLINE + "; calls: " + calls);
                }
                found = look.apply(calls);
            }
            return found.get();
        }
    }

    /** Waits for a change; false once the time is up. */
    private boolean waitUntil(long end) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            return false;
        }
        try {
            lock.wait(left);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for the host", e);
        }
    }
}
