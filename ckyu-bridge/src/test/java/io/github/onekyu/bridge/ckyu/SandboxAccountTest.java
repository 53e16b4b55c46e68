package io.github.onekyu.bridge.ckyu;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.OneBot;
import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.action.Retcode;
import io.github.onekyu.core.config.Config;
import io.github.onekyu.core.control.HostControl;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox under the real account of core, found by ServiceLoader under its name. */
class SandboxAccountTest {
    @TempDir
    Path home;

    private OneBot bot;

    @AfterEach
    void stop() {
        if (bot != null) {
            bot.stop();
        }
    }

    private void start(String settings) {
        Config config = Config.of(home, json(settings));
        bot = OneBot.builder(() -> config).transports(List.of()).build();
        bot.start();
    }

    private static JsonObject json(String text) {
        return (JsonObject) Json.parse(text.replace('\'', '"'));
    }

    private ActionResponse call(String action, String params) throws Exception {
        return bot.actions()
                .dispatch(ActionRequest.of(action, new Params(json(params))), Caller.of("test", "here"))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @Test
    @Tag("A-send_msg")
    void aMessageSentByTheGeneralActionIsInTheSandbox() throws Exception {
        start("{'backend':'sandbox','use_http':false}");
        assertThat(bot.selfId()).isEqualTo(10000);
        ActionResponse answer = call("send_msg", "{'group_id':'20001','message':'hello'}");
        assertThat(answer).isEqualTo(new ActionResponse.Done(json("{'message_id':1}")));
        JsonObject kept = (JsonObject) bot.control()
                .orElseThrow()
                .messages(new HostControl.MessageQuery("group:20001", OptionalLong.empty(), true, 10))
                .array("messages")
                .orElseThrow()
                .get(0);
        assertThat(kept.string("action")).contains("send_msg");
        assertThat(kept.string("peer")).contains("test here");
    }

    @Test
    @Tag("ACT-04")
    void aRefusalOfTheSandboxIsTheRetcode() throws Exception {
        start("{'backend':'sandbox','use_http':false}");
        assertThat(call("set_group_kick", "{'group_id':20002,'user_id':10001}").retcode())
                .isEqualTo(new Retcode(-37));
        assertThat(call("get_stranger_info", "{'user_id':5}").retcode()).isEqualTo(Retcode.NO_DATA);
    }

    @Test
    @Tag("ACT-02")
    @Tag("A-set_group_anonymous_ban")
    void anAnonymousBanOfNobodyIsABadParameter() throws Exception {
        start("{'backend':'sandbox','use_http':false}");
        assertThat(call("set_group_anonymous_ban", "{'group_id':20001}").retcode())
                .isEqualTo(Retcode.BAD_PARAMS);
    }

    @Test
    void anEventGetsItsNumber() throws Exception {
        start("{'backend':'sandbox','use_http':false}");
        JsonObject answer = bot.control()
                .orElseThrow()
                .say(json("{'type':'private','user_id':10001,'message':'hi'}"))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        assertThat(answer.integer("message_id", 0)).isEqualTo(1);
        assertThat(answer.integer("event_id", 0)).isPositive();
    }

    @Test
    void aSelfIdBelowOneIsNotUsed() {
        start("{'backend':'sandbox','use_http':false,'self_id':-3}");
        assertThat(bot.selfId()).isEqualTo(10000);
    }

    @Test
    void anotherSelfIdIsUsedAndGetsAWorldOfItsOwn() {
        start("{'backend':'sandbox','use_http':false,'self_id':424242}");
        assertThat(bot.selfId()).isEqualTo(424242);
        assertThat(home.resolve("data").resolve("sandbox").resolve("424242.world"))
                .isRegularFile();
    }
}
