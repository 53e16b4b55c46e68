package io.github.onekyu.testkit;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A headless Chromium of its own, driven over the WebDriver protocol. */
public final class Browser implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("successfully on port (\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Process driver;
    private final URI base;
    private final String session;

    /** Starts it; its profile is put into the directory. */
    public Browser(Path profile) throws IOException, InterruptedException {
        driver = new ProcessBuilder("chromedriver", "--port=0")
                .redirectErrorStream(true)
                .start();
        base = URI.create("http://127.0.0.1:" + port());
        JsonObject options = (JsonObject) Json.parse("""
                {"capabilities":{"alwaysMatch":{"goog:loggingPrefs":{"browser":"ALL"},"goog:chromeOptions":{"args":["--headless",
                "--no-sandbox","--disable-gpu","--disable-quic","--no-first-run","--disable-background-networking",
                "--disable-component-update","--disable-sync","--disable-dev-shm-usage","--lang=en","--user-data-dir=%s"]}}}}
                """.formatted(profile.toAbsolutePath()));
        session = "/session/"
                + ((JsonObject) send("POST", "/session", options))
                        .string("sessionId")
                        .orElseThrow();
    }

    /** Whether there is a Chromium here. */
    public static boolean available() {
        return Optional.ofNullable(System.getenv("PATH")).stream()
                .flatMap(path -> Stream.of(path.split(":")))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "chromedriver")));
    }

    private String port() throws IOException {
        BufferedReader said = driver.inputReader(StandardCharsets.UTF_8);
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            Matcher port = PORT.matcher(line);
            if (port.find()) {
                drain(said);
                return port.group(1);
            }
        }
        throw new IOException("chromedriver ended before it listened");
    }

    private static void drain(BufferedReader said) {
        Thread reader = new Thread(() -> said.lines().forEach(line -> {}), "chromedriver-output");
        reader.setDaemon(true);
        reader.start();
    }

    private JsonValue send(String method, String path, JsonObject body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofMinutes(2))
                .method(
                        method,
                        method.equals("POST")
                                ? HttpRequest.BodyPublishers.ofString(body.toString())
                                : HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        JsonValue value =
                Objects.requireNonNullElse(((JsonObject) Json.parse(answer.body())).get("value"), JsonNull.NULL);
        if (answer.statusCode() != 200) {
            throw new IOException(path + ": " + value);
        }
        return value;
    }

    /** Goes to an address. */
    public void open(String address) throws IOException, InterruptedException {
        send("POST", session + "/url", JsonObject.builder().put("url", address).build());
    }

    /** The window in CSS pixels. */
    public void size(int width, int height) throws IOException, InterruptedException {
        devtools(
                "Emulation.setDeviceMetricsOverride",
                JsonObject.builder()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", false)
                        .build());
    }

    /** A command of the DevTools protocol. */
    public void devtools(String command, JsonObject params) throws IOException, InterruptedException {
        send(
                "POST",
                session + "/goog/cdp/execute",
                JsonObject.builder().put("cmd", command).put("params", params).build());
    }

    /** What a script returns. */
    public JsonValue run(String script) throws IOException, InterruptedException {
        return execute("/execute/sync", script);
    }

    /** What a script hands to its callback, {@code done}. */
    public JsonValue later(String script) throws IOException, InterruptedException {
        return execute("/execute/async", "const done = arguments[arguments.length - 1];" + script);
    }

    private JsonValue execute(String path, String script) throws IOException, InterruptedException {
        return send(
                "POST",
                session + path,
                JsonObject.builder()
                        .put("script", script)
                        .put("args", JsonArray.of(List.of()))
                        .build());
    }

    /** The value of an expression as text. */
    public String text(String script) throws IOException, InterruptedException {
        JsonValue value = run("return String(" + script + ")");
        return value instanceof JsonString string ? string.value() : String.valueOf(value);
    }

    /** Waits, in the page, until an expression is true. */
    public void await(String expression) throws IOException, InterruptedException {
        JsonValue met = later("const end = Date.now() + " + PATIENCE.toMillis() + ";"
                + "(function look() { let met = false; try { met = Boolean(" + expression
                + "); } catch (e) { met = false; }"
                + " if (met || Date.now() > end) { done(met ? 'met' : 'never: ' + document.body.innerText.slice(0, 3000)); }"
                + " else { setTimeout(look, 30); } })()");
        if (!(met instanceof JsonString said && said.value().equals("met"))) {
            throw new AssertionError("waited in vain for " + expression + ", " + met);
        }
    }

    /** Clicks the first element that a CSS selector finds and whose text begins with some words, once there is one. */
    public void click(String selector, String words) throws IOException, InterruptedException {
        String found = "[...document.querySelectorAll(\"" + selector
                + "\")].find(e => e.textContent.trim().startsWith(\"" + words + "\"))";
        await(found);
        run(found + ".click()");
    }

    /** Types with the keyboard. */
    public void type(String selector, String keys) throws IOException, InterruptedException {
        JsonObject element = (JsonObject) send(
                "POST",
                session + "/element",
                JsonObject.builder()
                        .put("using", "css selector")
                        .put("value", selector)
                        .build());
        String id = ((JsonString) element.members().values().iterator().next()).value();
        send(
                "POST",
                session + "/element/" + id + "/value",
                JsonObject.builder().put("text", keys).build());
    }

    /** What is to be seen now, as PNG. */
    public void screenshot(Path file) throws IOException, InterruptedException {
        String png = ((JsonString) send("GET", session + "/screenshot", JsonObject.EMPTY)).value();
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(png));
    }

    /** What the browser complained about since the last time. */
    public String complaints() throws IOException, InterruptedException {
        return send(
                        "POST",
                        session + "/se/log",
                        JsonObject.builder().put("type", "browser").build())
                .toString();
    }

    @Override
    public void close() throws IOException {
        try {
            send("DELETE", session, JsonObject.EMPTY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            driver.destroy();
        }
    }
}
