package io.github.onekyu.bridge.ckyu.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
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

    @Test
    void aLongHistoryIsFoundWholeWhateverWasForgottenBeforeIt() {
        MessageLog wide = new MessageLog(1000, 1_000_000);
        for (int id = 1; id <= 2500; id++) {
            wide.put(new ChatMessage(
                    id,
                    id % 3 == 0 ? QUIET : BUSY,
                    "normal",
                    0,
                    id % 7,
                    Optional.empty(),
                    "[]",
                    false,
                    Optional.empty(),
                    Optional.empty()));
        }
        wide.durableUpTo(2400);
        assertThat(wide.newest(0, Integer.MAX_VALUE, Integer.MAX_VALUE, message -> true))
                .extracting(ChatMessage::id)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1501, 2400).boxed().toList());
        assertThat(wide.newestIn(QUIET, 1600, 2000, 40, message -> message.userId() == 0))
                .extracting(ChatMessage::id)
                .containsExactlyElementsOf(IntStream.rangeClosed(1601, 2000)
                        .filter(id -> id % 21 == 0)
                        .boxed()
                        .toList());
        assertThat(wide.find(1500)).isEmpty();
        assertThat(wide.find(1501)).map(ChatMessage::id).hasValue(1501);
        assertThat(wide.find(2401)).isEmpty();
    }

    @Test
    void whatIsPutOutOfOrderStandsInItsPlace() {
        say(10, BUSY);
        say(30, BUSY);
        say(20, QUIET);
        log.durableUpTo(30);
        assertThat(log.ids()).containsExactly(10, 20, 30);
        assertThat(log.find(20)).map(ChatMessage::chat).hasValue(QUIET);
        assertThat(log.newest(0, Integer.MAX_VALUE, 2, message -> true))
                .extracting(ChatMessage::id)
                .containsExactly(20, 30);
    }

    @Test
    void aReaderBesideAWriterSeesNoGapsAndNoDisorder() throws Exception {
        MessageLog busy = new MessageLog(3000, 1_000_000);
        AtomicBoolean done = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            for (int id = 1; id <= 60_000; id++) {
                busy.put(new ChatMessage(
                        id, BUSY, "normal", 0, 1, Optional.empty(), "[]", false, Optional.empty(), Optional.empty()));
                busy.durableUpTo(id);
            }
            done.set(true);
        });
        writer.start();
        int looks = 0;
        while (!done.get() || looks == 0) {
            List<ChatMessage> seen = busy.newestIn(BUSY, 0, Integer.MAX_VALUE, 1000, message -> true);
            for (int i = 1; i < seen.size(); i++) {
                assertThat(seen.get(i).id()).isEqualTo(seen.get(i - 1).id() + 1);
            }
            looks++;
        }
        writer.join();
        assertThat(busy.newest(0, Integer.MAX_VALUE, 10_000, message -> true)).hasSize(3000);
    }
}
