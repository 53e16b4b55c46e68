package io.github.onekyu.bridge.ckyu.sandbox.action;

import static io.github.onekyu.bridge.ckyu.sandbox.action.HostCodes.refusal;
import static io.github.onekyu.bridge.ckyu.sandbox.action.MessageActions.id;

import io.github.onekyu.bridge.ckyu.sandbox.store.Contents;
import io.github.onekyu.bridge.ckyu.sandbox.store.Simulation;
import io.github.onekyu.bridge.ckyu.sandbox.world.Avatar;
import io.github.onekyu.bridge.ckyu.sandbox.world.Chat;
import io.github.onekyu.bridge.ckyu.sandbox.world.FileLife;
import io.github.onekyu.bridge.ckyu.sandbox.world.Portrait;
import io.github.onekyu.bridge.ckyu.sandbox.world.Role;
import io.github.onekyu.bridge.ckyu.sandbox.world.SharedFile;
import io.github.onekyu.bridge.ckyu.sandbox.world.Turn;
import io.github.onekyu.core.action.Retcode;
import io.github.onekyu.core.backend.HostCall;
import io.github.onekyu.core.error.BackendException;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The actions that deal with the bytes of files (actions.md §8). They work outside the world's lock and take turns to
 * look at it and to change it: bytes are on disk before the world knows of them, and what a turn refuses in the end
 * leaves none behind.
 */
public final class FileActions {
    private static final Set<String> BLOCKING =
            Set.of("upload_group_file", "upload_private_file", "download_file", "set_group_portrait", "set_qq_avatar");

    private final Supplier<Simulation> simulation;
    private final Contents contents;
    private final FileSources sources;
    private final MediaFiles media;

    public FileActions(Supplier<Simulation> simulation, Contents contents, FileSources sources, MediaFiles media) {
        this.simulation = simulation;
        this.contents = contents;
        this.sources = sources;
        this.media = media;
    }

    public Map<String, Function<HostCall, CompletionStage<JsonValue>>> all() {
        Map<String, Function<HostCall, CompletionStage<JsonValue>>> all = new LinkedHashMap<>();
        all.put("upload_group_file", this::uploadToGroup);
        all.put("upload_private_file", this::uploadToUser);
        all.put("set_group_portrait", this::portray);
        all.put("set_qq_avatar", this::portraySelf);
        all.put("download_file", this::download);
        all.put("get_group_file_url", this::groupFileUrl);
        all.put("get_private_file_url", this::privateFileUrl);
        all.put("get_file", this::file);
        return all;
    }

    /** Whether the action reads or writes files on the thread that calls it. */
    public static boolean mayBlock(String action) {
        return BLOCKING.contains(action);
    }

    /** What a turn does with bytes that are on disk. */
    @FunctionalInterface
    private interface Keeping {
        JsonValue keep(Turn turn, String content, long size);
    }

    private CompletionStage<JsonValue> uploadToGroup(HostCall call) {
        long groupId = id(call, "group_id");
        String name = FolderActions.name(call);
        String folder = call.params().text("folder", "");
        return keep(
                call,
                (turn, size) -> {
                    Rules.maySpeak(turn, groupId);
                    FolderActions.folder(turn, groupId, folder);
                    FileLife.full(turn.world(), groupId, size).ifPresent(full -> {
                        throw refusal(HostCodes.NO_SPACE, full);
                    });
                },
                (turn, content, size) -> {
                    SharedFile file = new SharedFile(
                            Chat.inGroup(groupId),
                            FolderActions.folder(turn, groupId, folder),
                            "/" + content,
                            content,
                            name,
                            size,
                            SharedFile.GROUP_BUS,
                            turn.selfId(),
                            turn.now());
                    FileLife.upload(turn, file, contents.url(content));
                    return JsonObject.builder().put("file_id", file.fileId()).build();
                });
    }

    private CompletionStage<JsonValue> uploadToUser(HostCall call) {
        String name = FolderActions.name(call);
        return keep(call, (turn, size) -> MessageActions.relation(turn, call), (turn, content, size) -> {
            turn.put(new SharedFile(
                    Chat.withUser(id(call, "user_id")),
                    SharedFile.ROOT,
                    "/" + content,
                    content,
                    name,
                    size,
                    0,
                    turn.selfId(),
                    turn.now()));
            return JsonNull.NULL;
        });
    }

    private CompletionStage<JsonValue> portray(HostCall call) {
        long groupId = id(call, "group_id");
        return keep(call, (turn, size) -> Rules.atLeast(turn, groupId, Role.ADMIN), (turn, content, size) -> {
            FileLife.portray(turn, new Portrait(groupId, content));
            return JsonNull.NULL;
        });
    }

    private CompletionStage<JsonValue> portraySelf(HostCall call) {
        return keep(call, (turn, size) -> {}, (turn, content, size) -> {
            FileLife.portray(turn, new Avatar(content));
            return JsonNull.NULL;
        });
    }

