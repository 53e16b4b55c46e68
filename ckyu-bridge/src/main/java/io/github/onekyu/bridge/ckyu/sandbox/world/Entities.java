package io.github.onekyu.bridge.ckyu.sandbox.world;

import io.github.onekyu.core.json.JsonObject;
import java.util.Optional;

/** Reads the stored forms of entities. */
final class Entities {
    private Entities() {}

    /** The entity kept under that key; empty for a kind that a newer version may have added. */
    static Optional<Entity> read(String key, JsonObject json) {
        return switch (key.substring(0, key.indexOf('/') + 1)) {
            case Person.KIND -> Optional.of(Person.read(json));
            case Friend.KIND -> Optional.of(Friend.read(json));
            case Discuss.KIND -> Optional.of(Discuss.read(json));
            case OneWayFriend.KIND -> Optional.of(OneWayFriend.read(json));
            case Presence.KIND -> Optional.of(Presence.read(json));
            case Group.KIND -> Optional.of(Group.read(json));
            case Member.KIND -> Optional.of(Member.read(json));
            case AnonymousMember.KIND -> Optional.of(AnonymousMember.read(json));
            case Blocked.KIND -> Optional.of(Blocked.read(json));
            case JoinRequest.KIND -> Optional.of(JoinRequest.read(json));
            case Essence.KIND -> Optional.of(Essence.read(json));
            case GroupNotice.KIND -> Optional.of(GroupNotice.read(json));
            case Honor.KIND -> Optional.of(Honor.read(json));
            case Reaction.KIND -> Optional.of(Reaction.read(json));
            case SharedFile.KIND -> Optional.of(SharedFile.read(json));
            case FileFolder.KIND -> Optional.of(FileFolder.read(json));
            case Portrait.KIND -> Optional.of(Portrait.read(json));
            case Avatar.KIND -> Optional.of(Avatar.read(json));
            default -> Optional.empty();
        };
    }
}
