package io.github.onekyu.bridge.ckyu.sandbox;

import io.github.onekyu.bridge.ckyu.sandbox.action.MediaAddresses;
import io.github.onekyu.bridge.ckyu.sandbox.control.FaultFields;
import io.github.onekyu.bridge.ckyu.sandbox.control.FileArrivals;
import io.github.onekyu.bridge.ckyu.sandbox.control.FileNotices;
import io.github.onekyu.bridge.ckyu.sandbox.control.FileViews;
import io.github.onekyu.bridge.ckyu.sandbox.control.MediaArrivals;
import io.github.onekyu.bridge.ckyu.sandbox.control.Notices;
import io.github.onekyu.bridge.ckyu.sandbox.control.Requests;
import io.github.onekyu.bridge.ckyu.sandbox.control.WorldEditor;
import io.github.onekyu.bridge.ckyu.sandbox.control.WorldReplacement;
import io.github.onekyu.bridge.ckyu.sandbox.store.Committed;
import io.github.onekyu.bridge.ckyu.sandbox.store.Simulation;
import io.github.onekyu.bridge.ckyu.sandbox.world.Chat;
import io.github.onekyu.bridge.ckyu.sandbox.world.ChatMessage;
import io.github.onekyu.bridge.ckyu.sandbox.world.MessageLog;
import io.github.onekyu.bridge.ckyu.sandbox.world.Seed;
import io.github.onekyu.bridge.ckyu.sandbox.world.Turn;
import io.github.onekyu.bridge.ckyu.sandbox.world.Views;
import io.github.onekyu.bridge.ckyu.sandbox.world.World;
import io.github.onekyu.core.control.ControlException;
import io.github.onekyu.core.control.ControlException.Kind;
import io.github.onekyu.core.control.HostControl;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonNumber;
import io.github.onekyu.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The sandbox from outside. Thread-safe. */
final class SandboxControl implements HostControl {
    private static final int MOST_MESSAGES = 1_000;

    private final Supplier<Simulation> simulation;
    private final Faults faults;
    private final Set<String> actions;
    private final FileArrivals arrivals;
    private final MediaArrivals mediaArrivals;
    private final MediaAddresses addresses;

    SandboxControl(
            Supplier<Simulation> simulation,
            Faults faults,
            Set<String> actions,
            SandboxFiles files,
            MediaAddresses addresses) {
        this.simulation = simulation;
        this.faults = faults;
        this.actions = actions;
        this.arrivals = files.arrivals();
        this.mediaArrivals = files.mediaArrivals();
        this.addresses = addresses;
    }

    @Override
    public JsonObject world() {
        Simulation running = simulation.get();
        UnaryOperator<String> url = arrivals.contents()::url;
        return running.look(world -> {
            JsonObject listed = Views.world(world, !faults.offline(), running.now());
            JsonArray accounts = listed.array("accounts").orElse(JsonArray.EMPTY);
            return listed.with("accounts", FileViews.accounts(accounts, world.files(), url))
                    .with("files", FileViews.files(world.files(), url))
                    .with("portraits", FileViews.portraits(world.files(), url));
        });
    }

    @Override
    public CompletionStage<JsonObject> say(JsonObject message) {
        return raised(
                running -> mediaArrivals.say(running, message), (said, answer) -> answer.put("message_id", said.id()));
    }

    @Override
    public JsonObject messages(MessageQuery query) {
        if (query.limit() < 1 || query.limit() > MOST_MESSAGES) {
            throw new ControlException(
                    Kind.INVALID, "limit is " + query.limit() + "; expected an integer from 1 to " + MOST_MESSAGES);
        }
        Optional<Chat> chat = query.chat().isEmpty() ? Optional.empty() : Chat.read(query.chat());
        if (chat.isEmpty() && !query.chat().isEmpty()) {
            throw new ControlException(
                    Kind.INVALID,
                    "chat is \"" + query.chat()
                            + "\"; expected private:<user_id>, group:<group_id> or discuss:<discuss_id>");
        }
        Simulation running = simulation.get();
        long selfId = running.look(world -> world.selfId());
        MessageLog messages = running.look(World::messages);
        long after = query.after().orElse(0);
        Predicate<ChatMessage> wanted = message -> !query.botOnly() || message.userId() == selfId;
        List<ChatMessage> found = chat.isEmpty()
                ? messages.newest(after, Integer.MAX_VALUE, query.limit(), wanted)
                : messages.newestIn(chat.get(), after, Integer.MAX_VALUE, query.limit(), wanted);
        return list(
                "messages",
                found.stream()
                        .map(message -> Views.listed(
                                message,
                                message.mask()
                                        .flatMap(flag -> running.look(world ->
                                                world.mask(message.chat().id(), flag)))))
                        .map(addresses::event)
                        .toList());
    }

    @Override
    public JsonObject requests() {
        return simulation
                .get()
                .look(world -> list(
                        "requests",
                        world.requests().stream().map(Views::request).toList()));
    }

    @Override
    public CompletionStage<JsonObject> notice(JsonObject notice) {
        if (FileNotices.concerns(notice)) {
            return raised(running -> arrivals.happen(running, notice), (done, answer) -> answer);
        }
        return raising(
                turn -> {
                    Notices.happen(turn, notice);
                    return notice;
                },
                (done, answer) -> answer);
    }

