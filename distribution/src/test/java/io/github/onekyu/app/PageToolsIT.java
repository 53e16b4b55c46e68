package io.github.onekyu.app;

import static io.github.onekyu.app.ToolsPage.FIRST;
import static io.github.onekyu.app.ToolsPage.SECOND;
import static io.github.onekyu.app.ToolsPage.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.testkit.Browser;
import io.github.onekyu.testkit.RawWebSocket;
import io.github.onekyu.testkit.WebSocketFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page's tools, API console, trace and peers, before the real program with two accounts. */
class PageToolsIT {
    private static final String SEND = "/admin/v1/actions/send_private_msg";

    @TempDir
    static Path unpacked;

    @TempDir
    static Path home;

    @TempDir
    static Path profile;

    private static ToolsPage page;

    @TempDir
    Path downloads;

    @BeforeAll
    static void start() throws Exception {
        boolean here = Browser.available();
        if (System.getenv("CI") == null) {
            assumeTrue(here, "chromedriver is not installed");
        }
        assertThat(here).as("chromedriver is installed").isTrue();
        page = new ToolsPage(OnekyuProcess.unpack(unpacked), home, profile);
    }

    @AfterAll
    static void stop() throws IOException {
        if (page != null) {
            page.close();
        }
    }

    @AfterEach
    void theBrowserComplainsOfNothing() throws Exception {
        assertThat(page.browser.complaints()).isEqualTo("[]");
    }

    private static String text(String selector) throws Exception {
        return page.browser.text("document.querySelector(\"" + selector + "\").textContent");
    }

    private static void awaitText(String selector, String text) throws Exception {
        page.browser.await("document.querySelector(\"" + selector + "\").textContent.includes(\"" + text + "\")");
    }

    /** Waits until so many rows are shown. */
    private static void awaitRows(int count) throws Exception {
        page.browser.await("document.querySelector('.rows').dataset.rows === '" + count + "'");
    }

    private static void choose(String action) throws Exception {
        page.browser.click(".actions button", action);
        page.browser.await("document.querySelector('form h2').textContent === '" + action + "'");
    }

    // --- API console ---

    @Test
    void theFormOfAnActionComesFromItsSchema() throws Exception {
        page.open("api");
        page.fill("aside input[type=search]", "set_group_b");
        page.browser.await("document.querySelectorAll('.actions button').length === 1");
        choose("set_group_ban");
        assertThat(page.texts("form .field label"))
                .isEqualTo("group_id id · required,user_id id · required,duration integer");
        assertThat(page.browser.text("document.querySelector('#param-duration').placeholder"))
                .isEqualTo("default 1800");
        assertThat(page.browser.text("document.querySelector('#param-group_id').inputMode"))
                .isEqualTo("numeric");
        page.fill("aside input[type=search]", "");
        choose("set_group_whole_ban");
        assertThat(page.browser.text("[...document.querySelectorAll('#param-enable option')].map(o => o.value).join()"))
                .isEqualTo(",true,false");
        choose("get_login_info");
        assertThat(text("form")).contains("This action takes no parameters.");
    }

    @Test
    void anActionRunsAsTheAccountAndAnswersAreListedNewestFirst() throws Exception {
        page.open("api");
        choose("send_private_msg");
        page.fill("#param-user_id", "10001");
        page.fill("#param-message", "[{\"type\":\"text\",\"data\":{\"text\":\"typed as JSON\"}}]");
        page.browser.click("form button", "Run");
        awaitText("article.card .tag.ok", "ok 0");
        assertThat(page.said(FIRST)).contains("typed as JSON");
        choose("send_group_msg");
        page.browser.click("form button", "Run");
        page.browser.await("document.querySelectorAll('article.card').length === 2");
        assertThat(page.texts("article.card b.mono")).isEqualTo("send_group_msg,send_private_msg");
        assertThat(text("article.card .tag")).startsWith("failed");
        assertThat(text("article.card .json")).contains("group_id");
        page.show("trace");
        page.fill("input[type=search]", "\"typed as json\"");
        page.browser.await(
                "[...document.querySelectorAll('.trace-row.k-call .door')].some(d => d.textContent === 'console')");
    }

