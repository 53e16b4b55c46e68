package io.github.onekyu.core.internal.event;

import io.github.onekyu.core.action.ActionDispatcher;
import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Finds out who sent a message where the host did not say: from member info in groups, from stranger info elsewhere
 * (EV-05). A failure is silent, and a host that takes its time holds an event up for a second at most.
 */
final class SenderLookup {
    private static final long DEADLINE_MILLIS = 1000;
    private static final List<String> STRANGER_FIELDS = List.of("nickname", "sex", "age");
    private static final List<String> MEMBER_FIELDS =
            List.of("nickname", "card", "sex", "age", "area", "level", "role", "title");

    private final ActionDispatcher actions;
    private final Caller caller = Caller.of("events", "");

    SenderLookup(ActionDispatcher actions) {
        this.actions = actions;
    }

    /** The sender of a message event, with {@code user_id} at the least. */
    CompletionStage<JsonObject> find(JsonObject event) {
        JsonObject known = event.object("sender")
                .orElse(JsonObject.EMPTY)
                .with("user_id", io.github.onekyu.core.json.JsonNumber.of(event.integer("user_id", 0)));
        boolean inGroup = event.integer("group_id").isPresent();
        JsonObject.Builder params = JsonObject.builder().put("user_id", event.integer("user_id", 0));
        event.integer("group_id").ifPresent(group -> params.put("group_id", group));
        String lookup = inGroup ? "get_group_member_info" : "get_stranger_info";
        return actions.dispatch(ActionRequest.of(lookup, new Params(params.build())), caller)
                .toCompletableFuture()
                .copy()
                .completeOnTimeout(new ActionResponse.Accepted(), DEADLINE_MILLIS, TimeUnit.MILLISECONDS)
                .thenApply(answer -> merge(known, answer, inGroup ? MEMBER_FIELDS : STRANGER_FIELDS));
    }

    private static JsonObject merge(JsonObject known, ActionResponse answer, List<String> fields) {
        if (!(answer.result().orElse(JsonNull.NULL) instanceof JsonObject info)) {
            return known;
        }
        JsonObject.Builder sender = known.toBuilder();
        for (String field : fields) {
            var value = info.get(field);
            if (value != null && !known.has(field)) {
                sender.put(field, value);
            }
        }
        return sender.build();
    }
}
