package io.github.onekyu.bridge.ckyu.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageLogTest {
    private static final Chat QUIET = Chat.withUser(10001);
    private static final Chat BUSY = Chat.inGroup(20001);

    private final MessageLog log = new MessageLog(5, 1_000_000);

    private List<Integer> say(int id, Chat chat) {
        List<Integer> forgotten = log.put(new ChatMessage(
                id, chat, "normal", 0, 10001, Optional.empty(), "[]", false, Optional.empty(), Optional.empty()));
        log.durableUpTo(id);
        return forgotten;
    }

    private List<Integer> in(Chat chat, long after, long upTo, int limit) {
        return log.newestIn(chat, after, upTo, limit, message -> !message.recalled()).stream()
                .map(ChatMessage::id)
                .toList();
    }

    @Test
    void aChatHasItsOwnMessagesOldestFirst() {
        say(1, QUIET);
        say(2, BUSY);
        say(3, BUSY);
        say(4, QUIET);

        assertThat(in(QUIET, 0, Integer.MAX_VALUE, 10)).containsExactly(1, 4);
        assertThat(in(BUSY, 0, Integer.MAX_VALUE, 1)).containsExactly(3);
        assertThat(in(BUSY, 0, 2, 10)).containsExactly(2);
        assertThat(in(BUSY, 2, Integer.MAX_VALUE, 10)).containsExactly(3);
        assertThat(in(Chat.inDiscuss(1), 0, Integer.MAX_VALUE, 10)).isEmpty();
    }

    @Test
    void whatIsForgottenOrRecalledIsGoneThereToo() {
        say(1, QUIET);
        for (int id = 2; id <= 5; id++) {
            say(id, BUSY);
        }
        assertThat(say(6, BUSY)).containsExactly(1);
        assertThat(in(QUIET, 0, Integer.MAX_VALUE, 10)).isEmpty();

        log.put(log.find(4).orElseThrow().asRecalled());
        assertThat(in(BUSY, 0, Integer.MAX_VALUE, 10)).containsExactly(2, 3, 5, 6);

        log.clear();
        assertThat(in(BUSY, 0, Integer.MAX_VALUE, 10)).isEmpty();
    }

    @Test
    void whatIsNotOnDiskYetIsNotShown() {
        say(1, BUSY);
        log.put(new ChatMessage(
                2, BUSY, "normal", 0, 10001, Optional.empty(), "[]", false, Optional.empty(), Optional.empty()));

        assertThat(in(BUSY, 0, Integer.MAX_VALUE, 10)).containsExactly(1);
        log.durableUpTo(2);
        assertThat(in(BUSY, 0, Integer.MAX_VALUE, 10)).containsExactly(1, 2);
    }
}
