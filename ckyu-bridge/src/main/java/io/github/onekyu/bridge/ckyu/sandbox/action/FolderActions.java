package io.github.onekyu.bridge.ckyu.sandbox.action;

import static io.github.onekyu.bridge.ckyu.sandbox.action.HostCodes.refusal;
import static io.github.onekyu.bridge.ckyu.sandbox.action.MessageActions.id;

import io.github.onekyu.bridge.ckyu.sandbox.world.Chat;
import io.github.onekyu.bridge.ckyu.sandbox.world.FileFolder;
import io.github.onekyu.bridge.ckyu.sandbox.world.FileLife;
import io.github.onekyu.bridge.ckyu.sandbox.world.FileTree;
import io.github.onekyu.bridge.ckyu.sandbox.world.Role;
import io.github.onekyu.bridge.ckyu.sandbox.world.SharedFile;
import io.github.onekyu.bridge.ckyu.sandbox.world.Turn;
import io.github.onekyu.bridge.ckyu.sandbox.world.World;
import io.github.onekyu.core.action.Retcode;
import io.github.onekyu.core.backend.HostCall;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be done to the tree of a group's files without their bytes (actions.md §8). */
final class FolderActions {
    private FolderActions() {}

    static Map<String, Operation> all() {
        Map<String, Operation> all = new LinkedHashMap<>();
        all.put("get_group_root_files", FolderActions::root);
        all.put("get_group_files_by_folder", FolderActions::inFolder);
        all.put("get_group_file_system_info", FolderActions::space);
        all.put("create_group_file_folder", FolderActions::create);
        all.put("delete_group_folder", FolderActions::deleteFolder);
        all.put("delete_group_file", FolderActions::deleteFile);
        return all;
    }

    /** Refuses a name that no file can have. */
    static String name(HostCall call) {
        String name = call.params().text("name", "");
        FileLife.objection(name).ifPresent(objection -> {
            throw refusal(Retcode.BAD_PARAMS.value(), call.action() + ": " + objection);
        });
        return name;
    }

    /** The id of a folder that is there; {@code ""} and {@code "/"} are the root. */
    static String folder(Turn turn, long groupId, String folderId) {
        return folderId.isEmpty() || folderId.equals(SharedFile.ROOT)
                ? SharedFile.ROOT
                : existing(turn, groupId, folderId).folderId();
    }

    private static FileFolder existing(Turn turn, long groupId, String folderId) {
        return turn.world()
                .files()
                .folder(groupId, folderId)
                .orElseThrow(
                        () -> refusal(HostCodes.NO_DATA, "group " + groupId + " has no folder \"" + folderId + "\""));
    }

    /** The group's file of that call. A busid that is given must be the file's. */
    static SharedFile file(Turn turn, HostCall call) {
        long groupId = Rules.group(turn, id(call, "group_id")).groupId();
        String fileId = call.params().text("file_id", "");
        SharedFile file = turn.world()
                .files()
                .find(Chat.inGroup(groupId), fileId)
                .orElseThrow(() -> refusal(HostCodes.NO_DATA, "group " + groupId + " has no file \"" + fileId + "\""));
        long busId = call.params().integer("busid", 0);
        if (busId != 0 && busId != file.busId()) {
            throw refusal(
                    HostCodes.NO_DATA,
                    "file \"" + fileId + "\" has busid " + file.busId() + ", the call says " + busId);
        }
        return file;
    }

    private static JsonValue root(Turn turn, HostCall call) {
        long groupId = Rules.group(turn, id(call, "group_id")).groupId();
        return listing(
                turn,
                groupId,
                SharedFile.ROOT,
                turn.world().files().folders(groupId).stream()
                        .sorted(Comparator.comparingLong(FileFolder::time)
                                .reversed()
                                .thenComparing(FileFolder::name)
                                .thenComparing(FileFolder::folderId)));
    }

