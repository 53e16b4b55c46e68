package io.github.onekyu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.onekyu.testkit.Browser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A newcomer's first minutes: the program as unpacked, its page in Chromium, and a koishi bot over WebSocket. */
class PageIT {
    private static final String ENTER = "\uE007";
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    static Path unpacked;

    private static Path folder;

    @TempDir
    Path home;

    @TempDir
    Path profile;

    private Browser browser;
    private OnekyuProcess onekyu;

    @BeforeAll
    static void install() throws Exception {
        boolean tools = KoishiBot.isNodeHere() && Browser.available();
        if (System.getenv("CI") == null) {
            assumeTrue(tools, "node, npm or chromedriver is not installed");
        }
        assertThat(tools).as("node, npm and chromedriver are installed").isTrue();
        KoishiBot.install();
        folder = OnekyuProcess.unpack(unpacked);
    }

    @Test
    void fromTheStartToABotsAnswerAndBeyond() throws Exception {
        long begin = System.nanoTime();
        try (OnekyuProcess program =
                        OnekyuProcess.startSandbox(folder, home, "use_ws=yes").awaitReady();
                BotProcess bot = KoishiBot.start(Map.of(
                        "KOISHI_PROTOCOL",
                        "ws",
                        "KOISHI_ENDPOINT",
                        "ws://127.0.0.1:" + program.port("WebSocket") + "/",
                        "KOISHI_SELF_ID",
                        "10000"));
                Browser chromium = new Browser(profile)) {
            onekyu = program;
            browser = chromium;
            browser.size(1280, 800);
            browser.open("http://127.0.0.1:" + onekyu.port("Page") + "/");
            browser.await("document.querySelector('.live.live') && document.querySelector('#say')");
            bot.awaitLine("ONLINE 10000 Sandbox Bot");
            aliceIsAnswered();
            System.out.printf(
                    "page: %.1f s from the start of the program, the bot and the browser to the answer on the page%n",
                    (System.nanoTime() - begin) / 1e9);
            theTraceTiesEventAndCall();
            thingsHappenInAGroup();
            requestsAreApproved(bot);
            everythingIsThereAfterAReload();
            theOtherTabsShowWhatRuns();
            assertThat(browser.complaints()).isEqualTo("[]");
        }
    }

    private void show(String tab) throws Exception {
        browser.run("location.hash = '" + tab + "'");
        browser.await("document.querySelector('main." + tab.replaceAll("/.*", "") + "')");
    }

    private void aliceIsAnswered() throws Exception {
        browser.type("#say", "/ping" + ENTER);
        browser.await("document.querySelector('.message.bot .bubble').textContent.includes('pong')");
        browser.await("document.querySelector('.message.bot .origin').textContent.includes('send_private_msg')");
        browser.screenshot(SCREENSHOTS.resolve("real-chat.png"));
    }

    private void theTraceTiesEventAndCall() throws Exception {
        browser.click(".message:not(.bot) button.origin", "answered");
        browser.await("document.querySelector('.trace-row.chosen.k-message')");
        browser.await("document.querySelector('.trace-row.tied.k-call')");
        browser.await("document.querySelector('.related').textContent.includes('send_private_msg')");
        browser.screenshot(SCREENSHOTS.resolve("real-trace.png"));
    }

