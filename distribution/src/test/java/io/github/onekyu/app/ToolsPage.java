package io.github.onekyu.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.testkit.Browser;
import io.github.onekyu.testkit.RawWebSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The real program with two accounts of the sandbox at ports that stay the same, and its page in Chromium. */
final class ToolsPage implements AutoCloseable {
    static final long FIRST = 10000;
    static final long SECOND = 10005;
    static final Duration SOON = Duration.ofSeconds(20);

    final Browser browser;
    private final Path folder;
    private final Path home;
    private final List<Integer> ports;
    private OnekyuProcess process;

    /** Starts both. The bot of {@code ws_reverse.bot} is never there; {@code ws.readers} may only read. */
    ToolsPage(Path folder, Path home, Path profile) throws IOException, InterruptedException {
        this.folder = folder;
        this.home = home;
        this.ports = freePorts(5);
        Files.writeString(home.resolve("config.ini"), """
                [general]
                host = 127.0.0.1
                port = %d
                use_ws = yes
                ws_host = 127.0.0.1
                ws_port = %d
                console_port = %d

                [10000]
                backend = sandbox

                [10000.ws.readers]
                port = %d
                access_token = readers' own
                read_only = yes

                [10000.ws_reverse.bot]
                url = ws://127.0.0.1:%d/onebot
                reconnect_interval = 500

                [10005]
                backend = sandbox
                """.formatted(ports.toArray()));
        process = start();
        browser = new Browser(profile);
        browser.devtools("Browser.grantPermissions", (JsonObject)
                Json.parse("{\"permissions\":[\"clipboardReadWrite\",\"clipboardSanitizedWrite\"]}"));
        // Without a window nothing has the focus, and without it there is no clipboard.
        browser.devtools(
                "Emulation.setFocusEmulationEnabled",
                JsonObject.builder().put("enabled", true).build());
        browser.size(1280, 800);
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        }
        List<Integer> ports = held.stream().map(ServerSocket::getLocalPort).toList();
        for (ServerSocket socket : held) {
            socket.close();
        }
        return ports;
    }

    private OnekyuProcess start() {
        return OnekyuProcess.start(folder, Map.of(), "--home", home.toString()).awaitReady();
    }

    /** Ends the program; the page stays open. */
    void stopProgram() {
        process.terminate();
        process.close();
    }

    /** Starts the program again, at the same ports and with what it had kept. */
    void startProgram() {
        process = start();
    }

    /** A bot of an account; what it is greeted with has been read. */
    RawWebSocket bot(long account) {
        RawWebSocket bot = RawWebSocket.open(ports.get(1), "/" + account + "/");
        assertThat(bot.nextText(SOON)).contains("\"connect\"");
        return bot;
    }

    /** Whether there is a listener for bots at the account. */
    boolean letsBotsIn(long account) {
        try {
            return RawWebSocket.attempt(ports.get(1), "/" + account + "/").status() == 101;
        } catch (java.io.UncheckedIOException refused) {
            return false;
        }
    }

    /** The page as if it were opened just now, at a place such as {@code trace}. */
    void open(String place) throws IOException, InterruptedException {
        browser.open("about:blank");
        browser.open("http://127.0.0.1:" + ports.get(2) + "/#" + place);
        browser.await("document.querySelector('.live.live') && document.querySelector('select.account')");
    }

    void show(String place) throws IOException, InterruptedException {
        browser.run("location.hash = '" + place + "'");
        browser.await("document.querySelector('main." + place.replaceAll("/.*", "") + "')");
    }

    /** Looks at another account. */
    void account(long id) throws IOException, InterruptedException {
        fill("select.account", Long.toString(id));
    }

    /** Puts a value into a field or a choice, once there is one, as a person does. */
    void fill(String selector, String value) throws IOException, InterruptedException {
        String found = "document.querySelector(\"" + selector + "\")";
        browser.await(found);
        browser.run("const field = " + found + "; field.value = " + new JsonString(value)
                + "; for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, {bubbles: true}))");
    }

    /** Presses a copying button and answers what can be pasted then. */
    String copied(String selector, String words) throws IOException, InterruptedException {
        browser.later("navigator.clipboard.writeText('nothing').then(() => done(''), e => done(String(e)))");
        browser.click(selector, words);
        browser.await("document.querySelector('.toast') && document.querySelector('.toast').textContent === 'Copied'");
        return ((JsonString)
                        browser.later("navigator.clipboard.readText().then(done, e => done('not to be read: ' + e))"))
                .value();
    }

    /** Runs a command as somebody who pastes it into a shell; answers what it printed. */
    static String run(String command) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(command).isZero();
        return printed;
    }

    /** Alice says something privately to an account. */
    void say(long account, String text) {
        control(account, "messages", "{\"type\":\"private\",\"user_id\":10001,\"message\":\"" + text + "\"}");
    }

    /** A call of the control API that has to succeed. */
    void control(long account, String path, String body) {
        var answer = process.post("Page", "/sandbox/v1/" + path + "?self_id=" + account, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** What was said in an account. */
    String said(long account) {
        return process.get("Page", "/sandbox/v1/messages?self_id=" + account).body();
    }

    /** What the page shows of this selector, one after the other, separated by commas. */
    String texts(String selector) throws IOException, InterruptedException {
        return browser.text(
                "[...document.querySelectorAll(\"" + selector + "\")].map(e => e.textContent.trim()).join()");
    }

    @Override
    public void close() throws IOException {
        try {
            browser.close();
        } finally {
            process.close();
        }
    }
}