    @Test
    void anActionRunsWithTheRightsOfTheChosenEndpoint() throws Exception {
        page.open("api");
        choose("send_private_msg");
        page.fill("#param-user_id", "10001");
        page.fill("#param-message", "as another");
        page.browser.await("document.querySelectorAll('#run-as option').length === 5");
        page.fill("#run-as", "ws");
        page.browser.click("form button", "Run");
        awaitText("article.card .tag.ok", "ok 0");
        page.fill("#run-as", "ws.readers");
        page.browser.click("form button", "Run");
        awaitText("article.card .tag.bad", "failed 1403");
        assertThat(text("article.card"))
                .contains("ws.readers", "send_private_msg changes something, and this access is read-only");
        page.show("trace");
        page.fill("input[type=search]", "\"as another\"");
        awaitRows(2);
        assertThat(page.texts(".trace-row .door")).isEqualTo("ws,ws.readers");
        page.show("api");
        assertThat(page.browser.text("document.querySelector('#run-as').value"))
                .as("the choice is still there")
                .isEqualTo("ws.readers");
    }

    @Test
    void theCommandOfTheApiConsoleHasTheSameEffectAsItsButton() throws Exception {
        page.open("api");
        page.account(SECOND);
        choose("send_private_msg");
        page.fill("#param-user_id", "10001");
        page.fill("#param-message", "it's \"pasted\" $HOME `id` \\ 你好");
        page.browser.await("document.querySelectorAll('#run-as option').length === 3");
        page.fill("#run-as", "ws");
        String command = page.copied("form button", "Copy as curl");
        assertThat(command).contains(SEND + "?self_id=" + SECOND, "\"endpoint\":\"ws\"");
        assertThat(ToolsPage.run(command)).contains("\"status\":\"ok\"");
        assertThat(page.said(SECOND)).contains("\"text\":\"it's \\\"pasted\\\" $HOME `id` \\\\ 你好\"");
        assertThat(page.said(FIRST)).doesNotContain("pasted");
        page.show("trace");
        page.fill("input[type=search]", "pasted");
        awaitRows(1);
        assertThat(text(".trace-row .door")).isEqualTo("ws");
        page.browser.click(".trace-row", "");
        assertThat(page.copied(".detail button", "Copy as curl"))
                .as("the call's own")
                .isEqualTo(command);
    }

    // --- Trace ---

    @Test
    void chipsSearchAndEndpointNarrowTheTrace() throws Exception {
        page.open("trace");
        try (RawWebSocket bot = page.bot(FIRST)) {
            page.say(FIRST, "narrow one");
            page.say(FIRST, "narrow two");
            bot.sendText(
                    "{\"action\":\"send_private_msg\",\"params\":{\"user_id\":10001,\"message\":\"narrow answer\"}}");
            page.fill("input[type=search]", "Narrow");
            awaitRows(3);
            page.browser.click(".chips button", "call");
            awaitRows(2);
            assertThat(page.texts(".trace-row .kind")).isEqualTo("message,message");
            page.browser.click(".chips button", "call");
            page.browser.click(".chips button", "message");
            awaitRows(1);
            page.browser.click(".chips button", "message");
            page.fill("input[type=search]", "one narrow"); // words in any order
            awaitRows(1);
            page.fill("input[type=search]", "narrow");
            page.browser.await("[...document.querySelectorAll('.trace-list option')].some(o => o.value === 'ws')");
            page.fill(".trace-list select", "ws");
            awaitRows(2);
            assertThat(page.texts(".trace-row .kind"))
                    .as("the call, and the event that it answers")
                    .isEqualTo("message,call");
            assertThat(text(".trace-row.k-call .words")).contains("narrow answer");
            assertThat(text(".trace-list .bar [role=status]")).startsWith("2 of ");
        }
    }

    @Test
    void aPausedTraceStandsStillAndLosesNothing() throws Exception {
        page.open("trace");
        page.fill("input[type=search]", "halting");
        page.say(FIRST, "halting 1");
        awaitRows(1);
        page.browser.click(".trace-list button", "Pause");
        for (int i = 2; i <= 6; i++) {
            page.say(FIRST, "halting " + i);
        }
        awaitText(".trace-list [role=status]", "paused, 5 newer");
        awaitRows(1);
        page.show("peers");
        page.show("trace");
        awaitRows(1);
        page.browser.click(".trace-list button", "Resume");
        awaitRows(6);
        assertThat(page.texts(".trace-row .words"))
                .isEqualTo(
                        "Alice: halting 1,Alice: halting 2,Alice: halting 3,Alice: halting 4,Alice: halting 5,Alice: halting 6");
        assertThat(text(".trace-list [role=status]")).doesNotContain("paused");
    }

