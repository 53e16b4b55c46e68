package io.github.onekyu.bridge.ckyu.sandbox.control;

import io.github.onekyu.bridge.ckyu.sandbox.world.JoinRequest;
import io.github.onekyu.bridge.ckyu.sandbox.world.JoinRequest.Kind;
import io.github.onekyu.bridge.ckyu.sandbox.world.Person;
import io.github.onekyu.bridge.ckyu.sandbox.world.Turn;
import io.github.onekyu.bridge.ckyu.sandbox.world.World;
import io.github.onekyu.core.json.JsonObject;
import java.security.SecureRandom;
import java.util.List;

/** Lets somebody ask for something (E-request.friend, E-request.group). */
public final class Requests {
    private static final int KEPT = 10_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Requests() {}

    /** Answers the request made; its event is raised by the turn. */
    public static JoinRequest make(Turn turn, JsonObject body) {
        World world = turn.world();
        Fields fields = new Fields("request", body);
        Lookups.self(world, fields);
        Notices.common(turn, fields, "request");
        Kind kind = kind(fields);
        long userId = fields.id("user_id");
        long groupId = kind == Kind.FRIEND ? 0 : fields.id("group_id");
        String comment = fields.text("comment", "");
        String nickname = fields.text("nickname", "");
        String flag = fields.text("flag", "");
        fields.end();
        check(world, kind, groupId, userId, flag);

        if (world.person(userId).isEmpty()) {
            Person person = Person.unknown(userId);
            turn.put(nickname.isEmpty() ? person : new Person(userId, nickname, person.sex(), 0, "", 0));
        }
        JoinRequest request = new JoinRequest(
                turn.nextRequestNumber(),
                // random, so that a flag seen before a crash never means another request after it
                flag.isEmpty() ? Long.toString(RANDOM.nextLong(1, Long.MAX_VALUE), Character.MAX_RADIX) : flag,
                kind,
                groupId,
                userId,
                comment,
                turn.now(),
                JoinRequest.State.PENDING,
                "");
        turn.put(request);
        forgetOldest(turn);
        turn.raise("request", request.toEvent());
        return request;
    }

    private static Kind kind(Fields fields) {
        if (fields.word("request_type", List.of("friend", "group")).equals("friend")) {
            return Kind.FRIEND;
        }
        return fields.word("sub_type", List.of("add", "invite")).equals("add") ? Kind.ADD : Kind.INVITE;
    }

    private static void check(World world, Kind kind, long groupId, long userId, String flag) {
        if (userId == world.selfId()) {
            throw Fields.invalid("request: user_id is " + userId + ", the bot itself; expected another user");
        }
        if (!flag.isEmpty() && world.request(flag).isPresent()) {
            throw Fields.conflict("there is a request with flag " + flag + " already; leave flag out to get a new one");
        }
        if (kind == Kind.FRIEND && world.friend(userId).isPresent()) {
            throw Fields.conflict("user " + userId + " is a friend already");
        }
        if (kind == Kind.INVITE && world.ownGroup(groupId).isPresent()) {
            throw Fields.conflict("the account is in group " + groupId + " already");
        }
        if (kind == Kind.ADD) {
            Lookups.ownGroup(world, groupId);
            if (world.member(groupId, userId).isPresent()) {
                throw Fields.conflict("user " + userId + " is a member of group " + groupId + " already");
            }
            if (world.isBlocked(groupId, userId)) {
                throw Fields.conflict("user " + userId + " was kicked from group " + groupId
                        + " for good (reject_add_request) and cannot ask again");
            }
        }
    }

    /** Answered ones are for looking back; they must not fill the memory. */
    private static void forgetOldest(Turn turn) {
        World world = turn.world();
        if (world.requests().size() > KEPT) {
            world.requests().stream()
                    .filter(request -> !request.isPending())
                    .findFirst()
                    .ifPresent(turn::remove);
        }
    }
}
