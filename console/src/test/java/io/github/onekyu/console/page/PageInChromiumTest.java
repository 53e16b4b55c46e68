package io.github.onekyu.console.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.testkit.Browser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, before a console that a test makes say what it likes. */
class PageInChromiumTest {
    private static final String ENTER = "\uE007";
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    @TempDir
    static Path profile;

    private static Browser browser;

    private StandInConsole console;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        if (System.getenv("CI") == null) {
            assumeTrue(Browser.available(), "no chromedriver on the PATH: apt-get install chromium chromium-driver");
        }
        browser = new Browser(profile);
    }

    @AfterAll
    static void stop() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() throws IOException, InterruptedException {
        console = new StandInConsole();
        browser.size(1280, 800);
        browser.open(console.address());
        browser.await("document.querySelector('.live.live')");
    }

    @AfterEach
    void close() throws IOException, InterruptedException {
        String complaints = browser.complaints();
        browser.open("about:blank");
        console.close();
        assertThat(complaints).isEqualTo("[]");
    }

    private static void axe(String where) throws IOException, InterruptedException {
        try (var in = PageInChromiumTest.class.getResourceAsStream("axe.min.js")) {
            String source = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            browser.devtools(
                    "Runtime.evaluate",
                    JsonObject.builder().put("expression", source).build());
        }
        String serious = browser.later(
                        "axe.run({resultTypes: ['violations']}).then(r => done(r.violations"
                                + ".filter(v => v.impact === 'serious' || v.impact === 'critical')"
                                + ".map(v => v.id + ' ' + v.nodes.map(n => n.html.slice(0, 200))).join(';')), e => done(String(e)))")
                .toString();
        assertThat(serious).as("accessibility of %s", where).isEqualTo("\"\"");
    }

    private static void show(String tab) throws IOException, InterruptedException {
        browser.run("location.hash = '" + tab + "'");
        browser.await("document.querySelector('main." + tab.replaceAll("/.*", "") + "')");
    }

    @Test
    void aNewcomerSaysSomethingAndSeesWhichCallAnsweredIt() throws IOException, InterruptedException {
        browser.await("document.querySelector('#say')");
        browser.type("#say", "/ping" + ENTER);
        browser.await("document.querySelector('.message.bot .bubble').textContent.includes('pong')");
        browser.await("document.querySelector('.message.bot .origin').textContent.includes('send_msg')");
        browser.click(".message:not(.bot) button.origin", "answered");
        browser.await("document.querySelector('.trace-row.chosen.k-message')");
        browser.await("document.querySelector('.trace-row.tied.k-call')");
        browser.await("document.querySelector('.related').textContent.includes('send_msg')");
        show("chat/private:10001");
        browser.run("location.reload()");
        browser.await("document.querySelector('.message.bot .bubble').textContent.includes('pong')");
        assertThat(browser.text("document.querySelector('.badge').textContent")).isEqualTo("SANDBOX");
    }

    @Test
    void inAGroupSomebodyElseSpeaksIsMutedAndTheirMessageRecalled() throws IOException, InterruptedException {
        show("chat/group:20001");
        browser.await("document.querySelectorAll('#speaker option').length === 2");
        browser.run("dispatchEvent(new KeyboardEvent('keydown', {altKey: true, code: 'Digit2'}))");
        browser.await("document.querySelector('#speaker').value === '10002'");
        browser.type("#say", "hello" + ENTER);
        browser.click(".message .bubble", "hello");
        browser.click(".message .tools button", "Recall");
        browser.click(".member > button", "BBob");
        browser.click(".member .row button", "Mute");
        browser.click("dialog button.primary", "Mute");
        browser.await("!document.querySelector('dialog')");
        assertThat(console.calls.get(0)).contains("\"user_id\":10002");
        assertThat(console.calls).anyMatch(c -> c.contains("group_recall"));
        assertThat(console.calls).anyMatch(c -> c.contains("group_ban") && c.contains("\"duration\":600"));
    }

    @Test
    void aPastedPictureIsSentAsItsBytes() throws IOException, InterruptedException {
        browser.await("document.querySelector('#say')");
        browser.run(
                "const data = new DataTransfer();"
                        + "data.items.add(new File([new Uint8Array([71, 73, 70])], 'a.gif', {type: 'image/gif'}));"
                        + "document.querySelector('#say').dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true}))");
        browser.await("document.querySelector('.items img')");
        browser.click(".say button", "Send");
        browser.await("document.querySelector('.message .chip, .message img')");
        assertThat(console.calls.get(0)).contains("\"type\":\"image\"", "base64://R0lG");
    }

    @Test
    void enterSendsNothingWhileAnInputMethodComposes() throws IOException, InterruptedException {
        browser.await("document.querySelector('#say')");
        browser.type("#say", "ni");
        browser.run("document.querySelector('#say').dispatchEvent("
                + "new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true}))");
        browser.await("document.querySelector('#say').value === 'ni'");
        assertThat(console.calls).isEmpty();
        browser.type("#say", ENTER);
        browser.await("document.querySelector('#say').value === ''");
        assertThat(console.calls).hasSize(1);
    }

    @Test
    void aRequestIsApproved() throws IOException, InterruptedException {
        console.requests =
                "[{\"request_type\":\"friend\",\"user_id\":10777,\"comment\":\"it is me\",\"flag\":\"f-1\",\"state\":\"pending\"}]";
        console.record(
                "\"kind\":\"event\",\"event_id\":5,\"event\":{\"post_type\":\"request\",\"request_type\":\"friend\",\"user_id\":10777}");
        browser.click(".request button", "Approve");
        browser.await("document.querySelector('.toast').textContent === 'Approved'");
        assertThat(console.calls).anyMatch(c -> c.contains("set_friend_add_request") && c.contains("\"approve\":true"));
    }

    @Test
    void everyTabIsAccessibleInBothThemesLanguagesAndSizes() throws IOException, InterruptedException {
        browser.await("document.querySelector('#say')");
        browser.type("#say", "/ping" + ENTER);
        browser.await("document.querySelector('.message.bot')");
        for (String look : new String[] {"en light 1280", "zh-CN dark 360"}) {
            String[] parts = look.split(" ");
            browser.size(Integer.parseInt(parts[2]), 800);
            browser.run("localStorage.setItem('onekyu.lang', '" + parts[0]
                    + "'); localStorage.setItem('onekyu.theme', '" + parts[1] + "'); location.reload()");
            browser.await(
                    "document.documentElement.lang === '" + parts[0] + "' && document.querySelector('.live.live')");
            for (String tab :
                    new String[] {"chat/group:20001", "chat/private:10001", "trace", "peers", "api", "world"}) {
                show(tab);
                browser.later("setTimeout(done, 300)");
                assertThat(browser.text("document.documentElement.scrollWidth <= innerWidth"))
                        .isEqualTo("true");
                browser.screenshot(
                        SCREENSHOTS.resolve(tab.replaceAll("\\W", "-") + "-" + look.replace(' ', '-') + ".png"));
                axe(tab + " " + look);
            }
        }
        browser.run("localStorage.clear()");
    }

    @Test
    void withARealAccountTheChatSaysWhatIsNotThere() throws IOException, InterruptedException {
        console.real = true;
        browser.run("location.reload()");
        browser.await("document.querySelector('.badge.real').textContent === 'REAL ACCOUNT'");
        browser.await("document.querySelector('main .empty h2').textContent === 'This is a real account'");
        axe("a real account");
    }

    @Test
    void tenThousandRowsAreScrolledWithFewInThePage() throws IOException, InterruptedException {
        for (int i = 1; i <= 10_000; i++) {
            console.record(PageRecords.message(i, "row " + i));
        }
        show("trace");
        browser.await("document.querySelector('.rows').dataset.rows === '10000'");
        browser.await("document.querySelector('.trace-row[data-seq=\"10000\"]')");
        assertThat(Integer.parseInt(browser.text("document.querySelectorAll('.trace-row').length")))
                .isLessThan(100);
        browser.run("document.querySelector('.rows').scrollTop = 5000 * 32");
        browser.await("document.querySelector('.trace-row[data-seq=\"5001\"]')");
        browser.run("document.querySelector('.rows').scrollTop = 0");
        browser.await("document.querySelector('.trace-row[data-seq=\"1\"] .words').textContent.includes('row 1')");
    }

    @Test
    void aThousandEventsASecondArriveCompleteAndInOrder() throws IOException, InterruptedException {
        show("trace");
        long start = System.nanoTime();
        for (int i = 1; i <= 10_000; i++) {
            console.record(PageRecords.message(i, "n " + i));
            long ahead = start + i * 1_000_000L - System.nanoTime();
            if (ahead > 0) {
                LockSupport.parkNanos(ahead);
            }
        }
        browser.await("document.querySelector('.rows').dataset.rows === '10000'");
        String order = browser.later(
                        "import('/assets/feed.js').then(f => done(String(f.records.length === 10000"
                                + " && f.records.every((r, i) => r.seq === i + 1 && r.event.message[0].data.text === 'n ' + (i + 1)))))")
                .toString();
        assertThat(order).isEqualTo("\"true\"");
    }

    @Test
    void hostileContentIsOnlyText() throws IOException, InterruptedException {
        String evil = "<img src=x onerror=\\\"window.hit=1\\\"><script>window.hit=1</script>\\u202e\\u0000\\ud800"
                + "x".repeat(1 << 20);
        String short_ = evil.substring(0, 120);
        console.world = PageFixtures.WORLD
                .replace("\"Alice\"", "\"" + short_ + "\"")
                .replace("\"Test group\"", "\"" + short_ + "\"");
        console.messages.add("{\"message_id\":900,\"time\":1,\"chat\":\"private:10001\",\"user_id\":10001,\"message\":["
                + "{\"type\":\"text\",\"data\":{\"text\":\"" + evil
                + "\"}},{\"type\":\"image\",\"data\":{\"file\":\"http://127.0.0.1:1/" + short_
                + "\"}},{\"type\":\"" + short_ + "\",\"data\":{\"" + short_ + "\":\"" + short_
                + "\"}}],\"recalled\":false}");
        console.record("\"kind\":\"event\",\"event_id\":1,\"event\":{\"post_type\":\"notice\",\"notice_type\":\""
                + short_ + "\",\"user_id\":10001}");
        console.record("\"kind\":\"call\",\"endpoint\":\"" + short_ + "\",\"peer\":\"" + short_ + "\",\"action\":\""
                + short_ + "\",\"params\":{\"a\":\"" + short_ + "\"},\"response\":{\"status\":\"" + short_
                + "\",\"retcode\":0},\"ms\":1,\"answers\":1");
        console.record(PageRecords.message(2, evil));
        browser.run("location.reload()");
        browser.await("document.querySelector('.message .bubble').textContent.includes('<img src=x')");
        assertThat(browser.text("[...document.querySelectorAll('.bubble .odd')].slice(0, 3).map(o => o.textContent)"))
                .isEqualTo("U+202E,U+0000,U+D800");
        for (String tab : new String[] {"trace", "peers", "api", "world", "trace/seq/2", "trace/seq/3"}) {
            show(tab);
            browser.later("setTimeout(done, 200)");
            assertThat(browser.text("window.hit")).isEqualTo("undefined");
            assertThat(browser.text("document.querySelectorAll('#app script, #app img[src=x]').length"))
                    .isEqualTo("0");
        }
        browser.await("document.querySelector('.detail .json').textContent.includes('<script>')");
    }
}