    @Test
    void twoPinnedRecordsAreCompared() throws Exception {
        page.open("trace");
        page.say(FIRST, "pinned left");
        page.say(FIRST, "pinned right");
        page.fill("input[type=search]", "pinned");
        awaitRows(2);
        page.browser.click(".trace-row:nth-child(1)", "");
        page.browser.click(".detail button", "Pin");
        page.browser.click(".trace-row:nth-child(2)", "");
        awaitText(".detail .json", "pinned right");
        page.browser.click(".detail button", "Pin");
        page.browser.await("document.querySelectorAll('.compare .detail').length === 2");
        assertThat(text(".compare .detail:nth-child(1) .json")).contains("pinned left");
        assertThat(text(".compare .detail:nth-child(2) .json")).contains("pinned right");
        page.browser.click(".compare .detail:nth-child(1) button", "Pin");
        page.browser.await("!document.querySelector('.compare')");
        assertThat(text(".detail .json")).contains("pinned right");
    }

    @Test
    void theExportHoldsWhatIsShown() throws Exception {
        page.browser.devtools(
                "Browser.setDownloadBehavior",
                JsonObject.builder()
                        .put("behavior", "allow")
                        .put("downloadPath", downloads.toString())
                        .build());
        page.open("trace");
        page.say(FIRST, "to be kept 你好");
        page.control(
                FIRST,
                "notices",
                "{\"notice_type\":\"group_card\",\"group_id\":20001,\"user_id\":10001,\"card_new\":\"kept\\nline\"}");
        page.fill("input[type=search]", "kept");
        awaitRows(2);
        page.browser.click(".trace-list button", "Export NDJSON");
        Path file = downloads.resolve("onekyu-trace.ndjson");
        await().atMost(SOON).until(() -> Files.exists(file) && Files.size(file) > 0);
        List<JsonObject> records = Files.readAllLines(file).stream()
                .map(line -> (JsonObject) Json.parse(line))
                .toList();
        assertThat(records.stream()
                        .map(r -> String.valueOf(r.integer("seq", 0)))
                        .collect(Collectors.joining(",")))
                .isEqualTo(page.browser.text(
                        "[...document.querySelectorAll('.trace-row')].map(r => r.dataset.seq).join()"));
        assertThat(records.get(0).toString()).contains("to be kept 你好");
        assertThat(records.get(1).toString()).contains("kept\\nline", "\"self_id\":10000");
    }

    @Test
    void anEventIsTiedToItsCallAndItsCommandSaysItAgain() throws Exception {
        page.open("trace");
        try (RawWebSocket bot = page.bot(SECOND)) {
            page.account(SECOND);
            page.fill("input[type=search]", "it's");
            page.say(SECOND, "say it's me");
            assertThat(bot.nextText(SOON)).contains("say it's me");
            bot.sendText("{\"action\":\"send_private_msg\",\"params\":{\"user_id\":10001,\"message\":\"it's heard\"}}");
            page.browser.await("document.querySelector('.trace-row.k-message .ok').textContent.includes('1')");
            page.browser.click(".trace-row.k-message", "");
            page.browser.await("document.querySelector('.trace-row.k-call.tied')");
            awaitText(".detail .related", "send_private_msg");
            String command = page.copied(".detail button", "Copy as curl");
            assertThat(ToolsPage.run(command)).contains("\"message_id\"");
            assertThat(bot.nextText(SOON)).contains("\"retcode\":0"); // the answer to its own call
            assertThat(bot.nextText(SOON)).contains("say it's me", "\"user_id\":10001", "\"self_id\":10005");
            assertThat(page.said(FIRST)).doesNotContain("say it's me");
            page.browser.click(".detail .related button", "call");
            page.browser.await("document.querySelector('.trace-row.k-call.chosen')");
            awaitText(".detail .related", "say it's me");
        }
    }

