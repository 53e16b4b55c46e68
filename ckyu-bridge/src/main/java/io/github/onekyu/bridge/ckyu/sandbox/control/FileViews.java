package io.github.onekyu.bridge.ckyu.sandbox.control;

import io.github.onekyu.bridge.ckyu.sandbox.world.FileTree;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import java.util.function.UnaryOperator;

/** Files as the control API lists them. */
public final class FileViews {
    private FileViews() {}

    /** @param url the address of a content */
    public static JsonArray files(FileTree files, UnaryOperator<String> url) {
        return JsonArray.of(files.all()
                .map(file -> JsonObject.builder()
                        .put("chat", file.chat().toString())
                        .put("file_id", file.fileId())
                        .put("folder_id", file.folderId())
                        .put("name", file.name())
                        .put("size", file.size())
                        .put("busid", file.busId())
                        .put("user_id", file.uploaderId())
                        .put("time", file.time())
                        .put("url", url.apply(file.content()))
                        .build())
                .toList());
    }

    /**
     * The account with its picture, if it has one.
     *
     * @param url the address of a content
     */
    public static JsonArray accounts(JsonArray accounts, FileTree files, UnaryOperator<String> url) {
        return files.avatar()
                .map(avatar -> new JsonString(url.apply(avatar.content())))
                .map(shown -> JsonArray.of(accounts.stream()
                        .map(account -> ((JsonObject) account).with("avatar", shown))
                        .toList()))
                .orElse(accounts);
    }

    /** @param url the address of a content */
    public static JsonArray portraits(FileTree files, UnaryOperator<String> url) {
        return JsonArray.of(files.portraits().stream()
                .map(portrait -> JsonObject.builder()
                        .put("group_id", portrait.groupId())
                        .put("url", url.apply(portrait.content()))
                        .build())
                .toList());
    }
}
