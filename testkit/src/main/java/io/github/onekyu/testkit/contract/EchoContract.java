package io.github.onekyu.testkit.contract;

import static io.github.onekyu.testkit.contract.Capability.ECHO;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.backend.HostCall;
import io.github.onekyu.testkit.Gate;
import io.github.onekyu.testkit.PlainJson;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Calls as messages of one connection: every message gets one reply, and the echo finds its way back. */
public interface EchoContract extends ContractBasics {
    Duration SILENCE = Duration.ofMillis(500);

    @Test
    @Needs(ECHO)
    @Tag("WS-10")
    @Tag("WS-20")
    default void anyEchoComesBackAsItWasSent() {
        try (Scene scene = new Scene(fixture()).start()) {
            BotPeer bot = scene.bot();

            for (String echo : List.of(
                    "1648451782",
                    "\"1\"",
                    "\"\"",
                    "true",
                    "false",
                    "[1,{\"a\":null}]",
                    "{\"seq\":7,\"x\":[]}",
                    "9007199254740993",
                    "18446744073709551615",
                    "123456789012345678901234567890",
                    "1.10",
                    "\"你好😀\"")) {
                String reply = bot.exchange("{\"action\":\"get_login_info\",\"params\":{},\"echo\":" + echo + "}");

                assertThat(PlainJson.object(reply))
                        .as(reply)
                        .containsEntry("retcode", PlainJson.parse("0"))
                        .containsEntry("echo", PlainJson.parse(echo));
            }
        }
    }

    @Test
    @Needs(ECHO)
    @Tag("WS-20")
    default void nullEchoIsReturnedAsNull() {
        try (Scene scene = new Scene(fixture()).start()) {
            String reply = scene.bot().exchange("{\"action\":\"get_login_info\",\"echo\":null}");

            assertThat(PlainJson.object(reply)).containsEntry("echo", null);
        }
    }

    @Test
    @Needs(ECHO)
    @Tag("WS-20")
    default void noEchoStaysAbsent() {
        try (Scene scene = new Scene(fixture()).start()) {
            String reply = scene.bot().exchange("{\"action\":\"get_login_info\"}");

            assertThat(PlainJson.object(reply)).doesNotContainKey("echo");
        }
    }

    @Test
    @Needs(ECHO)
    @Tag("WS-13")
    @Tag("WS-21")
    default void aMalformedCallKeepsItsEcho() {
        try (Scene scene = new Scene(fixture()).start()) {
            BotPeer bot = scene.bot();

            for (String call :
                    List.of("{\"echo\":\"e\"}", "{\"action\":1,\"echo\":\"e\"}", "{\"action\":null,\"echo\":\"e\"}")) {
                assertThat(PlainJson.object(bot.exchange(call)))
                        .as(call)
                        .containsEntry("status", "failed")
                        .containsEntry("retcode", PlainJson.parse("1400"))
                        .containsEntry("data", null)
                        .containsEntry("echo", "e");
            }
        }
    }

    @Test
    @Needs(ECHO)
    @Tag("WS-13")
    @Tag("WS-15")
    @Tag("WS-21")
    default void whatIsNoObjectIsMalformedAndTheConnectionStays() {
        try (Scene scene = new Scene(fixture()).start()) {
            BotPeer bot = scene.bot();

            for (String message : List.of(
                    "x", "[]", "1", "\"a\"", "null", "[1,2", "{\"action\":\"get_status\"} x", "[".repeat(10_000))) {
                assertThat(PlainJson.object(bot.exchange(message)))
                        .as(message)
                        .containsEntry("retcode", PlainJson.parse("1400"))
                        .doesNotContainKey("echo");
            }
            assertThat(bot.call("get_login_info", "{}").retcode()).isZero();
        }
    }