    @Test
    void theCommandsOfAllKindsOfEventsWork() throws Exception {
        page.open("trace");
        page.control(FIRST, "messages", """
                {"type":"group","group_id":20001,"user_id":10002,"message":"twice, nameless","anonymous":{"name":"Fox"}}""");
        page.control(FIRST, "messages", """
                {"type":"private","group_id":20001,"user_id":10003,"message":"twice, in passing"}""");
        page.control(FIRST, "messages", """
                {"type":"discuss","discuss_id":30001,"user_id":10001,"message":"twice, in a discuss"}""");
        page.control(FIRST, "messages", """
                {"type":"private","user_id":10001,"message":"twice [CQ:image,file=base64://R0lGODlhAQABAAAAACw=]"}""");
        page.control(FIRST, "requests", """
                {"request_type":"friend","user_id":10991,"comment":"twice, please","flag":"only-once"}""");
        page.control(FIRST, "notices", """
                {"notice_type":"notify","sub_type":"poke","user_id":10001,"group_id":20002}""");
        page.control(FIRST, "notices", """
                {"notice_type":"group_upload","group_id":20001,"user_id":10001,"file":{"name":"twice.txt","size":5}}""");
        page.control(FIRST, "notices", """
                {"notice_type":"offline_file","user_id":10001,"file":{"name":"twice.txt","size":5}}""");
        for (String words : List.of(
                "nameless",
                "passing",
                "discuss twice",
                "twice image",
                "please",
                "poke 20002",
                "group_upload twice",
                "offline_file twice")) {
            page.fill("input[type=search]", words);
            awaitRows(1);
            page.browser.click(".trace-row", "");
            String answer = ToolsPage.run(page.copied(".detail button", "Copy as curl"));
            assertThat(answer).as(words).contains("\"event_id\"");
            awaitRows(2);
        }
    }

    @Test
    void theTraceComesBackAfterARestartWithEachRecordOnce() throws Exception {
        page.open("trace");
        page.fill("input[type=search]", "restarted");
        page.say(FIRST, "restarted: before");
        awaitRows(1);
        page.browser.click(".trace-row", "");
        page.stopProgram();
        awaitText(".live.lost", "");
        page.startProgram();
        // More records than the process before had, so that numbers alone would say that these were seen.
        page.say(FIRST, "restarted: unseen");
        try (RawWebSocket bot = page.bot(FIRST)) {
            for (int i = 0; i < 300; i++) {
                bot.sendText("{\"action\":\"get_status\"}");
            }
            for (int i = 0; i < 300; i++) {
                assertThat(bot.nextText(SOON)).contains("\"retcode\":0");
            }
            page.browser.await("document.querySelector('.live.live')");
            page.say(FIRST, "restarted: after");
            assertThat(bot.nextText(SOON)).contains("restarted: after");
            bot.sendText(
                    "{\"action\":\"send_private_msg\",\"params\":{\"user_id\":10001,\"message\":\"restarted: answer\"}}");
        }
        awaitRows(4);
        assertThat(page.texts(".trace-row.k-message .words"))
                .isEqualTo("Alice: restarted: before,Alice: restarted: unseen,Alice: restarted: after");
        assertThat(page.texts(".trace-row.k-message .right .ok")).isEqualTo("↩ 1");
        assertThat(page.texts(".trace-row.chosen .words")).isEqualTo("Alice: restarted: before");
        page.fill("input[type=search]", "get_status");
        awaitRows(300);
        String refused = page.browser.complaints(); // while nobody was there
        assertThat(refused.split("\"level\"").length)
                .isEqualTo(refused.split(
                                "ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE")
                        .length);
    }

    // --- Peers ---

    @Test
    void aRefusedEndpointSaysWhyWithItsCodeAndTheTestShowsItsSteps() throws Exception {
        page.open("peers");
        String bot = "article[aria-label='ws_reverse.bot']";
        awaitText(bot + " .problem", "OKY-14");
        assertThat(text(bot + " .state")).isEqualTo("connecting");
        assertThat(text(bot + " .problem")).contains("efused");
        assertThat(text("header .count.bad")).isEqualTo("1");
        page.browser.click(bot + " button", "Test");
        page.browser.await("document.querySelector(\"" + bot + " .result.bad ol li.failed\")");
        assertThat(text(bot + " .result")).contains("OKY-1822", "✓ dns", "✗ connect", "nothing listens on");
        page.browser.click("article[aria-label='http'] button", "Test");
        page.browser.await("document.querySelector(\"article[aria-label='http'] .result.ok ol li.ok\")");
    }