    private static JsonValue inFolder(Turn turn, HostCall call) {
        long groupId = Rules.group(turn, id(call, "group_id")).groupId();
        String folderId = folder(turn, groupId, call.params().text("folder_id", ""));
        return folderId.equals(SharedFile.ROOT) ? root(turn, call) : listing(turn, groupId, folderId, Stream.of());
    }

    private static JsonObject listing(Turn turn, long groupId, String folderId, Stream<FileFolder> folders) {
        World world = turn.world();
        Map<String, Long> counts = world.files().in(Chat.inGroup(groupId)).stream()
                .collect(Collectors.groupingBy(SharedFile::folderId, Collectors.counting()));
        return JsonObject.builder()
                .put(
                        "files",
                        JsonArray.of(world.files().newestFirst(Chat.inGroup(groupId)).stream()
                                .filter(file -> file.folderId().equals(folderId))
                                .map(file -> view(world, file))
                                .toList()))
                .put(
                        "folders",
                        JsonArray.of(folders.map(
                                        folder -> view(world, folder, counts.getOrDefault(folder.folderId(), 0L)))
                                .toList()))
                .build();
    }

    /** Files last for ever here, and whoever reads one is not counted. */
    private static JsonObject view(World world, SharedFile file) {
        return JsonObject.builder()
                .put("file_id", file.fileId())
                .put("file_name", file.name())
                .put("busid", file.busId())
                .put("file_size", file.size())
                .put("upload_time", file.time())
                .put("dead_time", 0)
                .put("modify_time", file.time())
                .put("download_times", 0)
                .put("uploader", file.uploaderId())
                .put("uploader_name", world.someone(file.uploaderId()).nickname())
                .build();
    }

    private static JsonObject view(World world, FileFolder folder, long files) {
        return JsonObject.builder()
                .put("folder_id", folder.folderId())
                .put("folder_name", folder.name())
                .put("create_time", folder.time())
                .put("creator", folder.creatorId())
                .put("creator_name", world.someone(folder.creatorId()).nickname())
                .put("total_file_count", files)
                .build();
    }

    private static JsonValue space(Turn turn, HostCall call) {
        long groupId = Rules.group(turn, id(call, "group_id")).groupId();
        FileTree files = turn.world().files();
        return JsonObject.builder()
                .put("file_count", files.in(Chat.inGroup(groupId)).size())
                .put("limit_count", FileLife.MOST_FILES)
                .put("used_space", files.usedSpace(groupId))
                .put("total_space", FileLife.MOST_BYTES)
                .build();
    }

    private static JsonValue create(Turn turn, HostCall call) {
        long groupId = id(call, "group_id");
        String name = name(call);
        Rules.atLeast(turn, groupId, Role.ADMIN);
        String parent = call.params().text("parent_id", "");
        if (!folder(turn, groupId, parent).equals(SharedFile.ROOT)) {
            throw refusal(
                    Retcode.BAD_PARAMS.value(),
                    "create_group_file_folder: parent_id is \"" + parent + "\"; folders lie in the root, \"/\", only");
        }
        if (turn.world().files().folders(groupId).size() >= FileLife.MOST_FILES) {
            throw refusal(
                    HostCodes.NO_SPACE,
                    "group " + groupId + " has " + FileLife.MOST_FILES + " folders, the most that it can have");
        }
        turn.put(new FileFolder(groupId, "/" + UUID.randomUUID(), name, turn.selfId(), turn.now()));
        return JsonNull.NULL;
    }

    private static JsonValue deleteFolder(Turn turn, HostCall call) {
        long groupId = id(call, "group_id");
        Rules.atLeast(turn, groupId, Role.ADMIN);
        FileLife.remove(turn, existing(turn, groupId, call.params().text("folder_id", "")));
        return JsonNull.NULL;
    }

    private static JsonValue deleteFile(Turn turn, HostCall call) {
        SharedFile file = file(turn, call);
        if (file.uploaderId() != turn.selfId()) {
            Rules.atLeast(turn, file.chat().id(), Role.ADMIN);
        }
        turn.remove(file);
        return JsonNull.NULL;
    }
}
