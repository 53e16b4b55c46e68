package io.github.onekyu.app;

import io.github.onekyu.core.OneBot;
import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Who is logged in and whom they know, asked as any bot would ask. */
final class AccountLine {
    private static final int SHOWN = 3;
    private static final int PATIENCE_MS = 2000;

    private AccountLine() {}

    /** @param withFriends a real account's list may be long to get and is nobody else's business */
    static String read(OneBot account, boolean withFriends) {
        StringBuilder line = new StringBuilder(Long.toString(account.selfId()));
        ask(account, "get_login_info")
                .map(info -> info instanceof JsonObject o ? o.string("nickname", "") : "")
                .filter(name -> !name.isEmpty())
                .ifPresent(name -> line.append(" \"").append(name).append('"'));
        if (withFriends) {
            list(account, "get_friend_list", "user_id", "nickname")
                    .ifPresent(text -> line.append("   friends ").append(text));
            list(account, "get_group_list", "group_id", "group_name")
                    .ifPresent(text -> line.append("   groups ").append(text));
        }
        return line.toString();
    }

    private static Optional<String> list(OneBot account, String action, String id, String name) {
        return ask(account, action)
                .map(data -> data instanceof JsonArray array ? array : JsonArray.EMPTY)
                .filter(array -> array.size() > 0)
                .map(array -> array.stream()
                                .limit(SHOWN)
                                .map(item -> item instanceof JsonObject o ? o : JsonObject.EMPTY)
                                .map(item -> item.integer(id, 0) + " " + item.string(name, ""))
                                .collect(Collectors.joining(", "))
                        + (array.size() > SHOWN ? ", …" : ""));
    }

    private static Optional<JsonValue> ask(OneBot account, String action) {
        try {
            ActionResponse response = account.actions()
                    .dispatch(ActionRequest.of(action, Params.EMPTY), Caller.of("launcher", ""))
                    .toCompletableFuture()
                    .get(PATIENCE_MS, TimeUnit.MILLISECONDS);
            return response.result();
        } catch (ExecutionException | TimeoutException noAnswer) {
            return Optional.empty(); // the line is shorter then; the account itself is up
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