    @Override
    public CompletionStage<JsonObject> request(JsonObject request) {
        return raising(turn -> Requests.make(turn, request), (made, answer) -> answer.put("flag", made.flag()));
    }

    @Override
    public CompletionStage<JsonObject> putAccount(JsonObject account) {
        return editing(turn -> WorldEditor.putAccount(turn, account));
    }

    @Override
    public CompletionStage<JsonObject> putFriend(long userId, JsonObject friend) {
        return editing(turn -> WorldEditor.putFriend(turn, id("user_id", userId), friend));
    }

    @Override
    public CompletionStage<JsonObject> deleteFriend(long userId) {
        return editing(turn -> WorldEditor.deleteFriend(turn, userId));
    }

    @Override
    public CompletionStage<JsonObject> putGroup(long groupId, JsonObject group) {
        return editing(turn -> WorldEditor.putGroup(turn, id("group_id", groupId), group));
    }

    @Override
    public CompletionStage<JsonObject> deleteGroup(long groupId) {
        return editing(turn -> WorldEditor.deleteGroup(turn, groupId));
    }

    @Override
    public CompletionStage<JsonObject> putMember(long groupId, long userId, JsonObject member) {
        return editing(turn -> WorldEditor.putMember(turn, groupId, id("user_id", userId), member));
    }

    @Override
    public CompletionStage<JsonObject> deleteMember(long groupId, long userId) {
        return editing(turn -> WorldEditor.deleteMember(turn, groupId, userId));
    }

    private static long id(String name, long id) {
        if (id <= 0) {
            throw new ControlException(Kind.INVALID, name + " is " + id + "; expected an integer above 0");
        }
        return id;
    }

    @Override
    public CompletionStage<JsonObject> reset() {
        faults.clear();
        return editing(turn -> {
            turn.clear();
            Seed.plant(turn);
            return JsonObject.EMPTY;
        });
    }

    @Override
    public CompletionStage<JsonObject> replaceWorld(JsonObject file) {
        return editing(turn -> WorldReplacement.replace(turn, file)).thenApply(done -> {
            faults.clear();
            return world();
        });
    }

    @Override
    public CompletionStage<JsonObject> fault(JsonObject fault) {
        try {
            FaultFields fields = FaultFields.read(fault, actions);
            if (!fields.clear()) {
                faults.set(
                        fields.action().orElse(Faults.ALL),
                        new Faults.Fault(
                                Duration.ofMillis(fields.delayMillis()),
                                fields.retcode().isPresent()
                                        ? Optional.of((int) fields.retcode().getAsLong())
                                        : Optional.empty(),
                                fields.offline()));
            } else {
                fields.action().ifPresentOrElse(faults::clear, faults::clear);
            }
            return CompletableFuture.completedFuture(faults());
        } catch (ControlException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public JsonObject faults() {
        return list(
                "faults",
                faults.all().entrySet().stream()
                        .map(entry -> {
                            JsonObject.Builder fault = JsonObject.builder().put("action", entry.getKey());
                            fault.put("delay", entry.getValue().delay().toMillis());
                            entry.getValue().retcode().ifPresent(retcode -> fault.put("retcode", retcode));
                            return fault.put("offline", entry.getValue().offline())
                                    .build();
                        })
                        .toList());
    }

    private static JsonObject list(String name, List<JsonObject> items) {
        return JsonObject.builder().put(name, JsonArray.of(items)).build();
    }

    /** A turn without events: complete once it is on disk. */
    private CompletionStage<JsonObject> editing(Function<Turn, JsonObject> operation) {
        CompletableFuture<JsonObject> stage = new CompletableFuture<>();
        try {
            simulation.get().change(operation).whenComplete((done, failure) -> {
                if (failure == null) {
                    stage.complete(done.value());
                } else {
                    stage.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException notStarted) {
            stage.completeExceptionally(notStarted);
        }
        return stage;
    }

    /** A turn with an event: complete once the event has its number. */
    private <T> CompletionStage<JsonObject> raising(
            Function<Turn, T> operation, BiFunction<T, JsonObject.Builder, JsonObject.Builder> answer) {
        return raised(running -> running.change(operation), answer);
    }

    private <T> CompletionStage<JsonObject> raised(
            Function<Simulation, CompletionStage<Committed<T>>> change,
            BiFunction<T, JsonObject.Builder, JsonObject.Builder> answer) {
        CompletableFuture<JsonObject> stage = new CompletableFuture<>();
        try {
            change.apply(simulation.get()).whenComplete((done, failure) -> {
                if (failure != null) {
                    stage.completeExceptionally(failure);
                    return;
                }
                done.eventIds().whenComplete((ids, undelivered) -> {
                    JsonObject.Builder fields = answer.apply(done.value(), JsonObject.builder());
                    if (undelivered == null && !ids.isEmpty()) {
                        fields.put("event_id", JsonNumber.of(ids.get(0)));
                    }
                    stage.complete(fields.build());
                });
            });
        } catch (RuntimeException notStarted) {
            stage.completeExceptionally(notStarted);
        }
        return stage;
    }
}