    /** What must be so before anything is fetched, and still when the world changes. */
    @FunctionalInterface
    private interface Check {
        void pass(Turn turn, long size);
    }

    private CompletionStage<JsonValue> keep(HostCall call, Check check, Keeping keeping) {
        CompletableFuture<JsonValue> answer = new CompletableFuture<>();
        String content = Contents.fresh();
        AtomicBoolean owned = new AtomicBoolean();
        answer.whenComplete((data, failure) -> {
            if (failure != null && !owned.get()) {
                contents.discard(content);
            }
        });
        CompletionStage<Boolean> allowed = turn(turn -> {
            check.pass(turn, 0);
            return true;
        });
        String file = call.params().text("file", "");
        then(
                allowed,
                answer,
                yes -> then(sources.fetch(file, contents.path(content)), answer, size -> {
                    CompletionStage<JsonValue> kept = turn(turn -> {
                        check.pass(turn, size);
                        JsonValue data = keeping.keep(turn, content, size);
                        owned.set(true); // from here on the bytes go when the world forgets them
                        return data;
                    });
                    then(kept, answer, answer::complete);
                }));
        return answer;
    }

    private CompletionStage<JsonValue> download(HostCall call) {
        CompletableFuture<JsonValue> answer = new CompletableFuture<>();
        then(
                sources.download(call.params().text("url", ""), DownloadHeaders.of(call.params())),
                answer,
                file -> answer.complete(
                        JsonObject.builder().put("file", file.toString()).build()));
        return answer;
    }

    private CompletionStage<JsonValue> groupFileUrl(HostCall call) {
        return url(turn -> FolderActions.file(turn, call));
    }

    /** Nobody is told the id of a file that is sent in private, so its name will do; then it is the newest of that name. */
    private CompletionStage<JsonValue> privateFileUrl(HostCall call) {
        Chat chat = Chat.withUser(id(call, "user_id"));
        String fileId = call.params().text("file_id", "");
        return url(turn -> turn.world()
                .files()
                .find(chat, fileId)
                .or(() -> turn.world().files().newestFirst(chat).stream()
                        .filter(file -> file.name().equals(fileId))
                        .findFirst())
                .orElseThrow(() -> refusal(HostCodes.NO_DATA, "there is no file \"" + fileId + "\" in " + chat)));
    }

    private CompletionStage<JsonValue> url(Function<Turn, SharedFile> find) {
        CompletableFuture<JsonValue> answer = new CompletableFuture<>();
        then(
                turn(find),
                answer,
                file -> answer.complete(JsonObject.builder()
                        .put("url", existing(file).toUri().toString())
                        .build()));
        return answer;
    }

    private CompletionStage<JsonValue> file(HostCall call) {
        String fileId = call.params().text("file", "");
        CompletableFuture<JsonValue> answer = new CompletableFuture<>();
        CompletionStage<Optional<SharedFile>> shared = turn(turn -> turn.world()
                .files()
                .find(fileId)
                .filter(file -> !file.chat().isGroup()
                        || turn.world().ownGroup(file.chat().id()).isPresent()));
        then(
                shared,
                answer,
                file -> answer.complete(
                        file.isPresent()
                                ? described(existing(file.get()), file.get().name())
                                : medium(fileId)));
        return answer;
    }

    private JsonObject medium(String name) {
        Path file = media.anywhere(name)
                .orElseThrow(() -> refusal(
                        HostCodes.NO_DATA,
                        "there is no file \"" + name + "\" in any chat, and no " + "medium or download of that name"));
        return described(file, name);
    }

    private static JsonObject described(Path file, String name) {
        return JsonObject.builder()
                .put("file", file.toString())
                .put("url", file.toUri().toString())
                .put("file_size", Long.toString(file.toFile().length()))
                .put("file_name", name)
                .build();
    }

    private Path existing(SharedFile file) {
        Path path = contents.path(file.content());
        if (!Files.isRegularFile(path)) {
            throw refusal(
                    HostCodes.NO_DATA,
                    "the bytes of file \"" + file.name() + "\" are gone: somebody has removed " + path);
        }
        return path;
    }

    private <T> CompletionStage<T> turn(Function<Turn, T> operation) {
        CompletableFuture<T> value = new CompletableFuture<>();
        then(simulation.get().change(operation), value, done -> value.complete(done.value()));
        return value;
    }

    /** Goes on with the result, or fails the answer with the failure itself: the caller gets the retcode in it. */
    private static <T> void then(CompletionStage<T> stage, CompletableFuture<?> answer, Consumer<T> next) {
        stage.whenComplete((value, failure) -> {
            if (failure != null) {
                Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
                answer.completeExceptionally(cause);
                return;
            }
            try {
                next.accept(value);
            } catch (RuntimeException e) {
                answer.completeExceptionally(
                        e instanceof BackendException ? e : new BackendException(Retcode.FAILED.value(), "" + e, e));
            }
        });
    }
}
