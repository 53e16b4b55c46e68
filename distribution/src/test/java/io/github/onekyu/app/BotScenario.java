package io.github.onekyu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/**
 * What every framework's bot has to get through, whatever way it is connected: it knows its account, tells the lists,
 * hears and answers in private and in a group, takes a message back, and makes a friend.
 *
 * @param transport what the sandbox says carried the bot's calls, such as {@code ws}
 */
record BotScenario(OnekyuProcess onekyu, BotProcess bot, String transport) {
    private static final Duration SOON = Duration.ofSeconds(30);

    void play() {
        bot.awaitLine("ONLINE 10000 Sandbox Bot");
        lists();
        hearsAndAnswers();
        recalls();
        makesAFriend();
    }

    private void lists() {
        say("{\"type\":\"private\",\"user_id\":10001,\"message\":\"list\"}");
        bot.awaitLine("FRIENDS 10001=Alice, 10002=Bob");
        bot.awaitLine("GROUPS 20001=Test group, 20002=Quiet group");
        bot.awaitLine("MEMBERS 10000=admin, 10001=member, 10002=member, 10003=owner");
    }

    private void hearsAndAnswers() {
        say("{\"type\":\"private\",\"user_id\":10001,\"message\":\"ping a1\"}");
        bot.awaitLine("HEARD private:10001 ping a1");
        JsonObject answer = onlyAnswer("private:10001");
        assertThat(answer.string("raw_message")).hasValue("pong a1");
        assertThat(answer.string("peer", "")).startsWith(transport + " ");
        bot.awaitLine("SENT " + answer.integer("message_id", 0));

        // what both sides have to escape and unescape must come back as it was
        say("{\"type\":\"group\",\"group_id\":20001,\"user_id\":10002,"
                + "\"message\":\"ping 你好 &amp;&#91;<b>&#93; 🐧\"}");
        answer = onlyAnswer("group:20001");
        assertThat(answer.string("raw_message")).hasValue("pong 你好 &amp;&#91;<b>&#93; 🐧");
        bot.awaitLine("SENT " + answer.integer("message_id", 0));
    }

    private JsonObject onlyAnswer(String chat) {
        await().atMost(SOON).untilAsserted(() -> assertThat(saidByTheBot(chat)).hasSize(1));
        return saidByTheBot(chat).get(0);
    }

    private void recalls() {
        say("{\"type\":\"group\",\"group_id\":20001,\"user_id\":10002,\"message\":\"recall\"}");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(saidByTheBot("group:20001"))
                        .last()
                        .satisfies(last -> {
                            assertThat(last.string("raw_message")).hasValue("oops");
                            assertThat(last.isTrue("recalled")).isTrue();
                        }));
        long recalled = saidByTheBot("group:20001").get(1).integer("message_id", 0);
        bot.awaitLine("RECALLED " + recalled + " ok");
    }

    private void makesAFriend() {
        assertThat(onekyu.post(
                                "Page",
                                "/sandbox/v1/requests",
                                "{\"request_type\":\"friend\",\"user_id\":10777,\"nickname\":\"Zoe\","
                                        + "\"comment\":\"it is me\",\"flag\":\"f-1\"}")
                        .body())
                .contains("\"f-1\"");
        bot.awaitLine("ASKED 10777 it is me");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(list("/sandbox/v1/requests", "requests"))
                        .singleElement()
                        .extracting(request -> request.string("state", ""))
                        .isEqualTo("approved"));
        // the notice that follows from it
        bot.awaitLine("FRIEND 10777");
        assertThat(list("/sandbox/v1/world", "friends"))
                .extracting(friend -> friend.integer("user_id", 0))
                .containsExactlyInAnyOrder(10001L, 10002L, 10777L);
    }

    void say(String message) {
        assertThat(onekyu.post("Page", "/sandbox/v1/messages", message).body()).contains("\"message_id\"");
    }

    private List<JsonObject> saidByTheBot(String chat) {
        return list("/sandbox/v1/messages?from=bot&chat=" + chat, "messages");
    }

    private List<JsonObject> list(String path, String name) {
        JsonObject answer = (JsonObject) Json.parse(onekyu.get("Page", path).body());
        return answer.array(name).orElse(JsonArray.EMPTY).stream()
                .map(JsonObject.class::cast)
                .toList();
    }
}
