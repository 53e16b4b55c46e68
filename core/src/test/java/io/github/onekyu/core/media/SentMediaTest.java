package io.github.onekyu.core.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.onekyu.core.ScriptedBackend;
import io.github.onekyu.core.TestBot;
import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.error.BackendException;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Media references on their way through a send action, as the host sees them. */
class SentMediaTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};
    private static final byte[] OTHER = "GIF89a, another picture".getBytes(StandardCharsets.UTF_8);

    private final TestBot bot = new TestBot();
    private final ScriptedBackend host = bot.backend;
    private final MediaServer server = new MediaServer();

    @TempDir
    private Path home;

    @AfterEach
    void stop() {
        bot.close();
        server.close();
    }

    private TestBot start() {
        return bot.home(home).start();
    }

    private static ActionRequest image(String data) {
        return send("[{\"type\":\"image\",\"data\":" + data + "}]");
    }

    private static ActionRequest send(String message) {
        return ActionRequest.of(
                "send_private_msg",
                new Params(JsonObject.builder()
                        .put("user_id", 1)
                        .put("message", Json.parse(message))
                        .build()));
    }

    private CompletableFuture<ActionResponse> dispatch(ActionRequest request, Caller caller) {
        return bot.bot().actions().dispatch(request, caller).toCompletableFuture();
    }

    private ActionResponse answer(ActionRequest request) throws Exception {
        return dispatch(request, bot.caller).get(10, TimeUnit.SECONDS);
    }

    /** Sends an image with this reference and gives the data that reached the host. */
    private JsonObject sent(String file, String... more) throws Exception {
        JsonObject.Builder data = JsonObject.builder().put("file", file);
        for (int i = 0; i < more.length; i += 2) {
            data.put(more[i], more[i + 1]);
        }
        int before = host.calls.size();
        answer(image(data.build().toString()));
        assertThat(host.calls).hasSize(before + 1);
        return data(host.calls.get(before).params().json());
    }

    private static JsonObject data(JsonObject params) {
        JsonArray message = params.array("message").orElseThrow();
        return ((JsonObject) message.get(message.size() - 1)).object("data").orElseThrow();
    }

    private Path local(String directory, JsonObject data) {
        String name = data.string("file").orElseThrow();
        assertThat(name).matches("[0-9a-f]{64}\\.[a-z0-9]+");
        return home.resolve("data").resolve(directory).resolve(name);
    }

    private List<Path> files() throws IOException {
        Path data = home.resolve("data");
        if (!Files.exists(data)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(data)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    @Tag("ENH-01")
    void anAddressIsDownloadedOnceAndTheHostGetsALocalFile() throws Exception {
        server.on("/a.png", MediaServer.bytes(PNG));
        start();

        JsonObject data = sent(server.url("/a.png?x=1"));

        assertThat(local("image", data)).hasBinaryContent(PNG).hasExtension("png");
        assertThat(server.requests).containsExactly("GET /a.png?x=1");
    }

    @Test
    @Tag("ENH-01")
    void theStringFormIsTheSame() throws Exception {
        server.on("/a", MediaServer.bytes(PNG));
        start();

        answer(send("\"see [CQ:image,file=" + server.url("/a") + "]\""));

        assertThat(local("image", data(host.calls.get(0).params().json()))).hasBinaryContent(PNG);
    }

    @ParameterizedTest
    @Tag("ENH-01")
    @CsvSource({"record, record, amr", "video, show, mp4"})
    void recordsAndVideosHaveTheirOwnDirectories(String type, String directory, String suffix) throws Exception {
        byte[] sound = {1, 2, 3};
        server.on("/x." + suffix, MediaServer.chunked(sound));
        start();

        answer(send("[{\"type\":\"" + type + "\",\"data\":{\"file\":\"" + server.url("/x." + suffix) + "\"}}]"));

        assertThat(local(directory, data(host.calls.get(0).params().json())))
                .hasBinaryContent(sound)
                .hasExtension(suffix);
    }

    @Test
    @Tag("ENH-01")
    void aHostThatFetchesMediaItselfGetsTheAddress() throws Exception {
        host.fetchesMedia = true;
        start();

        assertThat(sent(server.url("/a.png")).string("file")).hasValue(server.url("/a.png"));
        assertThat(sent("base64://AAAA").string("file")).hasValue("base64://AAAA");
        assertThat(server.requests).isEmpty();
    }

    @ParameterizedTest
    @Tag("ENH-01")
    @ValueSource(booleans = {false, true})
    void onlySendActionsAreTouched(boolean mayBlock) {
        host.mayBlock = mayBlock;
        host.actions = java.util.Set.of("set_group_portrait", "x_custom");
        start();
        String params = "{\"group_id\":1,\"file\":\"" + server.url("/a.png") + "\",\"message\":[{\"type\":\"image\","
                + "\"data\":{\"file\":\"" + server.url("/a.png") + "\"}}]}";

        bot.call("set_group_portrait", params);
        bot.call("x_custom", params);

        assertThat(host.calls.get(0).params().text("file")).hasValue(server.url("/a.png"));
        assertThat(host.calls.get(1).params().json()).isEqualTo(Json.parse(params));
        assertThat(server.requests).isEmpty();
    }

    @Test
    @Tag("ENH-01")
    void mediaInsideForwardedNodesAreFetchedInEveryForm() throws Exception {
        server.on("/a", MediaServer.bytes(PNG));
        start();
        String url = server.url("/a");

        bot.call(
                "send_group_forward_msg",
                "{\"group_id\":1,\"messages\":[" + "{\"type\":\"node\",\"data\":{\"id\":\"7\"}},"
                        + "{\"type\":\"node\",\"data\":{\"uin\":1,\"content\":\"a[CQ:image,file=" + url + "]\"}},"
                        + "{\"type\":\"node\",\"data\":{\"content\":\"only text [CQ:face,id=1]\"}},"
                        + "{\"type\":\"node\",\"data\":{\"content\":{\"type\":\"image\",\"data\":{\"file\":\"" + url
                        + "\"}}}},"
                        + "{\"type\":\"node\",\"data\":{\"content\":[{\"type\":\"node\",\"data\":{\"content\":"
                        + "[{\"type\":\"text\",\"data\":{\"text\":\"b\"}},{\"type\":\"image\",\"data\":{\"file\":\""
                        + url + "\",\"cache\":true}}]}}]}}]}");

        JsonArray nodes = host.calls.get(0).params().json().array("messages").orElseThrow();
        String name = data((JsonObject) Json.parse("{\"message\":" + content(nodes.get(1)) + "}"))
                .string("file")
                .orElseThrow();
        assertThat(home.resolve("data/image").resolve(name)).hasBinaryContent(PNG);
        String image = "{\"type\":\"image\",\"data\":{\"file\":\"" + name + "\"";
        assertThat(nodes)
                .hasToString("[{\"type\":\"node\",\"data\":{\"id\":\"7\"}},"
                        + "{\"type\":\"node\",\"data\":{\"uin\":1,\"content\":[{\"type\":\"text\",\"data\":"
                        + "{\"text\":\"a\"}}," + image + "}}]}},"
                        + "{\"type\":\"node\",\"data\":{\"content\":\"only text [CQ:face,id=1]\"}},"
                        + "{\"type\":\"node\",\"data\":{\"content\":" + image + "}}}},"
                        + "{\"type\":\"node\",\"data\":{\"content\":[{\"type\":\"node\",\"data\":{\"content\":"
                        + "[{\"type\":\"text\",\"data\":{\"text\":\"b\"}}," + image + ",\"cache\":true}}]}}]}}]");
        assertThat(server.requests).hasSize(1);
    }

    private static JsonValue content(JsonValue node) {
        return java.util.Objects.requireNonNull(
                ((JsonObject) node).object("data").orElseThrow().get("content"));
    }

    @Test
    @Tag("ENH-01")
    void quickRepliesAreSendsToo() throws Exception {
        server.on("/a", MediaServer.bytes(PNG));
        start();
        JsonObject event = (JsonObject)
                Json.parse("{\"post_type\":\"message\",\"message_type\":\"private\",\"user_id\":7,\"message_id\":1}");
        JsonObject reply = JsonObject.builder()
                .put("reply", "[CQ:image,file=" + server.url("/a") + "]")
                .build();

        bot.context()
                .quickOperations()
                .execute(event, reply, Caller.of("post", "x"))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);

        assertThat(local("image", data(host.calls.get(0).params().json()))).hasBinaryContent(PNG);
    }

    @Test
    @Tag("ENH-02")
    void theSameAddressIsFetchedOnceAndAgainWithoutCache() throws Exception {
        server.on("/a", MediaServer.bytes(PNG));
        start();
        String url = server.url("/a");

        JsonObject first = sent(url);
        assertThat(sent(url, "cache", "1")).isEqualTo(first.with("cache", Json.parse("\"1\"")));
        assertThat(server.requests).hasSize(1);

        server.on("/a", MediaServer.bytes(OTHER));
        for (String no : List.of("0", "no", "false")) {
            assertThat(local("image", sent(url, "cache", no))).hasBinaryContent(OTHER);
        }
        assertThat(server.requests).hasSize(4);

        assertThat(local("image", sent(url))).hasBinaryContent(OTHER);
        assertThat(server.requests).hasSize(4);
    }

    @Test
    @Tag("ENH-02")
    void withoutCacheAFailureLeavesNoOldCopyBehind() throws Exception {
        server.on("/a", MediaServer.bytes(PNG));
        start();
        sent(server.url("/a"));

        server.on("/a", MediaServer.status(500));
        assertThat(sent(server.url("/a"), "cache", "0").string("file")).hasValue(server.url("/a"));
        sent(server.url("/a"));

        assertThat(server.requests).hasSize(3);
    }

    @Test
    @Tag("ENH-02")
    void downloadsAreRememberedByTheNextRunUnlessTheirFileIsGone() throws Exception {
        server.on("/a", MediaServer.bytes(PNG));
        start();
        Path file = local("image", sent(server.url("/a")));
        bot.close();

        try (TestBot next = new TestBot().home(home).start()) {
            String params = "{\"user_id\":1,\"message\":\"[CQ:image,file=" + server.url("/a") + "]\"}";
            next.call("send_private_msg", params);
            assertThat(server.requests).hasSize(1);

            Files.delete(file);
            next.call("send_private_msg", params);
            assertThat(server.requests).hasSize(2);
            assertThat(file).hasBinaryContent(PNG);
        }
    }

    @Test
    @Tag("ENH-03")
    void theTimeoutBoundsTheDownloadAndTheMessageStillGoesToTheHost() throws Exception {
        server.on("/a", server.hanging());
        start();
        long before = System.nanoTime();

        JsonObject data = sent(server.url("/a"), "timeout", "1");

        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(4));
        assertThat(data.string("file")).hasValue(server.url("/a"));
        assertThat(files()).isEmpty();
    }

    @Test
    @Tag("ENH-03")
    void aDownloadThatNobodyWaitsForAnyMoreIsNotJoined() throws Exception {
        server.on("/a", server.hanging());
        start();
        sent(server.url("/a"), "timeout", "1");

        server.on("/a", MediaServer.bytes(PNG));

        assertThat(local("image", sent(server.url("/a")))).hasBinaryContent(PNG);
    }

    @ParameterizedTest
    @Tag("ENH-03")
    @ValueSource(strings = {"", "0", "-1", "soon", "99999999999999999999"})
    void whatIsNoTimeoutMeansNone(String timeout) throws Exception {
        server.on("/a", MediaServer.bytes(PNG));
        start();

        assertThat(local("image", sent(server.url("/a"), "timeout", timeout))).hasBinaryContent(PNG);
    }

    @Test
    @Tag("ENH-04")
    @Tag("ENH-05")
    void onlyACompleteBodyWithAtLeastOneByteWillDo() throws Exception {
        server.on("/truncated", MediaServer.truncated(PNG));
        server.on("/nothing", MediaServer.bytes(new byte[0]));
        server.on("/204", MediaServer.status(204));
        server.on("/500", exchange -> {
            exchange.sendResponseHeaders(500, PNG.length);
            exchange.getResponseBody().write(PNG);
        });
        start();

        for (String path : List.of("/truncated", "/nothing", "/204", "/404", "/500")) {
            assertThat(sent(server.url(path)).string("file")).as(path).hasValue(server.url(path));
        }
        assertThat(files()).isEmpty();
    }

    @Test
    @Tag("ENH-04")
    void any2xxWillDo() throws Exception {
        server.on("/a", exchange -> {
            exchange.sendResponseHeaders(203, PNG.length);
            exchange.getResponseBody().write(PNG);
        });
        start();

        assertThat(local("image", sent(server.url("/a")))).hasBinaryContent(PNG);
    }

    @Test
    @Tag("ENH-05")
    void theHostsErrorDecidesTheRetcode() throws Exception {
        host.answering(
                "send_private_msg", call -> CompletableFuture.failedFuture(new BackendException(-11, "no such file")));
        start();

        ActionResponse answer = answer(image("{\"file\":\"" + server.url("/missing") + "\",\"k\":\"v\"}"));

        assertThat(answer.retcode().value()).isEqualTo(-11);
        assertThat(data(host.calls.get(0).params().json()))
                .isEqualTo(Json.parse("{\"file\":\"" + server.url("/missing") + "\",\"k\":\"v\"}"));
    }

    @ParameterizedTest
    @Tag("ENH-05")
    @ValueSource(
            strings = {
                "http://",
                "http://127.0.0.1:1/a",
                "http://host name/",
                "file:///nowhere/at/all.png",
                "file:///",
                "base64://",
                "base64://A",
                "base64://AAA*",
                "base64://_-_-"
            })
    void whatCannotBeReadStaysAsItIs(String file) throws Exception {
        start();

        assertThat(sent(file).string("file")).hasValue(file);
        assertThat(files()).isEmpty();
    }

    @Test
    @Tag("ENH-06")
    void sendsAtTheSameTimeShareOneDownload() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        server.on("/a", MediaServer.after(released, MediaServer.bytes(PNG)));
        start();

        List<CompletableFuture<ActionResponse>> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            answers.add(dispatch(image("{\"file\":\"" + server.url("/a") + "\"}"), Caller.of("ws", "peer " + i)));
        }
        await().until(() -> server.requests.size() == 1);
        assertThat(host.calls).isEmpty();
        released.countDown();

        for (CompletableFuture<ActionResponse> answer : answers) {
            answer.get(10, TimeUnit.SECONDS);
        }
        assertThat(server.requests).hasSize(1);
        assertThat(host.calls)
                .hasSize(5)
                .allSatisfy(call ->
                        assertThat(local("image", data(call.params().json()))).hasBinaryContent(PNG));
    }

    @Test
    @Tag("ENH-03")
    @Tag("ENH-06")
    void oneThatGivesUpTakesNothingFromTheOthers() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        server.on("/a", MediaServer.after(released, MediaServer.bytes(PNG)));
        start();
        String url = server.url("/a");

        var patient = dispatch(image("{\"file\":\"" + url + "\"}"), Caller.of("ws", "patient"));
        dispatch(image("{\"file\":\"" + url + "\",\"timeout\":\"1\"}"), Caller.of("ws", "hasty"))
                .get(10, TimeUnit.SECONDS);
        assertThat(patient).isNotDone();
        released.countDown();
        patient.get(10, TimeUnit.SECONDS);

        assertThat(data(host.calls.get(0).params().json()).string("file")).hasValue(url);
        assertThat(local("image", data(host.calls.get(1).params().json()))).hasBinaryContent(PNG);
        assertThat(server.requests).hasSize(1);
    }

    @Test
    @Tag("ENH-01")
    void moreDownloadsThanRunAtATimeAllArrive() throws Exception {
        StringBuilder message = new StringBuilder("[");
        for (int i = 0; i < 100; i++) {
            server.on("/" + i, MediaServer.bytes(new byte[] {(byte) i}));
            message.append(i == 0 ? "" : ",")
                    .append("{\"type\":\"image\",\"data\":{\"file\":\"")
                    .append(server.url("/" + i))
                    .append("\"}}");
        }
        start();

        answer(send(message.append("]").toString()));

        JsonArray images = host.calls.get(0).params().json().array("message").orElseThrow();
        for (int i = 0; i < 100; i++) {
            assertThat(local(
                            "image", ((JsonObject) images.get(i)).object("data").orElseThrow()))
                    .hasBinaryContent(new byte[] {(byte) i});
        }
    }

    @Test
    void whatIsLargerThanAllowedIsNotTakenWhereverItComesFrom() throws Exception {
        byte[] large = new byte[11];
        Path file = Files.write(home.resolve("large.png"), large);
        server.on("/announced", MediaServer.bytes(large));
        server.on("/chunked", MediaServer.chunked(large));
        server.on("/fits", MediaServer.bytes(new byte[10]));
        bot.set("max_media_size", "10");
        start();

        for (String reference : List.of(
                server.url("/announced"),
                server.url("/chunked"),
                "file://" + file,
                "base64://" + Base64.getEncoder().encodeToString(large))) {
            assertThat(sent(reference).string("file")).hasValue(reference);
        }
        assertThat(files()).isEmpty();
        assertThat(local("image", sent(server.url("/fits")))).hasSize(10);
    }

    @Test
    void redirectsAreFollowedOnTheWebOnly() throws Exception {
        Path secret = Files.writeString(home.resolve("secret"), "secret");
        server.on("/a", MediaServer.bytes(PNG));
        server.on("/away", MediaServer.redirect(server.url("/a")));
        server.on("/file", MediaServer.redirect("file://" + secret));
        server.on("/loop", MediaServer.redirect(server.url("/loop")));
        start();

        assertThat(local("image", sent(server.url("/away")))).hasBinaryContent(PNG);
        assertThat(sent(server.url("/file")).string("file")).hasValue(server.url("/file"));
        assertThat(sent(server.url("/loop")).string("file")).hasValue(server.url("/loop"));
    }

    @ParameterizedTest
    @Tag("ENH-07")
    @ValueSource(strings = {"file:", "file:/", "file://", "FILE:///"})
    void aFileIsCopied(String scheme) throws Exception {
        Path original = Files.write(Files.createDirectory(home.resolve("a dir")).resolve("图.png"), PNG);
        String path = original.toString().replace('\\', '/');
        start();

        JsonObject data = sent(scheme + path.replaceFirst("^/", "").replace(" ", "%20"));

        assertThat(local("image", data)).hasBinaryContent(PNG);
        assertThat(original).hasBinaryContent(PNG);
    }

    @Test
    @Tag("ENH-07")
    void fileAddressesCanBeTurnedOff() throws Exception {
        Path original = Files.write(home.resolve("a.png"), PNG);
        bot.set("allow_file_uri", "no");
        start();

        assertThat(sent("file://" + original).string("file")).hasValue("file://" + original);
    }

    @ParameterizedTest
    @Tag("ENH-08")
    @CsvSource({
        "iVBORw0KGgo=, 89504e470d0a1a0a, png",
        "iVBORw0KGgo, 89504e470d0a1a0a, png",
        "'iVBO Rw0K\n\tGgo=', 89504e470d0a1a0a, png",
        "/9j/4A==, ffd8ffe0, jpg",
        "R0lGODlh, 474946383961, gif",
        "Qk0AAA==, 424d0000, bmp",
        "AQI=, 0102, tmp",
    })
    void base64DataAreDecodedAndNamedByTheirFirstBytes(String base64, String bytes, String suffix) throws Exception {
        start();

        Path file = local("image", sent("base64://" + base64));

        assertThat(file)
                .hasBinaryContent(java.util.HexFormat.of().parseHex(bytes))
                .hasExtension(suffix);
    }

    @ParameterizedTest
    @Tag("ENH-09")
    @Tag("ENH-13")
    @ValueSource(strings = {"1.jpg", "a/b.png", " http://h/a.png", "BASE64://AAAA", "ftp://h/a", "httpx", ""})
    void anythingElseIsANameOfTheHostsOwn(String file) throws Exception {
        start();

        assertThat(sent(file).string("file")).hasValue(file);
    }

    @Test
    @Tag("ENH-13")
    void theSchemeMayBeInAnyCase() throws Exception {
        server.on("/A.png", MediaServer.bytes(PNG));
        start();

        assertThat(local("image", sent(server.url("/A.png").replace("http", "HttP"))))
                .hasBinaryContent(PNG);
    }

    @Test
    @Tag("WS-17")
    void aSendWaitsForTheMediaOfTheOneBeforeItButNobodyElseDoes() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        server.on("/a", MediaServer.after(released, MediaServer.bytes(PNG)));
        start();

        var first = dispatch(image("{\"file\":\"" + server.url("/a") + "\"}"), bot.caller);
        var second = dispatch(send("\"second\""), bot.caller);
        var third = dispatch(
                ActionRequest.of("send_private_msg_async", send("\"third\"").params()), bot.caller);
        assertThat(third).isDone();
        await().until(() -> server.requests.size() == 1);

        dispatch(send("\"other\""), Caller.of("ws", "other")).get(10, TimeUnit.SECONDS);
        assertThat(bot.retcode("get_login_info", "{}")).isZero();
        assertThat(host.calls("send_private_msg")).hasSize(1);
        assertThat(second).isNotDone();

        released.countDown();
        first.get(10, TimeUnit.SECONDS);
        second.get(10, TimeUnit.SECONDS);
        await().until(() -> host.calls("send_private_msg").size() == 4);
        assertThat(host.calls("send_private_msg"))
                .extracting(call -> data(call.params().json()).string("text").orElse("picture"))
                .containsExactly("other", "picture", "second", "third");
    }

    @Test
    @Tag("WS-17")
    void aHostThatMayBlockIsStillCalledOnARequestThread() throws Exception {
        host.mayBlock = true;
        List<String> threads = new java.util.concurrent.CopyOnWriteArrayList<>();
        host.answering("send_private_msg", call -> {
            threads.add(Thread.currentThread().getName());
            return CompletableFuture.completedFuture(JsonNull.NULL);
        });
        server.on("/a", MediaServer.bytes(PNG));
        start();

        sent(server.url("/a"));
        sent("1.jpg");

        assertThat(threads).hasSize(2).allMatch(name -> name.startsWith("onekyu-request-"));
    }

    @Test
    void badParametersAreRefusedBeforeAnythingIsFetched() throws Exception {
        start();

        int retcode = bot.retcode("send_private_msg", "{\"message\":\"[CQ:image,file=" + server.url("/a") + "]\"}");

        assertThat(retcode).isEqualTo(100);
        assertThat(server.requests).isEmpty();
    }

    @Test
    void aMessageWithoutReferencesIsPassedOnByTheCallersThread() {
        Thread[] caller = new Thread[1];
        host.answering("send_private_msg", call -> {
            caller[0] = Thread.currentThread();
            return CompletableFuture.completedFuture(JsonNull.NULL);
        });
        start();

        assertThat(dispatch(send("\"hi [CQ:image,file=1.jpg]\""), bot.caller)).isDone();
        assertThat(caller[0]).isSameAs(Thread.currentThread());
    }

    @Test
    void aStopEndsWhatIsUnderWayAndLeavesNoThread() throws Exception {
        server.on("/a", server.hanging());
        start();
        var pending = dispatch(image("{\"file\":\"" + server.url("/a") + "\"}"), bot.caller);
        await().until(() -> server.requests.size() == 1);

        bot.close();

        pending.get(10, TimeUnit.SECONDS);
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("onekyu-media")));
    }
}
