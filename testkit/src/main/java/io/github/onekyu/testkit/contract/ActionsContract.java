package io.github.onekyu.testkit.contract;

import static io.github.onekyu.testkit.contract.Capability.ACTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.backend.HostCall;
import io.github.onekyu.testkit.Gate;
import io.github.onekyu.testkit.PlainJson;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Actions and their return codes, whichever way they are called. */
public interface ActionsContract extends ContractBasics {
    @Test
    @Needs(ACTIONS)
    @Tag("RSP-01")
    @Tag("RSP-02")
    @Tag("RSP-03")
    default void theAnswerOfTheHostComesBack() {
        try (Scene scene = new Scene(fixture()).start()) {
            Reply reply = scene.bot().call("get_login_info", "{}");

            assertThat(reply.status()).isEqualTo("ok");
            assertThat(reply.retcode()).isZero();
            assertThat(reply.data()).isEqualTo(PlainJson.parse("{\"user_id\":10001000,\"nickname\":\"bot\"}"));
            Set<String> keys = new HashSet<>(reply.json().keySet());
            keys.remove("echo");
            assertThat(keys).containsExactlyInAnyOrder("status", "retcode", "data");
        }
    }

    @Test
    @Needs(ACTIONS)
    @Tag("ACT-04")
    @Tag("RSP-03")
    @Tag("RSP-04")
    default void aFailureOfTheHostKeepsItsCode() {
        try (Scene scene = new Scene(fixture()).start()) {
            scene.host().fail("get_group_list", -34);

            Reply reply = scene.bot().call("get_group_list", "{}");

            assertThat(reply.status()).isEqualTo("failed");
            assertThat(reply.retcode()).isEqualTo(-34);
            assertThat(reply.json()).containsEntry("data", null);
        }
    }

    @Test
    @Needs(ACTIONS)
    @Tag("ACT-04")
    default void anUnexpectedExceptionIs103AndTheNextCallWorks() {
        try (Scene scene = new Scene(fixture()).start()) {
            scene.host().throwing("get_group_list", new IllegalStateException("the test wants a surprise"));
            BotPeer bot = scene.bot();

            assertThat(bot.call("get_group_list", "{}").retcode()).isEqualTo(103);
            assertThat(bot.call("get_login_info", "{}").retcode()).isZero();
        }
    }

    @Test
    @Needs(ACTIONS)
    @Tag("ACT-02")
    default void aMissingParameterIs100AndTheHostIsNotCalled() {
        try (Scene scene = new Scene(fixture()).start()) {
            Reply reply = scene.bot().call("send_private_msg", "{\"message\":\"hi\"}");

            assertThat(reply.retcode()).isEqualTo(100);
            assertThat(scene.host().calls("send_private_msg")).isEmpty();
        }
    }

    @Test
    @Needs(ACTIONS)
    @Tag("PAR-06")
    @Tag("PAR-07")
    default void textStandsForNumbersAndBooleans() {
        try (Scene scene = new Scene(fixture()).start()) {
            scene.bot().call("set_group_admin", "{\"group_id\":\"20001\",\"user_id\":\" 10001 \",\"enable\":\"No\"}");

            HostCall call = scene.host().awaitCall("set_group_admin");
            assertThat(call.params().json().integer("group_id")).hasValue(20001);
            assertThat(call.params().json().integer("user_id")).hasValue(10001);
            assertThat(PlainJson.object(call.params().json().toString())).containsEntry("enable", false);
        }
    }

    @Test
    @Needs(ACTIONS)
    @Tag("NET-04")
    default void idsBeyondTheReachOfFloatsStayExact() {
        try (Scene scene = new Scene(fixture()).start()) {
            scene.host().answer("get_stranger_info", "{\"user_id\":9007199254740993,\"nickname\":\"n\"}");

            Reply reply = scene.bot().call("get_stranger_info", "{\"user_id\":9007199254740995}");

            assertThat(reply.text()).contains("\"user_id\":9007199254740993");
            assertThat(scene.host()
                            .awaitCall("get_stranger_info")
                            .params()
                            .json()
                            .integer("user_id"))
                    .hasValue(9007199254740995L);
        }
    }

    @Test
    @Needs(ACTIONS)
    @Tag("NET-03")
    default void answersAreCompactAndUnescaped() {
        try (Scene scene = new Scene(fixture()).start()) {
            scene.host().answer("get_group_list", "[{\"group_id\":1,\"group_name\":\"你好/😀\"}]");

            assertThat(scene.bot().call("get_group_list", "{}").text())
                    .contains("[{\"group_id\":1,\"group_name\":\"你好/😀\"}]");
        }
    }

    @Test
    @Needs(ACTIONS)
    @Tag("ACT-01")
    @Tag("ACT-05")
    default void whatIsNotOfferedIsUnknown() {
        try (Scene scene = new Scene(fixture())) {
            scene.host().offering("get_login_info");
            scene.start();
            BotPeer bot = scene.bot();

            for (String action : new String[] {"no_such_action", "get_cookies", "Get_Login_Info"}) {
                assertThat(bot.call(action, "{}").retcode()).as(action).isEqualTo(1404);
            }
            assertThat(bot.call("get_login_info", "{}").retcode()).isZero();
        }
    }

    @Test
    @Needs(ACTIONS)
    @Tag("ASY-01")
    @Tag("ASY-02")
    default void anAsyncCallIsAnsweredBeforeItIsDone() {
        try (Scene scene = new Scene(fixture()).start()) {
            Gate host = scene.host().blocking("set_group_whole_ban");
            try {
                Reply reply = scene.bot().call("set_group_whole_ban_async", "{\"group_id\":20001}");

                assertThat(reply.status()).isEqualTo("async");
                assertThat(reply.retcode()).isEqualTo(1);
                assertThat(reply.json()).containsEntry("data", null);
                scene.host().awaitCall("set_group_whole_ban");
            } finally {
                host.open();
            }
        }
    }

    @Test
    @Needs(ACTIONS)
    @Tag("ASY-03")
    default void anAsyncCallIsNotChecked() {
        try (Scene scene = new Scene(fixture()).start()) {
            Reply reply = scene.bot().call("no_such_action_async", "{}");

            assertThat(reply.status()).isEqualTo("async");
            assertThat(reply.retcode()).isEqualTo(1);
        }
    }

    @Test
    @Needs(ACTIONS)
    default void aSlowCallDelaysNoOther() {
        try (Scene scene = new Scene(fixture()).start()) {
            Gate host = scene.host().blocking("get_group_list");
            try {
                BotPeer bot = scene.bot();
                BotPeer.Pending slow = bot.ask("get_group_list", "{}");
                host.awaitReached(BotPeer.PATIENCE);

                assertThat(bot.ask("get_login_info", "{}")
                                .reply(Duration.ofMillis(500))
                                .retcode())
                        .isZero();

                host.open();
                assertThat(slow.reply(BotPeer.PATIENCE).retcode()).isZero();
            } finally {
                host.open();
            }
        }
    }

    @Test
    @Needs(ACTIONS)
    @Tag("RSP-06")
    default void aReplyNeverLooksLikeAnEvent() {
        try (Scene scene = new Scene(fixture()).start()) {
            BotPeer bot = scene.bot();

            for (String action : new String[] {"get_login_info", "get_status", "send_msg", "get_login_info_async"}) {
                assertThat(bot.call(action, "{}").json()).as(action).doesNotContainKey("post_type");
            }
        }
    }
}
