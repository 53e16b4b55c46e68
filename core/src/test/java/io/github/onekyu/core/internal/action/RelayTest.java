package io.github.onekyu.core.internal.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.TestBot;
import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.action.Retcode;
import io.github.onekyu.core.connection.CallChannel;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonBoolean;
import io.github.onekyu.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An account whose host is another implementation. */
class RelayTest {
    private final TestBot bot = new TestBot();
    private final List<ActionRequest> asked = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        bot.close();
    }

    private void answering(Function<ActionRequest, ActionResponse> answer) {
        bot.backend.relay = Optional.of((request, caller) -> {
            asked.add(request);
            return CompletableFuture.completedFuture(answer.apply(request));
        });
        bot.start();
    }

    private static ActionResponse relayed(String envelope) {
        return new ActionResponse.Relayed(json(envelope));
    }

    private static JsonObject json(String text) {
        return (JsonObject) Json.parse(text.replace('\'', '"'));
    }

    @Test
    @Tag("LNK-01")
    void callsPassAsTheyWereWritten() {
        answering(request -> relayed("{'status':'ok','retcode':0,'data':null}"));
        String params = "{\"group_id\":\"1\",\"message\":\"[CQ:at,qq=1] x\",\"odd\":[1.50,12345678901234567890]}";
        for (String name : List.of("send_group_msg", "send_msg", "never_heard_of", "get_group_list")) {
            bot.call(name, params);
        }
        assertThat(asked)
                .extracting(ActionRequest::action)
                .containsExactly("send_group_msg", "send_msg", "never_heard_of", "get_group_list");
        assertThat(asked)
                .allSatisfy(request ->
                        assertThat(Json.write(request.params().json())).isEqualTo(params));
        assertThat(bot.backend.calls).isEmpty();
    }

    @Test
    @Tag("LNK-01")
    void suffixesAreOursAndWhatConcernsUsStaysHere() {
        answering(request -> relayed("{'status':'ok','retcode':0,'data':null}"));
        assertThat(bot.call("send_private_msg_async", "{}"))
                .isEqualTo(json("{'status':'async','retcode':1,'data':null}"));
        bot.call("clean_cache", "{}");
        bot.call("get_supported_actions", "{}");
        bot.call("never_heard_of", "{}");
        assertThat(asked).extracting(ActionRequest::action).contains("never_heard_of");
        assertThat(asked).extracting(ActionRequest::action).doesNotContain("clean_cache", "get_supported_actions");
    }

    @Test
    @Tag("LNK-02")
    void answersPassWithEveryMemberTheyHaveExceptTheEcho() {
        String answer = "{'status':'failed','retcode':1200,'data':{'a':1.0},'message':'no','wording':'non','x':[null]}";
        answering(request -> relayed(answer.replace("'x'", "'echo':5,'x'")));
        assertThat(bot.call("anything", "{}")).isEqualTo(json(answer));
    }

    @Test
    @Tag("LNK-02")
    void anAnswerWithNothingInItIsStillJson() {
        answering(request -> relayed("{'echo':1}"));
        assertThat(bot.call("anything", "{}")).isEqualTo(JsonObject.EMPTY);
    }

    @Test
    @Tag("LNK-02")
    void messagesInResultsHaveOurFormat() {
        bot.set("post_message_format", "array");
        answering(request -> relayed("{'status':'ok','retcode':0,'data':{'message':'[CQ:face,id=1]','raw':'[x]'}}"));
        assertThat(bot.call("get_msg", "{}"))
                .isEqualTo(json("{'status':'ok','retcode':0,'data':{'message':[{'type':'face','data':{'id':'1'}}],"
                        + "'raw':'[x]'}}"));
    }

    @Test
    @Tag("LNK-04")
    void allPartsReachTheCallerEachWithItsEcho() throws Exception {
        answering(request -> {
            request.partial().accept(relayed("{'status':'ok','retcode':0,'data':1,'stream':'s'}"));
            request.partial().accept(relayed("{'status':'ok','retcode':0,'data':2,'stream':'s'}"));
            return relayed("{'status':'ok','retcode':0,'data':3,'stream':'s'}");
        });
        BlockingQueue<String> replies = new LinkedBlockingQueue<>();
        new CallChannel(bot.bot().actions(), bot.caller)
                .received(
                        "{\"action\":\"download_file_stream\",\"echo\": {\"n\": 1.0}}",
                        reply -> replies.add(new String(reply, StandardCharsets.UTF_8)));
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.add(replies.poll(5, TimeUnit.SECONDS));
        }
        assertThat(all)
                .containsExactly(
                        "{\"status\":\"ok\",\"retcode\":0,\"data\":1,\"stream\":\"s\",\"echo\":{\"n\": 1.0}}",
                        "{\"status\":\"ok\",\"retcode\":0,\"data\":2,\"stream\":\"s\",\"echo\":{\"n\": 1.0}}",
                        "{\"status\":\"ok\",\"retcode\":0,\"data\":3,\"stream\":\"s\",\"echo\":{\"n\": 1.0}}");
    }

    @Test
    @Tag("LNK-07")
    void stateAndVersionAreTheirsWithOursBeneath() {
        answering(request -> relayed("{'status':'ok','retcode':0,'data':{'app_name':'Other','online':false,'new':1}}"));
        JsonObject version = bot.call("get_version_info", "{}").object("data").orElseThrow();
        assertThat(version.string("app_name")).contains("Other");
        assertThat(version.string("plugin_version")).contains("4.15.0");
        JsonObject status = bot.call("get_status", "{}").object("data").orElseThrow();
        assertThat(status.get("online")).isEqualTo(JsonBoolean.FALSE);
        assertThat(status.integer("new")).hasValue(1);
        assertThat(status.has("plugins_good")).isTrue();
    }

    @Test
    @Tag("LNK-07")
    void withoutALinkTheyAreOurs() {
        answering(request -> ActionResponse.failed(new Retcode(1503), "no link"));
        bot.backend.online = Optional.of(false);
        assertThat(bot.call("get_version_info", "{}")
                        .object("data")
                        .orElseThrow()
                        .string("app_name"))
                .contains("Onekyu");
        assertThat(bot.call("get_status", "{}").object("data").orElseThrow().get("online"))
                .isEqualTo(JsonBoolean.FALSE);
    }

    @Test
    @Tag("LNK-16")
    void whatTheyDoNotKnowIsUnknown() {
        answering(request -> new ActionResponse.UnknownAction(request.action()));
        assertThat(bot.response("never_heard_of", "{}")).isEqualTo(new ActionResponse.UnknownAction("never_heard_of"));
    }

    @Test
    @Tag("WS-17")
    void sendsArePassedOnInTheirOrder() throws Exception {
        List<CompletableFuture<ActionResponse>> open = new CopyOnWriteArrayList<>();
        bot.backend.relay = Optional.of((request, caller) -> {
            asked.add(request);
            CompletableFuture<ActionResponse> answer = new CompletableFuture<>();
            open.add(answer);
            return answer;
        });
        bot.start();
        for (int i = 0; i < 50; i++) {
            bot.bot()
                    .actions()
                    .dispatch(ActionRequest.of("send_private_msg", new Params(json("{'n':" + i + "}"))), bot.caller);
        }
        assertThat(asked).hasSize(50); // none waits for the answer to the one before
        for (int i = 0; i < 50; i++) {
            assertThat(asked.get(i).params().integer("n")).hasValue(i);
        }
        open.forEach(answer -> answer.complete(ActionResponse.done()));
    }
}
