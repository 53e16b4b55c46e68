package io.github.onekyu.bridge.ckyu.sandbox.action;

import static io.github.onekyu.bridge.ckyu.sandbox.action.HostCodes.refusal;
import static io.github.onekyu.bridge.ckyu.sandbox.action.MessageActions.id;

import io.github.onekyu.bridge.ckyu.sandbox.world.Chat;
import io.github.onekyu.bridge.ckyu.sandbox.world.ChatMessage;
import io.github.onekyu.bridge.ckyu.sandbox.world.Group;
import io.github.onekyu.bridge.ckyu.sandbox.world.JoinRequest;
import io.github.onekyu.bridge.ckyu.sandbox.world.MessageLog;
import io.github.onekyu.bridge.ckyu.sandbox.world.Role;
import io.github.onekyu.bridge.ckyu.sandbox.world.Turn;
import io.github.onekyu.bridge.ckyu.sandbox.world.World;
import io.github.onekyu.core.action.Retcode;
import io.github.onekyu.core.backend.HostCall;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** What concerns the account itself: its name, credentials, devices, what it may still do today (actions.md §6.4, §8). */
final class AccountActions {
    /** Means nothing anywhere; it only looks like the real thing. */
    private static final String KEY = "@sandbox";

    private static final int DAILY_IN_GROUP = 20;
    private static final int DAILY_OF_ACCOUNT = 10;
    private static final long DAY = 24L * 60 * 60;
    private static final String AT_ALL = "{\"type\":\"at\",\"data\":{\"qq\":\"all\"";

    private AccountActions() {}

    static Map<String, Operation> all() {
        Map<String, Operation> all = new LinkedHashMap<>();
        all.put(
                "get_cookies",
                (turn, call) -> object().put("cookies", cookies(turn)).build());
        all.put("get_csrf_token", (turn, call) -> object().put("token", token()).build());
        all.put(
                "get_credentials",
                (turn, call) -> object().put("cookies", cookies(turn))
                        .put("csrf_token", token())
                        .build());
        all.put(
                "get_online_clients",
                (turn, call) -> object().put("clients", JsonArray.EMPTY).build());
        all.put("set_qq_profile", AccountActions::profile);
        all.put("get_group_at_all_remain", AccountActions::atAll);
        all.put("get_group_system_msg", AccountActions::requests);
        all.put("check_url_safely", (turn, call) -> object().put("level", 2).build());
        all.put("_get_model_show", AccountActions::models);
        all.put("_set_model_show", (turn, call) -> JsonNull.NULL);
        return all;
    }

    private static JsonObject.Builder object() {
        return JsonObject.builder();
    }

    private static String cookies(Turn turn) {
        return "uin=o" + turn.selfId() + "; skey=" + KEY;
    }

    /** The hash that real hosts take of that key. */
    private static int token() {
        int hash = 5381;
        for (int i = 0; i < KEY.length(); i++) {
            hash += (hash << 5) + KEY.charAt(i);
        }
        return hash & Integer.MAX_VALUE;
    }

    /** The world knows no more of a profile than the nickname. */
    private static JsonValue profile(Turn turn, HostCall call) {
        if (call.params().has("nickname")) {
            String nickname = call.params().text("nickname", "");
            if (nickname.isBlank()) {
                throw refusal(Retcode.BAD_PARAMS.value(), "set_qq_profile: \"nickname\" is empty");
            }
            turn.put(turn.world().someone(turn.selfId()).withNickname(nickname));
        }
        return JsonNull.NULL;
    }

    private static JsonValue atAll(Turn turn, HostCall call) {
        long groupId = id(call, "group_id");
        boolean may = Rules.self(turn, groupId).role() != Role.MEMBER;
        long inGroup = usedToday(turn, groupId);
        long everywhere = usedToday(turn, 0);
        return object().put("can_at_all", may && inGroup < DAILY_IN_GROUP && everywhere < DAILY_OF_ACCOUNT)
                .put("remain_at_all_count_for_group", Math.max(0, DAILY_IN_GROUP - inGroup))
                .put("remain_at_all_count_for_uin", Math.max(0, DAILY_OF_ACCOUNT - everywhere))
                .build();
    }

    /** @param groupId 0 for all groups */
    private static long usedToday(Turn turn, long groupId) {
        long today = turn.now() - turn.now() % DAY;
        MessageLog messages = turn.world().messages();
        Predicate<ChatMessage> counts = message -> message.time() >= today
                && message.userId() == turn.selfId()
                && message.chat().isGroup()
                && message.segmentText().contains(AT_ALL);
        return (groupId == 0
                        ? messages.newest(0, Integer.MAX_VALUE, DAILY_IN_GROUP, counts)
                        : messages.newestIn(Chat.inGroup(groupId), 0, Integer.MAX_VALUE, DAILY_IN_GROUP, counts))
                .size();
    }

    private static JsonValue requests(Turn turn, HostCall call) {
        return object().put("invited_requests", pending(turn.world(), JoinRequest.Kind.INVITE))
                .put("join_requests", pending(turn.world(), JoinRequest.Kind.ADD))
                .build();
    }

    private static JsonArray pending(World world, JoinRequest.Kind kind) {
        return JsonArray.of(world.requests().stream()
                .filter(request -> request.isPending() && request.kind() == kind)
                .map(request -> kind == JoinRequest.Kind.INVITE ? invitation(world, request) : asking(world, request))
                .toList());
    }

    private static JsonObject invitation(World world, JoinRequest request) {
        return object().put("request_id", request.number())
                .put("invitor_uin", request.userId())
                .put("invitor_nick", world.someone(request.userId()).nickname())
                .putAll(about(world, request))
                .build();
    }

    private static JsonObject asking(World world, JoinRequest request) {
        return object().put("request_id", request.number())
                .put("requester_uin", request.userId())
                .put("requester_nick", world.someone(request.userId()).nickname())
                .put("message", request.comment())
                .putAll(about(world, request))
                .build();
    }

    /** The flag is ours: with it a bot can answer. */
    private static JsonObject about(World world, JoinRequest request) {
        return object().put("group_id", request.groupId())
                .put(
                        "group_name",
                        world.group(request.groupId()).map(Group::name).orElse(""))
                .put("checked", false)
                .put("actor", 0)
                .put("flag", request.flag())
                .build();
    }

    private static JsonValue models(Turn turn, HostCall call) {
        JsonObject only = object().put("model_show", call.params().text("model", ""))
                .put("need_pay", false)
                .build();
        return object().put("variants", JsonArray.of(only)).build();
    }
}
