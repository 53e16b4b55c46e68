package io.github.onekyu.benchmarks.backend;

import io.github.onekyu.benchmarks.control.ControlServer;
import io.github.onekyu.benchmarks.control.JvmFigures;
import io.github.onekyu.benchmarks.standin.Pace;
import io.github.onekyu.core.backend.Backend;
import io.github.onekyu.core.backend.HostCall;
import io.github.onekyu.core.control.HostControl;
import io.github.onekyu.core.event.EventSink;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Passes everything on to the sandbox. The control port is written to the file that {@link #PORT_FILE} names. */
final class BenchBackend implements Backend {
    static final String PORT_FILE = "onekyu.bench.port";

    private final Backend sandbox;
    private final EventSink events;
    private @Nullable ControlServer control;

    BenchBackend(Backend sandbox, EventSink events) {
        this.sandbox = sandbox;
        this.events = events;
    }

    @Override
    public CompletionStage<Long> start() {
        ControlServer started = new ControlServer(this::command);
        control = started;
        try {
            Files.writeString(Path.of(System.getProperty(PORT_FILE)), Integer.toString(started.port()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sandbox.start();
    }

    private String command(List<String> words) throws Exception {
        Optional<String> figure = JvmFigures.answer(words);
        if (figure.isPresent()) {
            return figure.get();
        }
        return switch (words.get(0)) {
            case "events" -> Pace.of(words).run(padding -> events.accept(event(padding)));
            case "members" ->
                members(Long.parseLong(words.get(1)), Long.parseLong(words.get(2)), Integer.parseInt(words.get(3)));
            default -> throw new IllegalArgumentException("unknown command " + words);
        };
    }

    /** The event that the stand-ins push, as a host would hand it over. */
    static JsonObject event(String padding) {
        String text = "hello world" + padding;
        return JsonObject.builder()
                .put("time", 1700000000L)
                .put("post_type", "message")
                .put("message_type", "group")
                .put("sub_type", "normal")
                .put("message_id", 1234)
                .put("group_id", 20001)
                .put("user_id", 10001)
                .put(
                        "message",
                        JsonArray.of(List.of(JsonObject.builder()
                                .put("type", "text")
                                .put(
                                        "data",
                                        JsonObject.builder().put("text", text).build())
                                .build())))
                .put("raw_message", "hello world")
                .put("font", 0)
                .putNull("anonymous")
                .put(
                        "sender",
                        JsonObject.builder()
                                .put("user_id", 10001)
                                .put("nickname", "somebody")
                                .put("role", "member")
                                .build())
                .put("t", System.nanoTime())
                .build();
    }

    /** {@code members <group> <first id> <number>}: so many more members, who are friends too. */
    private String members(long group, long first, int number) {
        HostControl world = sandbox.control().orElseThrow();
        world.putGroup(
                        group,
                        JsonObject.builder().put("max_member_count", 100_000).build())
                .toCompletableFuture()
                .join();
        CompletableFuture<?>[] changes = new CompletableFuture<?>[2 * number];
        for (int i = 0; i < number; i++) {
            JsonObject person = JsonObject.builder()
                    .put("nickname", new JsonString("Member " + (first + i)))
                    .build();
            changes[2 * i] = world.putMember(group, first + i, person).toCompletableFuture();
            changes[2 * i + 1] = world.putFriend(first + i, JsonObject.EMPTY).toCompletableFuture();
        }
        CompletableFuture.allOf(changes).join();
        return Integer.toString(number);
    }

    @Override
    public void stop(Duration grace) {
        ControlServer running = control;
        if (running != null) {
            running.close();
        }
        sandbox.stop(grace);
    }

    @Override
    public Set<String> actions() {
        return sandbox.actions();
    }

    @Override
    public boolean mayBlock(String action) {
        return sandbox.mayBlock(action);
    }

    @Override
    public CompletionStage<JsonValue> perform(HostCall call) {
        return sandbox.perform(call);
    }

    @Override
    public boolean fetchesMedia() {
        return sandbox.fetchesMedia();
    }

    @Override
    public Optional<Boolean> online() {
        return sandbox.online();
    }

    @Override
    public void eventBlocked(JsonObject event) {
        sandbox.eventBlocked(event);
    }

    @Override
    public Optional<HostControl> control() {
        return sandbox.control();
    }
}
