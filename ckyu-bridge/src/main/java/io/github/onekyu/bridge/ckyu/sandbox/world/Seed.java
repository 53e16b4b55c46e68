package io.github.onekyu.bridge.ckyu.sandbox.world;

/** The world as it is at first, and again after a reset. */
public final class Seed {
    private static final long ALICE = 10001;
    private static final long BOB = 10002;
    private static final long CAROL = 10003;
    private static final long DAVE = 10004;
    private static final long TEST_GROUP = 20001;
    private static final long QUIET_GROUP = 20002;

    private Seed() {}

    public static void plant(Turn turn) {
        long self = turn.selfId();
        person(turn, ALICE, "Alice", "female", 21);
        person(turn, BOB, "Bob", "male", 23);
        person(turn, CAROL, "Carol", "female", 34);
        person(turn, DAVE, "Dave", "male", 42);
        // last, so that the account keeps its own name whatever self_id is
        person(turn, self, "Sandbox Bot", "unknown", 0);
        friend(turn, ALICE);
        friend(turn, BOB);

        turn.put(Group.named(TEST_GROUP, "Test group"));
        member(turn, TEST_GROUP, CAROL, Role.OWNER);
        member(turn, TEST_GROUP, ALICE, Role.MEMBER);
        member(turn, TEST_GROUP, BOB, Role.MEMBER);
        member(turn, TEST_GROUP, self, Role.ADMIN);

        turn.put(Group.named(QUIET_GROUP, "Quiet group"));
        member(turn, QUIET_GROUP, DAVE, Role.OWNER);
        member(turn, QUIET_GROUP, ALICE, Role.MEMBER);
        member(turn, QUIET_GROUP, self, Role.MEMBER);
    }

    private static void person(Turn turn, long userId, String nickname, String sex, int age) {
        turn.put(new Person(userId, nickname, sex, age, "", 0));
    }

    private static void friend(Turn turn, long userId) {
        if (userId != turn.selfId()) {
            turn.put(new Friend(userId, ""));
        }
    }

    private static void member(Turn turn, long groupId, long userId, Role role) {
        turn.put(Member.joining(groupId, userId, role, turn.now()));
    }
}
