package io.github.onekyu.console;

import io.github.onekyu.core.control.ControlException;
import io.github.onekyu.core.control.HostControl;
import io.github.onekyu.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Writes down what the console asks of it, and answers that it was asked. */
final class RecordedWorld implements HostControl {
    final List<String> calls = new CopyOnWriteArrayList<>();
    volatile ControlException.@Nullable Kind refusal;

    private JsonObject called(String call) {
        calls.add(call);
        ControlException.Kind kind = refusal;
        if (kind != null) {
            throw new ControlException(kind, "refused: " + kind);
        }
        return JsonObject.builder().put("called", call).build();
    }

    /** Answers from another thread, as a store does. */
    private CompletionStage<JsonObject> later(String call) {
        return CompletableFuture.supplyAsync(() -> called(call));
    }

    @Override
    public JsonObject world() {
        return called("world");
    }

    @Override
    public CompletionStage<JsonObject> say(JsonObject message) {
        return later("say " + message);
    }

    @Override
    public JsonObject messages(MessageQuery query) {
        return called("messages " + query);
    }

    @Override
    public JsonObject requests() {
        return called("requests");
    }

    @Override
    public CompletionStage<JsonObject> notice(JsonObject notice) {
        return later("notice " + notice);
    }

    @Override
    public CompletionStage<JsonObject> request(JsonObject request) {
        return later("request " + request);
    }

    @Override
    public CompletionStage<JsonObject> putAccount(JsonObject account) {
        return later("putAccount " + account);
    }

    @Override
    public CompletionStage<JsonObject> putFriend(long userId, JsonObject friend) {
        return later("putFriend " + userId + " " + friend);
    }

    @Override
    public CompletionStage<JsonObject> deleteFriend(long userId) {
        return later("deleteFriend " + userId);
    }

    @Override
    public CompletionStage<JsonObject> putGroup(long groupId, JsonObject group) {
        return later("putGroup " + groupId + " " + group);
    }

    @Override
    public CompletionStage<JsonObject> deleteGroup(long groupId) {
        return later("deleteGroup " + groupId);
    }

    @Override
    public CompletionStage<JsonObject> putMember(long groupId, long userId, JsonObject member) {
        return later("putMember " + groupId + " " + userId + " " + member);
    }

    @Override
    public CompletionStage<JsonObject> deleteMember(long groupId, long userId) {
        return later("deleteMember " + groupId + " " + userId);
    }

    @Override
    public CompletionStage<JsonObject> reset() {
        return later("reset");
    }

    @Override
    public CompletionStage<JsonObject> replaceWorld(JsonObject world) {
        return later("replaceWorld " + world);
    }

    @Override
    public CompletionStage<JsonObject> fault(JsonObject fault) {
        return later("fault " + fault);
    }

    @Override
    public JsonObject faults() {
        return called("faults");
    }
}