    private void thingsHappenInAGroup() throws Exception {
        show("chat/group:20001");
        browser.await("document.querySelectorAll('#speaker option').length >= 2");
        browser.type("#say", "first words" + ENTER);
        browser.click(".message .bubble", "first words");
        browser.click(".message .tools button", "Recall");
        await().atMost(SOON)
                .until(() -> onekyu.get("Page", "/sandbox/v1/messages?chat=group:20001")
                        .body()
                        .contains("\"recalled\":true"));
        browser.type("#say", "look");
        browser.run(
                "const bytes = Uint8Array.from(atob('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'), c => c.charCodeAt(0));"
                        + "const data = new DataTransfer(); data.items.add(new File([bytes], 'a.gif', {type: 'image/gif'}));"
                        + "document.querySelector('#say').dispatchEvent("
                        + "new ClipboardEvent('paste', {clipboardData: data, bubbles: true}))");
        browser.await("document.querySelector('.items img')");
        browser.click(".say button", "Send");
        browser.await("[...document.querySelectorAll('.message img')].some(i => i.naturalWidth === 1)");
        browser.click(".member > button", "BBob");
        browser.click(".member .row button", "Mute");
        browser.click("dialog button.primary", "Mute");
        await().atMost(SOON)
                .until(() -> onekyu.get("Page", "/sandbox/v1/world")
                        .body()
                        .contains("\"bans\":[{\"group_id\":20001,\"user_id\":10002"));
        browser.screenshot(SCREENSHOTS.resolve("real-group.png"));
    }

    private void requestsAreApproved(BotProcess bot) throws Exception {
        onekyu.post(
                "Page",
                "/sandbox/v1/requests",
                "{\"request_type\":\"friend\",\"user_id\":10777,\"nickname\":\"Zoe\",\"comment\":\"it is me\"}");
        bot.awaitLine("ASKED 10777 it is me"); // koishi approves
        await().atMost(SOON)
                .until(() -> onekyu.get("Page", "/sandbox/v1/requests").body().contains("\"state\":\"approved\""));
        browser.await("document.body.textContent.includes('Zoe')");

        onekyu.post(
                "Page",
                "/sandbox/v1/requests",
                "{\"request_type\":\"friend\",\"user_id\":10778,\"nickname\":\"Yan\",\"comment\":\"by hand\"}");
        bot.awaitLine("ASKED 10778 by hand"); // and leaves it to whoever looks at the page
        browser.click(".request button", "Approve");
        await().atMost(SOON)
                .until(() -> !onekyu.get("Page", "/sandbox/v1/requests").body().contains("\"state\":\"pending\""));
        await().atMost(SOON)
                .until(() -> onekyu.get("Page", "/sandbox/v1/world").body().contains("\"user_id\":10778"));
        bot.awaitLine("FRIEND 10778");
        browser.await("!document.querySelector('.request')");
    }

    private void everythingIsThereAfterAReload() throws Exception {
        show("chat/private:10001");
        browser.run("location.reload()");
        browser.await("document.querySelector('.message.bot .bubble').textContent.includes('pong')");
        browser.await("document.querySelector('.message.bot .origin').textContent.includes('send_private_msg')");
        show("chat/group:20001");
        browser.await("document.querySelector('main').textContent.includes('first words')"
                + " || document.querySelector('main').textContent.toLowerCase().includes('recalled')");
        assertThat(browser.text("document.querySelector('.badge').textContent")).isEqualTo("SANDBOX");
    }

    private void theOtherTabsShowWhatRuns() throws Exception {
        show("peers");
        browser.await("document.querySelector('main').textContent.includes('universal')");
        browser.screenshot(SCREENSHOTS.resolve("real-peers.png"));
        show("api");
        browser.await("document.querySelector('main').textContent.includes('get_login_info')");
        browser.screenshot(SCREENSHOTS.resolve("real-api.png"));
        show("world");
        browser.await("document.querySelector('main').textContent.includes('Zoe')");
        browser.screenshot(SCREENSHOTS.resolve("real-world.png"));
        browser.size(360, 740);
        browser.run("localStorage.setItem('onekyu.lang', 'zh-CN'); localStorage.setItem('onekyu.theme', 'dark');"
                + " location.hash = 'chat/private:10001'; location.reload()");
        browser.await("document.documentElement.lang === 'zh-CN' && document.querySelector('.message.bot .bubble')");
        assertThat(browser.text("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo("true");
        browser.screenshot(SCREENSHOTS.resolve("real-chat-small-dark-zh.png"));
    }
}