    @Test
    @Needs(ECHO)
    @Tag("WS-16")
    default void anUnknownActionKeepsItsEcho() {
        try (Scene scene = new Scene(fixture()).start()) {
            BotPeer bot = scene.bot();

            for (String action : List.of("nope", "/get_status", "")) {
                String reply = bot.exchange("{\"action\":\"" + action + "\",\"echo\":{\"seq\":1}}");

                assertThat(PlainJson.object(reply))
                        .as(action)
                        .containsEntry("status", "failed")
                        .containsEntry("retcode", PlainJson.parse("1404"))
                        .containsEntry("data", null)
                        .containsEntry("echo", PlainJson.parse("{\"seq\":1}"));
            }
        }
    }

    @Test
    @Needs(ECHO)
    @Tag("WS-22")
    default void anAsyncCallKeepsItsEchoAndTheHostNeverSeesIt() {
        try (Scene scene = new Scene(fixture()).start()) {
            String reply = scene.bot()
                    .exchange("{\"action\":\"send_private_msg_async\",\"params\":{\"user_id\":1,\"message\":\"a\"},"
                            + "\"echo\":9}");

            assertThat(PlainJson.object(reply))
                    .containsEntry("status", "async")
                    .containsEntry("retcode", PlainJson.parse("1"))
                    .containsEntry("data", null)
                    .containsEntry("echo", PlainJson.parse("9"));
            HostCall call = scene.host().awaitCall("send_private_msg");
            assertThat(call.params().json().has("echo")).isFalse();
        }
    }

    @Test
    @Needs(ECHO)
    @Tag("WS-11")
    default void parametersThatAreNoObjectAreNone() {
        try (Scene scene = new Scene(fixture()).start()) {
            BotPeer bot = scene.bot();

            for (String call : List.of(
                    "{\"action\":\"get_login_info\",\"params\":[1]}",
                    "{\"action\":\"get_login_info\",\"params\":null}",
                    "{\"action\":\"get_login_info\",\"params\":\"x\"}")) {
                assertThat(Reply.message(bot.exchange(call)).retcode()).as(call).isZero();
            }
            assertThat(Reply.message(bot.exchange("{\"action\":\"send_msg\",\"params\":null}"))
                            .retcode())
                    .isEqualTo(100);
        }
    }

    @Test
    @Needs(ECHO)
    @Tag("WS-12")
    default void everyMessageGetsExactlyOneReply() {
        try (Scene scene = new Scene(fixture()).start()) {
            BotPeer bot = scene.bot();

            IntStream.range(0, 100).forEach(i -> bot.send(i % 2 == 0 ? "garbage" : "{\"action\":\"get_login_info\"}"));

            for (int i = 0; i < 100; i++) {
                bot.nextReply(BotPeer.PATIENCE);
            }
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> bot.nextReply(SILENCE))
                    .as("a reply too many")
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("no reply within");
        }
    }

    @Test
    @Needs(ECHO)
    @Tag("WS-17")
    default void aSlowCallDoesNotDelayTheRepliesOfOthers() {
        try (Scene scene = new Scene(fixture()).start()) {
            Gate host = scene.host().blocking("get_group_list");
            try {
                BotPeer bot = scene.bot();
                long before = System.nanoTime();
                BotPeer.Pending slow = bot.ask("get_group_list", "{}");

                assertThat(bot.ask("get_login_info", "{}").reply(SILENCE).retcode())
                        .isZero();
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));

                host.open();
                assertThat(slow.reply(BotPeer.PATIENCE).retcode()).isZero();
            } finally {
                host.open();
            }
        }
    }

    @Test
    @Needs(ECHO)
    @Tag("WS-17")
    default void messagesReachTheHostInTheOrderOfTheCalls() {
        try (Scene scene = new Scene(fixture()).start()) {
            BotPeer bot = scene.bot();

            for (int i = 0; i < 50; i++) {
                bot.ask("send_private_msg", "{\"user_id\":10001,\"message\":\"m" + i + "\"}");
            }

            List<String> texts = scene.host().awaitCalls("send_private_msg", 50).stream()
                    .map(call -> call.params().json().toString())
                    .toList();
            for (int i = 0; i < 50; i++) {
                assertThat(texts.get(i)).contains("\"m" + i + "\"");
            }
        }
    }
}
