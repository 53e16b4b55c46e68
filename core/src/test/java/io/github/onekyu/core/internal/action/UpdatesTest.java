package io.github.onekyu.core.internal.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.onekyu.core.TestBot;
import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("A-get_updates")
class UpdatesTest {
    private final TestBot bot = new TestBot();

    @AfterEach
    void stop() {
        bot.close();
    }

    private void open() {
        bot.set("enable_get_updates", "yes").set("server_thread_pool_size", "1").start();
    }

    private static JsonObject json(String text) {
        return (JsonObject) Json.parse(text.replace('\'', '"'));
    }

    /** Returns once the event was delivered. */
    private void raise(String noticeType) throws Exception {
        bot.backend
                .raise(json("{'post_type':'notice','notice_type':'" + noticeType + "'}"))
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
    }

    private CompletableFuture<ActionResponse> call(String params) {
        return bot.bot()
                .actions()
                .dispatch(ActionRequest.of("get_updates", new Params(json(params))), bot.caller)
                .toCompletableFuture();
    }

    private static List<String> types(ActionResponse response) {
        JsonArray events = (JsonArray) ((ActionResponse.Done) response).data();
        return events.stream()
                .map(event -> ((JsonObject) event).string("notice_type", "?"))
                .toList();
    }

    private static List<String> soon(CompletableFuture<ActionResponse> call) throws Exception {
        return types(call.get(5, TimeUnit.SECONDS));
    }

    @Test
    void whereNobodyAskedForItThereIsNoSuchAction() {
        bot.start();

        assertThat(bot.response("get_updates", "{}")).isInstanceOf(ActionResponse.UnknownAction.class);
        assertThat(bot.call("get_supported_actions", "{}").toString()).doesNotContain("get_updates");
    }

    @Test
    void eventsWaitUntilTheyAreFetchedAndAreFetchedOnce() throws Exception {
        open();
        raise("a");
        raise("b");
        raise("c");

        assertThat(soon(call("{'limit':2}"))).containsExactly("a", "b");
        assertThat(soon(call("{'limit':'2'}"))).containsExactly("c");
        assertThat(bot.call("get_updates", "{}")).isEqualTo(json("{'status':'ok','retcode':0,'data':[]}"));
        assertThat(bot.call("get_supported_actions", "{}").toString()).contains("get_updates");
    }

    @Test
    void withoutALimitAllOfThemAreGivenInTheAccountsFormat() throws Exception {
        open();
        bot.backend
                .raise(json("{'post_type':'message','message_type':'private','message_id':1,'user_id':7,"
                        + "'message':[{'type':'face','data':{'id':'1'}}],'raw_message':'[CQ:face,id=1]','font':0,"
                        + "'sender':{'user_id':7}}"))
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
        raise("b");

        JsonArray events = bot.call("get_updates", "{}").array("data").orElseThrow();

        assertThat(events.size()).isEqualTo(2);
        assertThat(events.get(0)).isEqualTo(bot.nextBroadcast());
        assertThat(((JsonObject) events.get(0)).string("message")).hasValue("[CQ:face,id=1]");
    }

    @Test
    void theNewestThousandAreKept() throws Exception {
        open();
        for (int i = 0; i <= Updates.KEPT; i++) {
            raise("n" + i);
        }

        List<String> types = soon(call("{}"));

        assertThat(types).hasSize(Updates.KEPT).startsWith("n1").endsWith("n" + Updates.KEPT);
    }

    @Test
    void aCallThatWaitsGetsTheNextEventAndEachEventGoesToOneCall() throws Exception {
        open();
        CompletableFuture<ActionResponse> first = call("{'timeout':60}");
        CompletableFuture<ActionResponse> second = call("{'timeout':60}");

        raise("a");

        assertThat(soon(first)).containsExactly("a");
        assertThat(second).isNotDone();
        raise("b");
        assertThat(soon(second)).containsExactly("b");
        assertThat(soon(call("{}"))).isEmpty();
    }

    @Test
    void callsThatWaitHoldNoThread() throws Exception {
        open();
        List<CompletableFuture<ActionResponse>> calls = new ArrayList<>();
        int before = Thread.activeCount();
        for (int i = 0; i < Updates.MOST_WAITING; i++) {
            calls.add(call("{'timeout':60}"));
        }

        assertThat(Thread.activeCount()).isLessThan(before + 10);
        assertThat(bot.retcode("get_status", "{}")).isZero();
        assertThat(bot.retcode("get_updates", "{\"timeout\":60}")).isEqualTo(103);
        assertThat(calls).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void afterItsTimeACallIsAnsweredWithNothing() throws Exception {
        open();
        long start = System.nanoTime();

        assertThat(soon(call("{'timeout':1}"))).isEmpty();

        assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(900));
        raise("a");
        assertThat(soon(call("{'timeout':1}"))).containsExactly("a");
    }

    @Test
    void aStopAnswersTheCallsThatWait() throws Exception {
        open();
        CompletableFuture<ActionResponse> call = call("{'timeout':60}");

        bot.close();

        assertThat(soon(call)).isEmpty();
    }

    @Test
    @Tag("A-set_restart")
    void aRestartAnswersTheCallsThatWaitAndEventsGoOn() throws Exception {
        open();
        var before = bot.context();
        CompletableFuture<ActionResponse> call = call("{'timeout':60}");
        bot.retcode("set_restart", "{}");
        assertThat(soon(call)).isEmpty();
        await().untilAsserted(() -> assertThat(bot.context()).isNotSameAs(before));
        await().until(bot.bot()::ready);

        raise("a");

        assertThat(soon(call("{'timeout':5}"))).containsExactly("a");
    }
}
