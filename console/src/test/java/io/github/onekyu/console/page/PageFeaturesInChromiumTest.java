package io.github.onekyu.console.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.github.onekyu.testkit.Browser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page has beyond a conversation: things of other machines, merged forwards, the account's own data. */
class PageFeaturesInChromiumTest {
    private static final byte[] PICTURE =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

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

    /** Says it in Alice's chat, and shows it. */
    private void hear(String... messages) throws IOException, InterruptedException {
        for (String message : messages) {
            int id = console.messages.size() + 1;
            console.messages.add("{\"message_id\":" + id + ",\"time\":1,\"chat\":\"private:10001\",\"user_id\":10001,"
                    + "\"message\":" + message + ",\"recalled\":false}");
        }
        browser.run("location.reload()");
        browser.await("document.querySelectorAll('.message').length === " + messages.length);
    }

    private static String text(String text) {
        return "[{\"type\":\"text\",\"data\":{\"text\":\"" + text + "\"}}]";
    }

    @Test
    void aPictureOfAnotherMachineIsLoadedOnlyAfterAClickAndTellsNoReferrer() throws IOException, InterruptedException {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        other.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Referer"));
            exchange.getResponseHeaders().set("Content-Type", "image/gif");
            exchange.sendResponseHeaders(200, PICTURE.length);
            exchange.getResponseBody().write(PICTURE);
            exchange.close();
        });
        other.start();
        try {
            hear("[{\"type\":\"image\",\"data\":{\"file\":\"http://127.0.0.1:"
                    + other.getAddress().getPort() + "/far.gif\"}}]");
            browser.later("setTimeout(done, 500)");
            assertThat(asked).isEmpty();
            assertThat(browser.text("document.querySelectorAll('.bubble img').length"))
                    .isEqualTo("0");
            browser.click(".bubble button", "");
            browser.await("document.querySelector('.bubble img').naturalWidth === 1");
            assertThat(browser.text("document.querySelector('.bubble img').referrerPolicy"))
                    .isEqualTo("no-referrer");
            assertThat(asked).containsExactly("/far.gif null");
        } finally {
            other.stop(0);
        }
    }

    @Test
    void chosenMessagesAreForwardedAsOneAndOpened() throws IOException, InterruptedException {
        hear(text("first"), text("second"), text("third"));
        browser.run(
                "[0, 2].forEach(i => [...document.querySelectorAll('.message')[i].querySelectorAll('.tools button')]"
                        + ".find(b => b.textContent === 'Choose').click())");
        browser.await("document.querySelector('.forwarding span').textContent === '2 chosen'");
        browser.click(".forwarding button", "Forward as one");
        browser.click("dialog button.primary", "Forward as one");
        browser.await("document.querySelectorAll('.message').length === 4");
        assertThat(console.calls.get(0))
                .contains("\"type\":\"private\"", "\"type\":\"node\"", "first", "third", "\"user_id\":\"10001\"")
                .doesNotContain("second");
        assertThat(browser.text("document.querySelector('.forwarding')")).isEqualTo("null");
        browser.click(".forward > button", "Forwarded messages");
        browser.await("[...document.querySelectorAll('.node')].map(n => n.textContent.trim()).join()"
                + " === 'Alicefirst,Alicethird'");
    }

    @Test
    void aForwardInAForwardOpensAndItsMarkupIsText() throws IOException, InterruptedException {
        String inner = "{\"type\":\"node\",\"data\":{\"user_id\":\"7\",\"nickname\":\"<b>Eve</b>\",\"content\":"
                + text("<img src=x onerror=window.hit=1>") + "}}";
        console.messages.add("{\"message_id\":1,\"time\":1,\"chat\":\"private:10001\",\"user_id\":10001,\"message\":"
                + "[{\"type\":\"forward\",\"data\":{\"id\":\"1\"}}],\"nodes\":[{\"type\":\"node\",\"data\":{\"user_id\":\"8\","
                + "\"nickname\":\"Outer\",\"content\":[" + inner + "," + inner + "]}}],\"recalled\":false}");
        browser.run("location.reload()");
        browser.click(".forward > button", "Forwarded messages");
        browser.await("document.querySelector('.node b').textContent === 'Outer'");
        browser.click(".node .forward > button", "Forwarded messages");
        browser.await("document.querySelectorAll('.node .node').length === 2");
        assertThat(browser.text("document.querySelector('.node .node').textContent"))
                .contains("<b>Eve</b>", "<img src=x onerror=window.hit=1>");
        assertThat(browser.text("window.hit")).isEqualTo("undefined");
    }

    @Test
    void theAccountItselfIsEdited() throws IOException, InterruptedException {
        browser.run("location.hash = 'world'");
        browser.click("main.world section button[aria-label='Edit Sandbox Bot']", "Edit");
        browser.await("document.querySelector('dialog #field-nickname').value === 'Sandbox Bot'");
        browser.run("const f = document.querySelector('dialog #field-nickname'); f.value = 'Robo';"
                + "f.dispatchEvent(new Event('input', {bubbles: true}))");
        browser.click("dialog button.primary", "OK");
        browser.await("!document.querySelector('dialog')");
        assertThat(console.calls.get(0)).startsWith("PUT /sandbox/v1/account ").contains("\"nickname\":\"Robo\"");
    }
}
