package io.github.onekyu.core;

import io.github.onekyu.core.action.ActionCatalog;
import io.github.onekyu.core.backend.Backend;
import io.github.onekyu.core.backend.BackendContext;
import io.github.onekyu.core.backend.BackendProvider;
import io.github.onekyu.core.backend.HostCall;
import io.github.onekyu.core.backend.Relay;
import io.github.onekyu.core.event.EventSink;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A chat host for core's own tests: records the calls, answers what it was told to. */
public final class ScriptedBackend implements Backend, BackendProvider {
    public static final long SELF_ID = 10001000;

    public final List<HostCall> calls = new CopyOnWriteArrayList<>();
    public final List<JsonObject> blocked = new CopyOnWriteArrayList<>();
    public volatile Set<String> actions = ActionCatalog.standard().hostActions();
    public volatile boolean mayBlock;
    public volatile boolean fetchesMedia;
    public volatile Optional<Boolean> online = Optional.of(true);
    public volatile Optional<Relay> relay = Optional.empty();
    private final Map<String, Function<HostCall, CompletionStage<JsonValue>>> answers = new ConcurrentHashMap<>();
    private volatile @Nullable EventSink sink;

    public ScriptedBackend() {
        answer(
                "get_login_info",
                JsonObject.builder()
                        .put("user_id", SELF_ID)
                        .put("nickname", "bot")
                        .build());
    }

    public ScriptedBackend answer(String action, JsonValue data) {
        return answering(action, call -> CompletableFuture.completedFuture(data));
    }

    public ScriptedBackend answering(String action, Function<HostCall, CompletionStage<JsonValue>> answer) {
        answers.put(action, answer);
        return this;
    }

    public List<HostCall> calls(String action) {
        return calls.stream().filter(call -> call.action().equals(action)).toList();
    }

    public CompletionStage<Long> raise(JsonObject event) {
        return Objects.requireNonNull(sink, "not started").accept(event);
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public Backend create(BackendContext context) {
        sink = context.events();
        return this;
    }

    @Override
    public CompletionStage<Long> start() {
        return CompletableFuture.completedFuture(SELF_ID);
    }

    @Override
    public void stop(Duration grace) {}

    @Override
    public Set<String> actions() {
        return actions;
    }

    @Override
    public boolean mayBlock(String action) {
        return mayBlock;
    }

    @Override
    public boolean fetchesMedia() {
        return fetchesMedia;
    }

    @Override
    public CompletionStage<JsonValue> perform(HostCall call) {
        calls.add(call);
        return answers.getOrDefault(call.action(), any -> CompletableFuture.completedFuture(JsonNull.NULL))
                .apply(call);
    }

    @Override
    public Optional<Boolean> online() {
        return online;
    }

    @Override
    public Optional<Relay> relay() {
        return relay;
    }

    @Override
    public void eventBlocked(JsonObject event) {
        blocked.add(event);
    }
}
