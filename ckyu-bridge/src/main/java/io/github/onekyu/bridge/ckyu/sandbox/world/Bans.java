package io.github.onekyu.bridge.ckyu.sandbox.world;

import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Who may not speak, and until when. */
final class Bans {
    private Bans() {}

    /** {@code until} is null for a ban of the whole group, which has no end; its {@code user_id} is 0. */
    static JsonArray list(World world, long now) {
        List<JsonObject> bans = new ArrayList<>();
        for (Group group : world.groups()) {
            long groupId = group.groupId();
            if (group.wholeBan()) {
                bans.add(ban(groupId, 0).put("until", JsonNull.NULL).build());
            }
            for (Member member : world.members(groupId)) {
                if (member.isBanned(now)) {
                    bans.add(ban(groupId, member.userId())
                            .put("until", member.bannedUntil())
                            .build());
                }
            }
            for (AnonymousMember mask : world.masks(groupId)) {
                if (mask.isBanned(now)) {
                    bans.add(ban(groupId, AnonymousMember.USER_ID)
                            .put("anonymous", mask.toEvent())
                            .put("until", mask.bannedUntil())
                            .build());
                }
            }
        }
        return JsonArray.of(bans);
    }

    private static JsonObject.Builder ban(long groupId, long userId) {
        return JsonObject.builder().put("group_id", groupId).put("user_id", userId);
    }
}
