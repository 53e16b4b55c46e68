package io.github.onekyu.bridge.ckyu.sandbox.action;

import static io.github.onekyu.bridge.ckyu.sandbox.action.HostCodes.refusal;
import static io.github.onekyu.bridge.ckyu.sandbox.action.MessageActions.id;

import io.github.onekyu.bridge.ckyu.sandbox.world.Group;
import io.github.onekyu.bridge.ckyu.sandbox.world.Member;
import io.github.onekyu.bridge.ckyu.sandbox.world.Person;
import io.github.onekyu.bridge.ckyu.sandbox.world.Presence;
import io.github.onekyu.bridge.ckyu.sandbox.world.Role;
import io.github.onekyu.bridge.ckyu.sandbox.world.Turn;
import io.github.onekyu.bridge.ckyu.sandbox.world.Views;
import io.github.onekyu.bridge.ckyu.sandbox.world.World;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.action.Retcode;
import io.github.onekyu.core.backend.HostCall;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** More about groups and users, how the account shows itself, and what is done to a text (actions.md §6.6, §8). */
final class ProfileActions {
    private ProfileActions() {}

    static Map<String, Operation> all() {
        Map<String, Operation> all = new LinkedHashMap<>();
        all.put("_get_group_info", ProfileActions::group);
        all.put("_get_vip_info", ProfileActions::vip);
        all.put("set_online_status", ProfileActions::presence);
        all.put("fetch_custom_face", (turn, call) -> JsonArray.EMPTY);
        all.put(".get_word_slices", ProfileActions::words);
        return all;
    }

    /** What the world does not know, such as a category, is left out. */
    private static JsonValue group(Turn turn, HostCall call) {
        World world = turn.world();
        long groupId = id(call, "group_id");
        Group group = world.ownGroup(groupId)
                .orElseThrow(() -> refusal(HostCodes.NO_DATA, "the account is in no group " + groupId));
        List<JsonObject> admins = world.members(groupId).stream()
                .filter(member -> member.role() != Role.MEMBER)
                .map(member -> admin(world, member))
                .toList();
        JsonObject.Builder data = Views.group(world, group).toBuilder()
                .put("admins", JsonArray.of(admins))
                .put("admin_count", admins.size());
        world.owner(groupId).ifPresent(owner -> data.put("owner_id", owner.userId()));
        return data.build();
    }

    private static JsonObject admin(World world, Member member) {
        return JsonObject.builder()
                .put("user_id", member.userId())
                .put("nickname", world.someone(member.userId()).nickname())
                .put("role", member.role().word())
                .build();
    }

    /** Nobody has levels here. */
    private static JsonValue vip(Turn turn, HostCall call) {
        long userId = id(call, "user_id");
        Person person =
                turn.world().person(userId).orElseThrow(() -> refusal(HostCodes.NO_DATA, "there is no user " + userId));
        return JsonObject.builder()
                .put("user_id", userId)
                .put("nickname", person.nickname())
                .putNull("level")
                .putNull("level_speed")
                .putNull("vip_level")
                .putNull("vip_growth_speed")
                .putNull("vip_growth_total")
                .build();
    }

    private static JsonValue presence(Turn turn, HostCall call) {
        Params params = call.params();
        Presence wanted = new Presence(
                params.integer("status", 0), params.integer("ext_status", 0), params.integer("battery_status", 0));
        if (wanted.status() <= 0 || wanted.extended() < 0 || wanted.battery() < 0) {
            throw refusal(
                    Retcode.BAD_PARAMS.value(),
                    "set_online_status: a number cannot be used; expected \"status\" above 0 (10 is online), and"
                            + " \"ext_status\" and \"battery_status\" of 0 or above");
        }
        turn.put(wanted);
        return JsonNull.NULL;
    }

    /** Words are where the JDK sees them; blanks and punctuation are none. */
    private static JsonValue words(Turn turn, HostCall call) {
        String content = call.params().text("content", "");
        BreakIterator breaks = BreakIterator.getWordInstance(Locale.ROOT);
        breaks.setText(content);
        List<JsonValue> words = new ArrayList<>();
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            String word = content.substring(start, end);
            if (word.codePoints().anyMatch(Character::isLetterOrDigit)) {
                words.add(new JsonString(word));
            }
            start = end;
        }
        return JsonObject.builder().put("slices", JsonArray.of(words)).build();
    }
}
