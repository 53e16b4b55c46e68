package io.github.onekyu.core.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.event.EncodedEvent;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.message.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TraceTest {
    private static final long SELF = 10000;
    private static final Caller CALLER = Caller.of("ws", "127.0.0.1:4000");

    private final Trace trace = Trace.keeping(100, 4 << 20);

    private static JsonObject json(String text) {
        return (JsonObject) Json.parse(text);
    }

    private void event(long number, String text) {
        trace.event(SELF, new EncodedEvent(number, json(text), MessageFormat.STRING));
    }

    private void call(String action, String params) {
        trace.call(
                SELF,
                ActionRequest.of(action, new Params(json(params))),
                CALLER,
                new ActionResponse.Done(json("{\"message_id\":5}")),
                1_234_567);
    }

    private JsonObject newest() {
        return trace.after(trace.last() - 1, 1).get(0).json();
    }

    @Test
    void recordsAreNumberedByOneAndTheOldestGoFirst() {
        for (int i = 1; i <= 150; i++) {
            trace.add(SELF, new TraceEntry.Trouble("ws", "OKY-1", "number " + i));
        }
        assertThat(trace.first()).isEqualTo(51);
        assertThat(trace.last()).isEqualTo(150);
        assertThat(trace.after(0, 1000))
                .extracting(TraceRecord::seq)
                .hasSize(100)
                .isSorted()
                .startsWith(51L);
        assertThat(trace.after(148, 1000)).extracting(TraceRecord::seq).containsExactly(149L, 150L);
        assertThat(trace.after(100, 2)).extracting(TraceRecord::seq).containsExactly(101L, 102L);
        assertThat(trace.after(150, 10)).isEmpty();
        assertThat(trace.after(1000, 10)).isEmpty();
    }

    @Test
    void heavyRecordsLeaveRoomForFewer() {
        String text = "x".repeat(100_000);
        for (int i = 0; i < 90; i++) {
            event(i, "{\"post_type\":\"message\",\"user_id\":1,\"message\":\"" + text + "\"}");
        }
        assertThat(trace.last() - trace.first() + 1).isBetween(30L, 42L);
    }

    @Test
    void anEnormousMessageIsCutAndSaysSo() {
        event(1, "{\"post_type\":\"message\",\"user_id\":1,\"message\":\"" + "x".repeat(3_000_000) + "\"}");
        JsonObject shown = newest();
        assertThat(shown.isTrue("truncated")).isTrue();
        assertThat(shown.toString()).hasSizeLessThan(4000).contains("(3000000 characters)");
        event(2, "{\"a\":" + "[".repeat(400) + "\"" + "x".repeat(200_000) + "\"" + "]".repeat(400) + "}");
        assertThat(newest().toString()).hasSizeLessThan(2000);
        event(3, "{\"a\":[" + "1,".repeat(100_000) + "1]}");
        assertThat(newest().toString()).hasSizeLessThan(2000).contains("(100001 items)");
    }

    @Test
    void aCallIsTiedToTheLastEventOfItsChat() {
        event(7, "{\"post_type\":\"message\",\"message_id\":70,\"group_id\":20001,\"user_id\":10001}");
        event(8, "{\"post_type\":\"message\",\"message_id\":71,\"user_id\":10001}");
        event(9, "{\"post_type\":\"request\",\"user_id\":10777,\"flag\":\"f-1\"}");
        call("send_group_msg", "{\"group_id\":20001,\"message\":\"hi\"}");
        assertThat(newest().integer("answers")).hasValue(7);
        call("send_private_msg", "{\"user_id\":\"10001\",\"message\":\"hi\"}");
        assertThat(newest().integer("answers")).hasValue(8);
        call("set_friend_add_request", "{\"flag\":\"f-1\"}");
        assertThat(newest().integer("answers")).hasValue(9);
        call("delete_msg", "{\"message_id\":70}");
        assertThat(newest().integer("answers")).hasValue(7);
        call("send_group_msg", "{\"group_id\":20002,\"message\":\"hi\"}");
        assertThat(newest().integer("answers")).isEmpty();
        call("get_group_info", "{\"group_id\":20001}");
        assertThat(newest().integer("answers")).isEmpty();
    }

    @Test
    void aCallSaysWhoCalledWhatAndHowLongItTook() {
        call("send_msg", "{\"message\":\"hi\"}");
        assertThat(newest().without("time"))
                .isEqualTo(json(
                        "{\"seq\":1,\"self_id\":10000,\"kind\":\"call\",\"endpoint\":\"ws\",\"peer\":\"127.0.0.1:4000\","
                                + "\"action\":\"send_msg\",\"params\":{\"message\":\"hi\"},\"response\":{\"status\":\"ok\",\"retcode\":0,"
                                + "\"data\":{\"message_id\":5}},\"ms\":1.234,\"answers\":null}"));
    }

    @Test
    void secretsAreMaskedWhereverTheyAre() {
        call("get_cookies", "{\"a\":[{\"Access_Token\":\"s3cret\"}],\"cookies\":{\"p\":\"s3cret\"},\"token\":null}");
        assertThat(newest().toString()).doesNotContain("s3cret").contains("***").contains("\"token\":null");
    }

    @Test
    void callsAndEventsAreCounted() {
        event(1, "{\"post_type\":\"message\"}");
        for (int i = 0; i < 98; i++) {
            call("send_msg", "{}");
        }
        Tally.Latencies before = trace.tally().latencies();
        for (int i = 0; i < 2; i++) {
            trace.call(
                    SELF,
                    ActionRequest.of("a", Params.EMPTY),
                    CALLER,
                    ActionResponse.failed(new io.github.onekyu.core.action.Retcode(103), "no"),
                    80_000_000);
        }
        Tally tally = trace.tally();
        assertThat(tally.events()).isEqualTo(1);
        assertThat(tally.calls()).isEqualTo(100);
        assertThat(tally.failed()).isEqualTo(2);
        assertThat(tally.latencies().quantile(0.5)).isBetween(1.2, 1.6);
        assertThat(tally.latencies().quantile(0.99)).isBetween(80.0, 100.0);
        assertThat(tally.latencies().since(before).count()).isEqualTo(2);
        assertThat(tally.latencies().since(tally.latencies()).quantile(0.5)).isZero();
    }

    @Test
    void oneThatIsOffKeepsNothing() {
        Trace off = Trace.off();
        off.add(SELF, new TraceEntry.Trouble("ws", "OKY-1", "x"));
        off.event(SELF, new EncodedEvent(1, JsonObject.EMPTY, MessageFormat.STRING));
        assertThat(off.isOn()).isFalse();
        assertThat(off.last()).isZero();
        assertThat(off.tally().events()).isZero();
    }

    @Test
    void aReaderIsWokenUntilItLeaves() {
        AtomicInteger woken = new AtomicInteger();
        Runnable leave = trace.listen(woken::incrementAndGet);
        trace.add(SELF, new TraceEntry.Report("post", "http://h/", 1, OptionalInt.of(204), 1000, ""));
        assertThat(woken).hasValue(1);
        leave.run();
        trace.add(SELF, new TraceEntry.Connection("ws", 3, "p", "api", true, ""));
        assertThat(woken).hasValue(1);
        assertThat(newest().string("state")).hasValue("opened");
    }

    @Test
    void aFloodThatNobodyWatchesIsCountedAndASecondLaterKeptAgain() {
        AtomicLong now = new AtomicLong();
        Trace flooded = Trace.keeping(20_000, 64 << 20, now::get);
        ActionRequest request = ActionRequest.of("get_status", new Params(JsonObject.EMPTY));
        for (int i = 0; i < Trace.MOST_UNWATCHED; i++) {
            flooded.call(SELF, request, CALLER, ActionResponse.done(), 1000);
        }
        assertThat(flooded.last()).isEqualTo(Trace.MOST_UNWATCHED);
        flooded.call(SELF, request, CALLER, ActionResponse.done(), 1000);
        flooded.event(SELF, new EncodedEvent(1, JsonObject.EMPTY, MessageFormat.STRING));
        flooded.add(SELF, new TraceEntry.Report("post", "http://h/", 1, OptionalInt.of(204), 1000, ""));
        assertThat(flooded.last()).isEqualTo(Trace.MOST_UNWATCHED);
        assertThat(flooded.tally().calls()).isEqualTo(Trace.MOST_UNWATCHED + 1);
        assertThat(flooded.tally().events()).isEqualTo(1);

        // What an operator must see is never left out, and says what was before it.
        flooded.add(SELF, new TraceEntry.Trouble("ws", "OKY-1", "x"));
        assertThat(flooded.after(Trace.MOST_UNWATCHED, 10))
                .extracting(record ->
                        record.json().string("kind", "") + record.json().integer("count", 0))
                .containsExactly("omitted3", "problem0");

        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        flooded.call(SELF, request, CALLER, ActionResponse.done(), 1000);
        assertThat(flooded.last()).isEqualTo(Trace.MOST_UNWATCHED + 3);
    }

    @Test
    void whoWatchesMissesNothingOfAFlood() {
        Trace flooded = Trace.keeping(20_000, 64 << 20, () -> 0);
        ActionRequest request = ActionRequest.of("get_status", new Params(JsonObject.EMPTY));
        for (int i = 0; i < Trace.MOST_UNWATCHED + 7; i++) {
            flooded.call(SELF, request, CALLER, ActionResponse.done(), 1000);
        }
        Runnable leave = flooded.listen(() -> {});
        assertThat(flooded.after(Trace.MOST_UNWATCHED, 10))
                .extracting(record -> record.json().integer("count", 0))
                .containsExactly(7L);
        for (int i = 0; i < Trace.MOST_UNWATCHED; i++) {
            flooded.call(SELF, request, CALLER, ActionResponse.done(), 1000);
        }
        assertThat(flooded.last()).isEqualTo(2 * Trace.MOST_UNWATCHED + 1);
        leave.run();
        flooded.call(SELF, request, CALLER, ActionResponse.done(), 1000);
        assertThat(flooded.last()).isEqualTo(2 * Trace.MOST_UNWATCHED + 1);
    }

    @Test
    void twoWritersAndAReaderMissNothing() throws Exception {
        Trace wide = Trace.keeping(20_000, 64 << 20);
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> writers = new ArrayList<>();
        for (int w = 0; w < 2; w++) {
            Thread writer = new Thread(() -> {
                try {
                    go.await(10, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    return;
                }
                for (int i = 0; i < 5000; i++) {
                    wide.add(SELF, new TraceEntry.Trouble("ws", "OKY-1", "x"));
                }
            });
            writer.start();
            writers.add(writer);
        }
        go.countDown();
        List<Long> seen = new ArrayList<>();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (seen.size() < 10_000 && System.nanoTime() < deadline) {
            wide.after(seen.isEmpty() ? 0 : seen.get(seen.size() - 1), 100).forEach(r -> seen.add(r.seq()));
        }
        for (Thread writer : writers) {
            writer.join(10_000);
        }
        assertThat(seen).hasSize(10_000).isSorted().doesNotHaveDuplicates().endsWith(10_000L);
    }
}