    @Test
    void countersFollowWhatABotSendsAndGets() throws Exception {
        page.open("peers");
        try (RawWebSocket bot = page.bot(FIRST)) {
            page.say(FIRST, "counted");
            assertThat(bot.nextText(SOON)).contains("counted");
            bot.sendText("{\"action\":\"get_status\"}");
            assertThat(bot.nextText(SOON)).contains("\"retcode\":0");
            awaitText("article[aria-label='ws'] tbody td:nth-child(2)", "universal");
            page.browser.await(
                    "document.querySelector(\"article[aria-label='ws'] tbody td:nth-child(6)\").textContent === '3'");
            assertThat(text("article[aria-label='ws'] tbody td:nth-child(7)")).isEqualTo("1");
            assertThat(text("article[aria-label='ws'] .state")).isEqualTo("listening");
        }
        page.browser.await("!document.querySelector(\"article[aria-label='ws'] tbody\")");
    }

    @Test
    void aPausedEndpointSendsItsBotAwayAndLetsItComeBack() throws Exception {
        page.open("peers");
        page.account(SECOND);
        try (RawWebSocket bot = page.bot(SECOND)) {
            page.browser.click("article[aria-label='ws'] button", "Pause");
            assertThat(bot.nextEnding(SOON).opcode()).isEqualTo(WebSocketFrame.CLOSE);
            awaitText("article[aria-label='ws'] .state", "paused");
        }
        assertThat(page.letsBotsIn(SECOND)).isFalse();
        page.bot(FIRST).close(); // at the same port
        page.browser.click("article[aria-label='ws'] button", "Resume");
        awaitText("article[aria-label='ws'] .state", "listening");
        page.bot(SECOND).close();
    }

    @Test
    void aDisconnectedBotSeesTheClose() throws Exception {
        page.open("peers");
        try (RawWebSocket bot = page.bot(FIRST);
                RawWebSocket other = page.bot(FIRST)) {
            page.browser.await("document.querySelectorAll(\"article[aria-label='ws'] tbody tr\").length === 2");
            page.browser.click("article[aria-label='ws'] tbody tr:nth-child(1) button", "Disconnect");
            page.browser.click("dialog button.danger", "Disconnect");
            assertThat(bot.nextEnding(SOON).opcode()).isEqualTo(WebSocketFrame.CLOSE);
            page.browser.await("document.querySelectorAll(\"article[aria-label='ws'] tbody tr\").length === 1");
            page.say(FIRST, "who is left?");
            assertThat(other.nextText(SOON)).contains("who is left?");
        }
    }

    // --- Several accounts ---

    @Test
    void eachAccountHasItsOwnConversationEndpointsAndTrace() throws Exception {
        page.say(FIRST, "to the first");
        page.say(SECOND, "to the second");
        page.open("chat/private:10001");
        page.browser.await(
                "[...document.querySelectorAll('.bubble')].some(b => b.textContent.includes('to the first'))");
        page.account(SECOND);
        page.browser.await(
                "[...document.querySelectorAll('.bubble')].some(b => b.textContent.includes('to the second'))");
        assertThat(text("main")).doesNotContain("to the first");
        page.browser.type("#say", "typed to the second\uE007");
        awaitText(".message:last-child .bubble", "typed to the second");
        assertThat(page.said(SECOND)).contains("typed to the second");
        assertThat(page.said(FIRST)).doesNotContain("typed to the second");
        page.show("trace");
        page.fill("input[type=search]", "to the");
        page.browser.await(
                "[...document.querySelectorAll('.trace-row')].some(r => r.textContent.includes('typed to the second'))");
        assertThat(text(".rows")).doesNotContain("to the first");
        page.say(FIRST, "to the first, live");
        page.say(SECOND, "to the second, live");
        page.browser.await(
                "[...document.querySelectorAll('.trace-row')].some(r => r.textContent.includes('to the second, live'))");
        assertThat(text(".rows")).doesNotContain("to the first");
        page.show("peers");
        page.browser.await("document.querySelector('article')");
        assertThat(page.texts("article h2")).isEqualTo("http,ws");
        page.account(FIRST);
        page.browser.await("document.querySelectorAll('article').length === 4");
        assertThat(page.texts("article h2")).isEqualTo("http,ws,ws.readers,ws_reverse.bot");
        page.show("trace");
        page.browser.await("document.querySelector('.rows').textContent.includes('to the first, live')");
        assertThat(text(".rows")).doesNotContain("to the second");
    }

    @Test
    void callsGoToTheChosenAccount() throws Exception {
        page.open("api");
        page.account(SECOND);
        choose("get_login_info");
        page.browser.click("form button", "Run");
        awaitText("article.card .json", "10005");
        page.account(FIRST);
        page.browser.await("!document.querySelector('article.card')");
        page.browser.click("form button", "Run");
        awaitText("article.card .json", "10000");
    }
}
