package io.github.onekyu.bridge.ckyu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.action.ActionCatalog;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.backend.BackendContext;
import io.github.onekyu.core.backend.HostCall;
import io.github.onekyu.core.config.Config;
import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.control.ControlException;
import io.github.onekyu.core.control.HostControl;
import io.github.onekyu.core.control.HostControl.MessageQuery;
import io.github.onekyu.core.error.BackendException;
import io.github.onekyu.core.event.EventSink;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A running sandbox with its events recorded and its clock in hand. */
final class SandboxHost implements AutoCloseable {
    static final long SELF = 10000;
    static final long ALICE = 10001;
    static final long BOB = 10002;
    static final long CAROL = 10003;
    static final long TEST_GROUP = 20001;
    static final long QUIET_GROUP = 20002;

    final SandboxBackend backend;
    final List<JsonObject> events = new CopyOnWriteArrayList<>();
    private final AtomicLong now = new AtomicLong(1_800_000_000);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    SandboxHost(Path home) {
        this(home, "{}");
    }

    SandboxHost(Path home, String settings) {
        ConfigView config = Config.of(home, json(settings));
        BackendContext context = new BackendContext() {
            @Override
            public ConfigView config() {
                return config;
            }

            @Override
            public EventSink events() {
                return event -> {
                    events.add(event);
                    return CompletableFuture.completedFuture((long) events.size());
                };
            }

            @Override
            public ScheduledExecutorService timer() {
                return timer;
            }
        };
        backend = new SandboxBackend(context, SandboxConfig.from(config), new HandClock());
        try {
            await(backend.start());
        } catch (RuntimeException e) {
            timer.shutdownNow();
            throw e;
        }
    }

    static JsonObject json(String text) {
        return (JsonObject) Json.parse(text.replace('\'', '"'));
    }

    HostControl control() {
        return backend.control().orElseThrow();
    }

    void pass(Duration time) {
        now.addAndGet(time.toSeconds());
    }

    /** Calls the host the way core does: complete, typed parameters. Answers once it is done. */
    JsonValue call(String action, String params) {
        return await(start(action, params));
    }

    JsonObject data(String action, String params) {
        return (JsonObject) call(action, params);
    }

    CompletionStage<JsonValue> start(String action, String params) {
        Params complete = ActionCatalog.standard().find(action).orElseThrow().normalise(new Params(json(params)));
        return backend.perform(new HostCall(action, complete, Caller.of("ws", "127.0.0.1:40112"), action));
    }

    /** The retcode with which the host refuses. */
    int refusal(String action, String params) {
        try {
            JsonValue data = call(action, params);
            throw new AssertionError(action + " was done: " + data);
        } catch (BackendException e) {
            assertThat(e.getMessage()).isNotBlank();
            return e.retcode();
        }
    }

    JsonObject say(String body) {
        return await(control().say(json(body)));
    }

    JsonObject notice(String body) {
        return await(control().notice(json(body)));
    }

    JsonObject request(String body) {
        return await(control().request(json(body)));
    }

    /** The error of a control request that must fail. */
    ControlException refused(CompletionStage<JsonObject> stage) {
        try {
            throw new AssertionError("was done: " + await(stage));
        } catch (ControlException e) {
            return e;
        }
    }

    JsonArray messages(String chat) {
        return control()
                .messages(new MessageQuery(chat, OptionalLong.empty(), false, 1000))
                .array("messages")
                .orElseThrow();
    }

    /** The events since the last call of this method. */
    List<JsonObject> newEvents() {
        List<JsonObject> taken = List.copyOf(events);
        events.clear();
        return taken;
    }

    JsonObject onlyEvent() {
        List<JsonObject> taken = newEvents();
        assertThat(taken).hasSize(1);
        return taken.get(0);
    }

    /** Makes the bot something else in a group. */
    void role(long groupId, String role) {
        await(control().putMember(groupId, SELF, json("{'role':'" + role + "'}")));
    }

    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        backend.stop(Duration.ofSeconds(5));
        timer.shutdownNow();
    }

    private final class HandClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochSecond(now.get());
        }
    }
}
