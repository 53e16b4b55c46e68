package io.github.onekyu.bridge.ckyu.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CallsTest {
    private final Calls calls = new Calls();
    private final Recorder line = new Recorder();

    /** Takes calls in, or does not. */
    private static final class Recorder implements Line {
        private final List<Call> sent = new ArrayList<>();
        private boolean open = true;

        @Override
        public boolean send(Call call) {
            return open && sent.add(call);
        }

        @Override
        public void ping() {}

        @Override
        public long heardAt() {
            return 0;
        }

        @Override
        public void end(Loss loss) {}
    }

    private CompletableFuture<Calls.Answer> send(Line to) {
        return calls.send(to, "x", JsonObject.EMPTY, Caller.of("test", ""), part -> {});
    }

    @Test
    @Tag("LNK-03")
    void anAnswerCountsOnlyOnTheLineThatItsCallWent() {
        CompletableFuture<Calls.Answer> waiting = send(line);
        String echo = line.sent.get(0).echo();
        assertThat(calls.answered(new Recorder(), echo, JsonObject.EMPTY, 200, true))
                .isFalse();
        assertThat(waiting).isNotDone();
        assertThat(calls.answered(line, echo, JsonObject.EMPTY, 200, true)).isTrue();
        assertThat(waiting).isCompleted();
        assertThat(calls.answered(line, echo, JsonObject.EMPTY, 200, true)).isFalse();
    }

    @Test
    @Tag("LNK-03")
    void twoLinksInOneProcessShareNoEcho() {
        Calls others = new Calls();
        send(line);
        others.send(line, "x", JsonObject.EMPTY, Caller.of("test", ""), part -> {});
        send(line);
        assertThat(line.sent).extracting(Call::echo).doesNotHaveDuplicates();
    }

    @Test
    void onlySoManyMayWait() {
        for (int i = 0; i < Calls.MOST; i++) {
            assertThat(send(line)).isNotDone();
        }
        assertThat(send(line).join().trouble()).contains("10000 calls wait");
        assertThat(line.sent).hasSize(Calls.MOST);
        calls.answered(line, line.sent.get(0).echo(), JsonObject.EMPTY, 200, true);
        assertThat(send(line)).isNotDone();
    }

    @Test
    @Tag("LNK-12")
    void aLineThatEndsEndsItsCallsAndNoOthers() {
        Recorder other = new Recorder();
        CompletableFuture<Calls.Answer> here = send(line);
        CompletableFuture<Calls.Answer> there = send(other);
        calls.lost(line, "gone");
        assertThat(here.join().trouble()).isEqualTo("gone");
        assertThat(there).isNotDone();
        line.open = false;
        assertThat(send(line).join().envelope()).isEmpty();
        assertThat(calls.waiting()).isEqualTo(1);
    }

    @Test
    void whatIsNeverAnsweredIsForgotten() {
        CompletableFuture<Calls.Answer> waiting = send(line);
        calls.forget(Duration.ofMinutes(1));
        assertThat(waiting).isNotDone();
        calls.forget(Duration.ofNanos(-1));
        assertThat(waiting.join().envelope()).isEmpty();
        assertThat(calls.waiting()).isZero();
    }
}
