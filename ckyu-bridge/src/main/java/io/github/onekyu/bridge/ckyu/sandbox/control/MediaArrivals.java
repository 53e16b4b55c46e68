package io.github.onekyu.bridge.ckyu.sandbox.control;

import io.github.onekyu.bridge.ckyu.sandbox.control.SaidMedia.Reference;
import io.github.onekyu.bridge.ckyu.sandbox.store.Committed;
import io.github.onekyu.bridge.ckyu.sandbox.store.Contents;
import io.github.onekyu.bridge.ckyu.sandbox.store.MediaShelf;
import io.github.onekyu.bridge.ckyu.sandbox.store.Simulation;
import io.github.onekyu.bridge.ckyu.sandbox.world.ChatMessage;
import io.github.onekyu.core.control.ControlException;
import io.github.onekyu.core.error.BackendException;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import io.github.onekyu.core.media.FileFetcher;
import io.github.onekyu.core.message.Message;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Lets users say messages with media: the bytes are fetched first, by the rules for media that are sent, then the world
 * hears the message with names in their places. What cannot be had, or is refused in the end, leaves no bytes.
 * Thread-safe; never blocks.
 */
public final class MediaArrivals {
    private static final int FAILED = 103;
    private static final int SHOWN = 120;

    private final FileFetcher fetcher;
    private final Contents contents;
    private final MediaShelf shelf;
    private final Executor executor;

    /**
     * @param contents where bytes lie until they are complete: a kill leaves nothing there
     * @param executor fetches and writes; may block
     */
    public MediaArrivals(FileFetcher fetcher, Contents contents, MediaShelf shelf, Executor executor) {
        this.fetcher = fetcher;
        this.contents = contents;
        this.shelf = shelf;
        this.executor = executor;
    }

    /** Completes as the turn in which it is said. */
    public CompletionStage<Committed<ChatMessage>> say(Simulation simulation, JsonObject body) {
        JsonArray segments = segments(body);
        Map<Reference, String> wanted = new LinkedHashMap<>();
        JsonArray named = SaidMedia.rewrite(segments, (where, reference) -> {
            wanted.putIfAbsent(reference, where);
            return reference.kind().directory();
        });
        if (wanted.isEmpty()) {
            return simulation.change(turn -> Sayings.say(turn, body));
        }
        Delivery delivery = new Delivery(simulation, body, segments, List.copyOf(wanted.entrySet()));
        // nobody waits for a download only to hear that the user is banned
        simulation
                .change(turn -> {
                    Sayings.check(turn, body.with("message", named));
                    return true;
                })
                .whenComplete((allowed, refusal) -> {
                    if (refusal == null) {
                        delivery.go(0);
                    } else {
                        delivery.fail(refusal);
                    }
                });
        return delivery.result;
    }

    /** Empty for what is no message, which is refused when it is said. */
    private static JsonArray segments(JsonObject body) {
        JsonValue given = body.get("message");
        return Optional.ofNullable(given)
                .flatMap(value -> Message.of(value, false))
                .map(Message::toJson)
                .orElse(JsonArray.EMPTY);
    }

    /** One message on its way. Its steps follow each other, so nothing here is guarded. */
    private final class Delivery {
        private final Simulation simulation;
        private final JsonObject body;
        private final JsonArray segments;
        private final List<Map.Entry<Reference, String>> wanted;
        private final Map<Reference, String> names = new HashMap<>();
        private final List<MediaShelf.Held> held = new ArrayList<>();
        private final CompletableFuture<Committed<ChatMessage>> result = new CompletableFuture<>();

        Delivery(
                Simulation simulation, JsonObject body, JsonArray segments, List<Map.Entry<Reference, String>> wanted) {
            this.simulation = simulation;
            this.body = body;
            this.segments = segments;
            this.wanted = wanted;
        }

        /** Goes on, on a thread that may block, with that reference. */
        void go(int next) {
            run(() -> fetch(next));
        }

