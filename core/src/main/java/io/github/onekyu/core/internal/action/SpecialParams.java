package io.github.onekyu.core.internal.action;

import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.action.Retcode;
import io.github.onekyu.core.error.ProtocolException;
import io.github.onekyu.core.json.JsonObject;
import java.util.Optional;

/** The few rules about parameters that a table cannot say. */
final class SpecialParams {
    private SpecialParams() {}

    static Params refine(String action, Params params) {
        return action.equals("set_group_anonymous_ban") ? anonymousBan(params) : params;
    }

    /** A usable {@code anonymous} wins over the flags (A-set_group_anonymous_ban); the host always gets a flag. */
    private static Params anonymousBan(Params params) {
        Optional<String> flag = params.json()
                .object("anonymous")
                .flatMap(anonymous -> anonymous.string("flag"))
                .or(() -> params.text("flag"))
                .filter(text -> !text.isEmpty());
        if (flag.isEmpty()) {
            throw new ProtocolException(
                    Retcode.BAD_PARAMS.value(),
                    "set_group_anonymous_ban: nobody is named; expected \"anonymous\" with a \"flag\", or \"flag\"");
        }
        return new Params(params.json().with("flag", new io.github.onekyu.core.json.JsonString(flag.get())));
    }

    /** The action a {@code send_msg} stands for; empty if its type or ids say nothing (A-send_msg). */
    static Optional<String> sendTarget(JsonObject given) {
        Params params = new Params(given);
        String type = params.text("message_type", "");
        if (type.isEmpty()) {
            for (String each : new String[] {"group", "discuss", "user"}) {
                if (params.has(each + "_id")) {
                    type = each.equals("user") ? "private" : each;
                    break;
                }
            }
        }
        return switch (type) {
            case "private", "group", "discuss" -> Optional.of("send_" + type + "_msg");
            default -> Optional.empty();
        };
    }

    /** The action a {@code send_forward_msg} stands for (A-send_forward_msg, go-cqhttp's order). */
    static String forwardTarget(Params params) {
        String type = params.text("message_type", "");
        boolean toUser = type.equals("private") || (!type.equals("group") && params.integer("user_id", 0) != 0);
        return toUser ? "send_private_forward_msg" : "send_group_forward_msg";
    }
}
