package io.github.onekyu.core.internal.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.onekyu.core.ScriptedBackend;
import io.github.onekyu.core.TestBot;
import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.backend.HostCall;
import io.github.onekyu.core.error.BackendException;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountActionsTest {
    private final TestBot bot = new TestBot();
    private final ScriptedBackend host = bot.backend;

    @AfterEach
    void stop() {
        bot.close();
    }

    private HostCall onlyCall() {
        assertThat(host.calls).hasSize(1);
        return host.calls.get(0);
    }

    @Test
    @Tag("ACT-03")
    void theHostGetsEveryParameterInItsTypeAndTheDefaultsOfTheRest() {
        bot.start();

        assertThat(bot.retcode("set_group_ban", "{\"group_id\":\"20001\",\"user_id\":7,\"duration\":\"abc\",\"x\":1}"))
                .isZero();

        assertThat(onlyCall().params().json())
                .isEqualTo(Json.parse("{\"group_id\":20001,\"user_id\":7,\"duration\":1800}"));
    }

    @ParameterizedTest
    @Tag("ACT-02")
    @Tag("ACT-06")
    @CsvSource(
            delimiter = '|',
            value = {
                "send_private_msg|{\"message\":\"a\"}",
                "send_private_msg|{\"user_id\":0,\"message\":\"a\"}",
                "send_private_msg|{\"user_id\":-7,\"message\":\"a\"}",
                "send_private_msg|{\"user_id\":7,\"message\":123}",
                "send_private_msg|{\"user_id\":7,\"message\":\"\"}",
                "delete_msg|{\"message_id\":0}",
                "set_group_ban|{\"group_id\":1,\"user_id\":7,\"duration\":-1}",
                "send_like|{\"user_id\":7,\"times\":0}",
                "set_friend_add_request|{\"flag\":\"\"}",
                "set_group_add_request|{\"flag\":\"f\",\"sub_type\":\"other\"}",
                "set_group_anonymous_ban|{\"group_id\":1}",
                "send_msg|{\"message\":\"a\"}",
                "send_msg|{\"message_type\":\"x\",\"user_id\":7,\"message\":\"a\"}",
            })
    void unusableParametersAre100AndTheHostIsNotCalled(String action, String params) {
        bot.start();

        JsonObject reply = bot.call(action, params);

        assertThat(reply.integer("retcode")).hasValue(100);
        assertThat(reply.get("data")).isEqualTo(JsonNull.NULL);
        assertThat(host.calls).isEmpty();
    }

    @Test
    @Tag("ACT-06")
    void aNegativeMessageIdIsLegal() {
        bot.start();

        assertThat(bot.retcode("delete_msg", "{\"message_id\":-5}")).isZero();

        assertThat(onlyCall().params().integer("message_id")).hasValue(-5);
    }

    @ParameterizedTest
    @Tag("A-send_msg")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"group_id\":1,\"user_id\":2,\"message\":\"a\"}|send_group_msg",
                "{\"discuss_id\":1,\"user_id\":2,\"message\":\"a\"}|send_discuss_msg",
                "{\"user_id\":2,\"message\":\"a\"}|send_private_msg",
                "{\"message_type\":\"private\",\"group_id\":1,\"user_id\":2,\"message\":\"a\"}|send_private_msg",
                "{\"message_type\":\"\",\"user_id\":2,\"message\":\"a\"}|send_private_msg",
            })
    void sendMsgBecomesTheSpecificAction(String params, String action) {
        bot.start();

        assertThat(bot.retcode("send_msg", params)).isZero();

        assertThat(onlyCall().action()).isEqualTo(action);
        assertThat(onlyCall().requested()).isEqualTo("send_msg");
    }

    @Test
    @Tag("A-set_group_anonymous_ban")
    void aUsableAnonymousWinsOverTheFlagsAndFlagOverAnonymousFlag() {
        bot.start();

        bot.call("set_group_anonymous_ban", "{\"group_id\":1,\"anonymous\":{\"flag\":\"A\"},\"flag\":\"B\"}");
        bot.call("set_group_anonymous_ban", "{\"group_id\":1,\"flag\":\"B\",\"anonymous_flag\":\"C\"}");
        bot.call("set_group_anonymous_ban", "{\"group_id\":1,\"anonymous\":{\"id\":1},\"anonymous_flag\":\"C\"}");

        assertThat(host.calls)
                .extracting(call -> call.params().text("flag", ""))
                .containsExactly("A", "B", "C");
    }

    @ParameterizedTest
    @Tag("ACT-04")
    @CsvSource({"-21,-21", "102,102", "103,103", "0,103", "1,103"})
    void theHostsFailuresBecomeRetcodes(int raised, int retcode) {
        host.answering("get_friend_list", call -> CompletableFuture.failedFuture(new BackendException(raised, "no")));
        bot.start();

        assertThat(bot.retcode("get_friend_list", "{}")).isEqualTo(retcode);
    }

    @Test
    @Tag("ACT-04")
    void anUnexpectedExceptionIs103() {
        host.answering("get_friend_list", call -> {
            throw new IllegalStateException("bug");
        });
        bot.start();

        assertThat(bot.retcode("get_friend_list", "{}")).isEqualTo(103);
    }

    @Test
    @Tag("ACT-05")
    void whatTheHostDoesNotOfferIsUnknownAndNotListed() {
        host.actions = Set.of("get_login_info");
        bot.start();

        assertThat(bot.response("get_cookies", "{}")).isInstanceOf(ActionResponse.UnknownAction.class);
        JsonArray supported = (JsonArray) java.util.Objects.requireNonNull(
                bot.call("get_supported_actions", "{}").get("data"));
        assertThat(supported.stream().map(JsonValue::toString)).contains("\"get_login_info\"", "\"get_status\"");
        assertThat(supported.stream().map(JsonValue::toString)).doesNotContain("\"get_cookies\"", "\"send_msg\"");
    }

    @ParameterizedTest
    @Tag("ACT-01")
    @ValueSource(strings = {"Get_status", "get_status ", "/get_status", "", "nope"})
    void namesAreExact(String name) {
        bot.start();

        assertThat(bot.response(name, "{}")).isInstanceOf(ActionResponse.UnknownAction.class);
    }

    @Test
    @Tag("ASY-01")
    @Tag("ASY-02")
    void asyncAnswersAtOnceAndRunsTheActionAnyway() {
        CompletableFuture<JsonValue> slow = new CompletableFuture<>();
        host.answering("get_friend_list", call -> slow);
        bot.start();

        JsonObject reply = bot.call("get_friend_list_async", "{}");

        assertThat(reply).isEqualTo(Json.parse("{\"status\":\"async\",\"retcode\":1,\"data\":null}"));
        await().until(() -> host.calls("get_friend_list").size() == 1);
    }

    @Test
    @Tag("ASY-01")
    @Tag("ASY-03")
    void asyncChecksNothing() {
        bot.start();

        assertThat(bot.retcode("send_msg_async", "{}")).isEqualTo(1);
        assertThat(bot.retcode("no_such_async", "{}")).isEqualTo(1);
    }

    @ParameterizedTest
    @Tag("ASY-04")
    @Tag("RL-04")
    @ValueSource(
            strings = {"get_status_async_async", "_async", "_rate_limited", "get_status_rate_limited_rate_limited"})
    void oneSuffixOfAKindOnARealName(String name) {
        bot.set("enable_rate_limited_actions", "yes").start();

        assertThat(bot.response(name, "{}")).isInstanceOf(ActionResponse.UnknownAction.class);
    }

    @Test
    @Tag("RL-01")
    @Tag("RL-05")
    void rateLimitingIsOffUnlessTurnedOn() {
        bot.start();

        assertThat(bot.response("send_msg_rate_limited", "{}")).isInstanceOf(ActionResponse.UnknownAction.class);
        assertThat(bot.response("get_login_info_async_rate_limited", "{}"))
                .isInstanceOf(ActionResponse.UnknownAction.class);
        assertThat(bot.retcode("get_login_info_rate_limited_async", "{}")).isEqualTo(1);
    }

    @Test
    @Tag("RL-02")
    @Tag("RL-03")
    @Tag("RL-07")
    void rateLimitedCallsRunOneAfterAnotherWithThePauseBetween() {
        List<Long> times = new CopyOnWriteArrayList<>();
        host.answering("get_friend_list", call -> {
            times.add(System.nanoTime());
            return CompletableFuture.completedFuture(JsonArray.EMPTY);
        });
        bot.set("enable_rate_limited_actions", "yes")
                .set("rate_limit_interval", "150")
                .start();

        for (int i = 0; i < 3; i++) {
            assertThat(bot.retcode("get_friend_list_rate_limited", "{}")).isEqualTo(1);
        }
        assertThat(bot.retcode("get_login_info", "{}")).isZero();

        await().until(() -> times.size() == 3);
        for (int i = 1; i < 3; i++) {
            assertThat(times.get(i) - times.get(i - 1)).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(145));
        }
    }

    @ParameterizedTest
    @Tag("RL-05")
    @ValueSource(strings = {"get_friend_list_async_rate_limited", "get_friend_list_rate_limited_async"})
    void suffixesCombine(String name) {
        bot.set("enable_rate_limited_actions", "yes").start();

        assertThat(bot.retcode(name, "{}")).isEqualTo(1);

        await().until(() -> host.calls("get_friend_list").size() == 1);
    }

    @Test
    @Tag("RL-06")
    void stoppingDiscardsTheQueue() {
        bot.set("enable_rate_limited_actions", "yes")
                .set("rate_limit_interval", "60000")
                .start();
        bot.retcode("get_friend_list_rate_limited", "{}");
        bot.retcode("get_group_list_rate_limited", "{}");
        await().until(() -> host.calls("get_friend_list").size() == 1);

        bot.close();

        assertThat(host.calls("get_group_list")).isEmpty();
    }

    @Test
    @Tag("WS-17")
    void sendsOfOneCallerReachABlockingHostInOrderAlsoWhenAsync() {
        host.mayBlock = true;
        bot.start();

        for (int i = 0; i < 50; i++) {
            String action = i % 2 == 0 ? "send_private_msg" : "send_private_msg_async";
            bot.bot()
                    .actions()
                    .dispatch(
                            ActionRequest.of(action, new Params((JsonObject)
                                    Json.parse("{\"user_id\":7,\"message\":\"" + i + "\"}"))),
                            bot.caller);
        }

        await().until(() -> host.calls.size() == 50);
        for (int i = 0; i < 50; i++) {
            assertThat(host.calls.get(i).params().json().toString()).contains("\"text\":\"" + i + "\"");
        }
    }

    @Test
    @Tag("WS-17")
    void aSlowActionDoesNotDelayOthersOfTheSameCaller() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        host.mayBlock = true;
        host.answering("get_friend_list", call -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return CompletableFuture.completedFuture(JsonArray.EMPTY);
        });
        bot.start();
        var slow = bot.bot().actions().dispatch(ActionRequest.of("get_friend_list", Params.EMPTY), bot.caller);

        assertThat(bot.retcode("get_login_info", "{}")).isZero();
        assertThat(slow.toCompletableFuture()).isNotDone();

        release.countDown();
        await().until(() -> slow.toCompletableFuture().isDone());
    }

    @Test
    @Tag("A-get_status")
    void statusTellsAboutTransportsAndTheHost() {
        bot.start();

        assertThat(bot.call("get_status", "{}").get("data"))
                .isEqualTo(Json.parse("{\"app_initialized\":true,\"app_enabled\":true,\"plugins_good\":{\"http\":true,"
                        + "\"websocket\":true,\"websocket_reverse\":true,\"probe\":true},\"app_good\":true,"
                        + "\"online\":true,\"good\":true}"));

        host.online = java.util.Optional.empty();
        assertThat(bot.call("get_status", "{}").object("data").orElseThrow().get("good"))
                .hasToString("false");
    }

    @Test
    @Tag("NET-05")
    void aBrokenTransportIsSeenInTheStatus() {
        bot.start();

        bot.context().reportFailure(new IllegalStateException("gone"));

        JsonObject status = bot.call("get_status", "{}").object("data").orElseThrow();
        assertThat(status.object("plugins_good").orElseThrow().get("probe")).hasToString("false");
        assertThat(status.isTrue("app_good")).isFalse();
        assertThat(status.isTrue("good")).isFalse();
    }

    @Test
    @Tag("A-get_version_info")
    void versionInfoHasTheFieldsOfBothGenerations() {
        bot.start();

        JsonObject info = bot.call("get_version_info", "{}").object("data").orElseThrow();

        assertThat(info.string("protocol_version")).hasValue("v11");
        assertThat(info.string("plugin_version")).hasValue("4.15.0");
        assertThat(info.string("app_version").orElse("")).matches("\\d+\\.\\d+\\..*");
        assertThat(info.integer("plugin_build_number")).isPresent();
    }

    @Test
    @Tag("HQO-01")
    void aQuickOperationNeedsContextAndOperation() {
        bot.start();

        assertThat(bot.retcode(".handle_quick_operation", "{}")).isEqualTo(100);
        assertThat(bot.retcode(".handle_quick_operation", "{\"context\":{},\"operation\":1}"))
                .isEqualTo(100);
    }

    @Test
    @Tag("HQO-02")
    @Tag("QO-01")
    void aQuickOperationRunsInOrderAndIsOkWhateverFails() {
        host.answering("send_group_msg", call -> CompletableFuture.failedFuture(new BackendException(-1, "muted")));
        bot.start();

        JsonObject reply = bot.call(
                ".handle_quick_operation",
                "{\"context\":{\"post_type\":\"message\",\"message_type\":\"group\",\"group_id\":1,\"user_id\":7,"
                        + "\"message_id\":12},\"operation\":{\"reply\":\"a\",\"delete\":true,\"kick\":true,"
                        + "\"ban\":true,\"block\":true}}");

        assertThat(reply).isEqualTo(Json.parse("{\"status\":\"ok\",\"retcode\":0,\"data\":null}"));
        assertThat(host.calls)
                .extracting(HostCall::action)
                .containsExactly("send_group_msg", "delete_msg", "set_group_kick", "set_group_ban");
        assertThat(host.blocked).isEmpty();
    }

    @Test
    @Tag("ASY-06")
    void hiddenActionsHaveTheAsyncSuffixToo() {
        bot.start();

        assertThat(bot.retcode(
                        ".handle_quick_operation_async",
                        "{\"context\":{\"post_type\":\"message\",\"message_type\":\"private\",\"user_id\":7},"
                                + "\"operation\":{\"reply\":\"a\"}}"))
                .isEqualTo(1);

        await().until(() -> host.calls("send_private_msg").size() == 1);
    }

    @Test
    @Tag("ASY-07")
    @Tag("META-02")
    void restartAnswersFirstAndThenMakesTheTransportsAnew() {
        bot.start();
        var before = bot.context();

        assertThat(bot.retcode("set_restart", "{\"delay\":-5}")).isEqualTo(1);

        await().untilAsserted(() -> assertThat(bot.context()).isNotSameAs(before));
        await().until(() -> bot.retcode("get_login_info", "{}") == 0);
    }
}