        private void run(Runnable step) {
            try {
                executor.execute(() -> {
                    try {
                        step.run();
                    } catch (RuntimeException e) {
                        fail(new BackendException(FAILED, "the media of a message cannot be kept: " + e, e));
                    }
                });
            } catch (RejectedExecutionException stopping) {
                fail(new BackendException(FAILED, "the sandbox has stopped", stopping));
            }
        }

        private void fetch(int first) {
            for (int i = first; i < wanted.size(); i++) {
                int at = i;
                Reference reference = wanted.get(i).getKey();
                String content = Contents.fresh();
                CompletableFuture<Long> fetched = fetcher.fetch(reference.file(), Map.of(), contents.path(content));
                if (!fetched.isDone()) {
                    fetched.whenComplete((size, failure) -> run(() -> {
                        if (take(at, content, failure)) {
                            fetch(at + 1);
                        }
                    }));
                    return;
                }
                if (!take(at, content, failure(fetched))) {
                    return;
                }
            }
            say();
        }

        private @Nullable Throwable failure(CompletableFuture<?> done) {
            return done.handle((value, failure) -> Optional.ofNullable(failure))
                    .join()
                    .orElse(null);
        }

        /** Whether it is there. */
        private boolean take(int at, String content, @Nullable Throwable failure) {
            Reference reference = wanted.get(at).getKey();
            if (failure != null) {
                fail(refused(wanted.get(at).getValue(), reference, failure));
                return false;
            }
            try {
                MediaShelf.Held shelved = shelf.put(reference.kind(), contents.path(content), origin(reference.file()));
                held.add(shelved);
                names.put(reference, shelved.name());
                return true;
            } catch (IOException | RuntimeException e) {
                contents.discard(content);
                fail(new BackendException(
                        FAILED, "the medium of " + wanted.get(at).getValue() + " cannot be kept: " + e, e));
                return false;
            }
        }

        private void say() {
            JsonArray named =
                    SaidMedia.rewrite(segments, (where, reference) -> Objects.requireNonNull(names.get(reference)));
            AtomicBoolean said = new AtomicBoolean();
            CompletionStage<Committed<ChatMessage>> committed = simulation.change(turn -> {
                ChatMessage message = Sayings.say(turn, body.with("message", named));
                said.set(true); // from here on others may know the names
                return message;
            });
            settle(said.get());
            committed.whenComplete((done, failure) -> {
                if (failure == null) {
                    result.complete(done);
                } else {
                    result.completeExceptionally(failure);
                }
            });
        }

        void fail(Throwable failure) {
            settle(false);
            result.completeExceptionally(failure);
        }

        private void settle(boolean needed) {
            held.forEach(each -> shelf.settle(each, needed));
            held.clear();
        }
    }

    /** The last part of an address or path: only its extension counts. */
    private static String origin(String file) {
        if (file.startsWith("base64://")) {
            return "";
        }
        return FileFetcher.isWeb(file) ? file.replaceAll("[?#].*", "") : file;
    }

    private static String reason(Throwable cause) {
        return cause instanceof ConnectException ? "there is no server" : FileFetcher.reason(cause);
    }

    private static ControlException refused(String where, Reference reference, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        String shown = FileFetcher.shown(reference.file());
        String message =
                "message: file of " + where + " (" + reference.kind().name().toLowerCase(Locale.ROOT)
                        + ") is " + (shown.length() > SHOWN ? shown.substring(0, SHOWN) + "…" : shown)
                        + ", which cannot be had: " + reason(cause)
                        + ". Nothing was said; expected a web address that answers, a file: address or absolute path of a file"
                        + " of this machine, base64:// data, or the name of a file in the data directory's "
                        + reference.kind().directory();
        return cause instanceof FileNotFoundException ? Fields.notFound(message) : Fields.invalid(message);
    }
}
