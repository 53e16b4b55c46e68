package io.github.onekyu.bridge.ckyu.sandbox;

import static io.github.onekyu.bridge.ckyu.sandbox.SandboxHost.await;
import static io.github.onekyu.bridge.ckyu.sandbox.SandboxHost.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.onekyu.core.control.ControlException;
import io.github.onekyu.core.control.ControlException.Kind;
import io.github.onekyu.core.error.BackendException;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Users say messages with media whose bytes lie elsewhere. */
class SaidMediaTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 1, 2, 3, 0, -1};

    @TempDir
    Path home;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private String web;
    private SandboxHost host;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestURI().toString());
            answer(exchange);
            exchange.close();
        });
        server.start();
        web = "http://127.0.0.1:" + server.getAddress().getPort();
        host = new SandboxHost(home);
    }

    private void answer(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/missing" -> exchange.sendResponseHeaders(404, -1);
            case "/empty" -> exchange.sendResponseHeaders(200, -1);
            case "/broken" -> {
                exchange.sendResponseHeaders(200, 100);
                exchange.getResponseBody().write(PNG);
            }
            case "/slow" -> {
                exchange.sendResponseHeaders(200, PNG.length);
                exchange.getResponseBody().write(PNG, 0, 2);
                exchange.getResponseBody().flush();
                try {
                    gate.await(10, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                exchange.getResponseBody().write(PNG, 2, PNG.length - 2);
            }
            default -> {
                exchange.sendResponseHeaders(200, PNG.length);
                exchange.getResponseBody().write(PNG);
            }
        }
    }

    @AfterEach
    void close() {
        gate.countDown();
        host.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private void restart(String settings) {
        host.close();
        host = new SandboxHost(home, settings);
    }

    private static String base64(byte[] bytes) {
        return "base64://" + Base64.getEncoder().encodeToString(bytes);
    }

    private static String body(String segments) {
        return "{'type':'private','user_id':10001,'message':[" + segments + "]}";
    }

    private static String segment(String type, String file) {
        return "{'type':'" + type + "','data':{'file':'" + file + "'}}";
    }

    private static JsonObject data(JsonObject message, int index) {
        return ((JsonObject) message.array("message").orElseThrow().get(index))
                .object("data")
                .orElseThrow();
    }

    private static Path path(JsonObject described) {
        return Path.of(URI.create(described.string("url", "")));
    }

    /** All files of media, and what may be on its way there. */
    private List<Path> left() throws IOException {
        List<Path> all = new ArrayList<>();
        for (String directory : List.of("image", "record", "show", "sandbox/files/10000")) {
            Path there = home.resolve("data").resolve(directory);
            if (Files.isDirectory(there)) {
                try (Stream<Path> files = Files.list(there)) {
                    files.forEach(all::add);
                }
            }
        }
        return all;
    }

    @Test
    @Tag("SEG-03")
    @Tag("A-get_image")
    void everyKindOfSourceBecomesAFileWithANameAndAnAddress() throws IOException {
        Path file = Files.write(home.resolve("a b.bin"), PNG);
        for (String source : List.of(
                base64(PNG), file.toUri().toString(), "file://" + file, file.toString(), web + "/a.jpg?key=1")) {
            host.say(body(segment("image", source)));
            JsonObject image = data(host.onlyEvent(), 0);
            assertThat(image.members().keySet()).containsExactly("file", "url");
            assertThat(image.string("file", "")).matches("[0-9A-F]{64}\\.png");
            assertThat(path(image))
                    .isEqualTo(home.resolve("data/image").toAbsolutePath().resolve(image.string("file", "")))
                    .hasBinaryContent(PNG);
            assertThat(host.call("get_image", "{'file':'" + image.string("file", "") + "'}"))
                    .isEqualTo(JsonObject.builder()
                            .put("file", path(image).toString())
                            .put("size", PNG.length)
                            .put("filename", image.string("file", ""))
                            .put("url", image.string("url", ""))
                            .build());
        }
        assertThat(left()).hasSize(1);
        assertThat(file).hasBinaryContent(PNG);
    }

    @Test
    @Tag("EV-06")
    void theRawMessageHasTheNameAndNoAddress() {
        host.say("{'type':'group','group_id':20001,'user_id':10001,'message':'see [CQ:image,file=" + base64(PNG)
                + ",cache=0]!'}");
        JsonObject event = host.onlyEvent();
        JsonObject image = data(event, 1);
        assertThat(event.string("raw_message"))
                .contains("see [CQ:image,file=" + image.string("file", "") + ",cache=0]!");
        assertThat(image.string("url", "")).startsWith("file:///");
    }

    /** Shiro closes at 512,000 bytes, and clients in Python at a mebibyte. */
    @Test
    @Tag("M-13")
    void anEventNamesALargePictureAndDoesNotCarryIt() {
        byte[] large = Arrays.copyOf(PNG, 3 << 20);
        host.say(body(segment("image", base64(large))));
        JsonObject event = host.onlyEvent();
        assertThat(path(data(event, 0))).hasBinaryContent(large);
        assertThat(event.toString()).hasSizeLessThan(4000);
    }

    @Test
    @Tag("SEG-04")
    @Tag("A-get_record")
    void aRecordIsFoundByTheNameOfItsEvent() throws IOException {
        byte[] amr = "#!AMR\nx".getBytes(StandardCharsets.US_ASCII);
        host.say(body(segment("record", base64(amr))));
        JsonObject record = data(host.onlyEvent(), 0);
        String name = record.string("file", "");
        assertThat(name).endsWith(".amr");
        Path path = home.resolve("data/record").toAbsolutePath().resolve(name);
        assertThat(path(record)).isEqualTo(path).hasBinaryContent(amr);
        JsonObject found = host.data("get_record", "{'file':'" + name + "','out_format':'mp3','full_path':true}");
        assertThat(found)
                .isEqualTo(JsonObject.builder()
                        .put("file", path.toString())
                        .put("size", amr.length)
                        .put("filename", name)
                        .put("url", record.string("url", ""))
                        .build());
    }

    @Test
    @Tag("SEG-05")
    @Tag("A-get_file")
    void aVideoIsFoundByTheNameOfItsEvent() throws IOException {
        byte[] video = {1, 2, 3};
        host.say(body(segment("video", Files.write(home.resolve("a.MP4"), video).toString())));
        JsonObject data = data(host.onlyEvent(), 0);
        assertThat(data.string("file", "")).endsWith(".mp4");
        JsonObject found = host.data("get_file", "{'file':'" + data.string("file", "") + "'}");
        assertThat(found.string("url")).isEqualTo(data.string("url"));
        assertThat(path(found))
                .hasParent(home.resolve("data/show").toAbsolutePath())
                .hasBinaryContent(video);
    }

    @Test
    @Tag("SEG-20")
    @Tag("A-get_forward_msg")
    void mediaInNodesAreTakenToo() throws IOException {
        byte[] other = {'G', 'I', 'F', '8', 1};
        host.say(body("{'type':'node','data':{'user_id':10001,'content':'a[CQ:image,file=" + base64(PNG) + "]'}},"
                + "{'type':'node','data':{'user_id':10002,'content':[{'type':'node','data':{'user_id':10003,'content':"
                + segment("image", base64(other)) + "}}]}}"));
        assertThat(host.onlyEvent().array("message").orElseThrow())
                .isEqualTo(JsonArray.of(json("{'type':'forward','data':{'id':'1'}}")));
        JsonObject forward = host.data("get_forward_msg", "{'id':'1'}");
        JsonArray nodes = forward.array("message").orElseThrow();
        JsonArray first = content((JsonObject) nodes.get(0));
        assertThat(first.get(0)).isEqualTo(json("{'type':'text','data':{'text':'a'}}"));
        assertThat(path(((JsonObject) first.get(1)).object("data").orElseThrow()))
                .hasBinaryContent(PNG);
        JsonObject inner = (JsonObject) content((JsonObject) nodes.get(1)).get(0);
        JsonObject image = ((JsonObject) content(inner).get(0)).object("data").orElseThrow();
        assertThat(image.string("file", "")).endsWith(".gif");
        assertThat(path(image)).hasBinaryContent(other);
        JsonObject shaped = (JsonObject) forward.array("messages").orElseThrow().get(0);
        assertThat(shaped.array("content")).contains(first);
        assertThat(((JsonObject) host.messages("private:10001").get(0)).array("nodes"))
                .contains(nodes);
    }

    private static JsonArray content(JsonObject node) {
        return node.object("data").orElseThrow().array("content").orElseThrow();
    }

    @Test
    @Tag("A-get_msg")
    @Tag("A-get_friend_msg_history")
    @Tag("A-get_recent_contact")
    void whatWasSaidStaysReadableAfterARestartAndAMove(@TempDir Path elsewhere) throws IOException {
        host.say(body(segment("image", base64(PNG))));
        JsonObject image = data(host.onlyEvent(), 0);
        assertThat(data((JsonObject) host.messages("private:10001").get(0), 0)).isEqualTo(image);
        restart("{}");
        assertThat(data(host.data("get_msg", "{'message_id':1}"), 0)).isEqualTo(image);
        JsonArray history = host.data("get_friend_msg_history", "{'user_id':10001}")
                .array("messages")
                .orElseThrow();
        assertThat(data((JsonObject) history.get(0), 0)).isEqualTo(image);
        JsonArray recent = (JsonArray) host.call("get_recent_contact", "{}");
        assertThat(data(((JsonObject) recent.get(0)).object("lastestMsg").orElseThrow(), 0))
                .isEqualTo(image);
        host.close();
        Path moved = elsewhere.resolve("home");
        Files.move(home.resolve("data"), Files.createDirectories(moved).resolve("data"));
        try (SandboxHost there = new SandboxHost(moved)) {
            JsonObject read = data(there.data("get_msg", "{'message_id':1}"), 0);
            assertThat(path(read)).startsWith(moved.toAbsolutePath()).hasBinaryContent(PNG);
        }
    }

    @Test
    void whatIsNoReferenceIsSaidAsItIs() throws IOException {
        String segments = "{'type':'image','data':{'file':'1.jpg'}},{'type':'image','data':{'file':'"
                + "0123456789ABCDEF0123456789ABCDEF.image','url':'http://a/b'}},{'type':'image','data':{}},"
                + "{'type':'share','data':{'file':'" + base64(PNG) + "'}}";
        host.say(body(segments));
        assertThat(host.onlyEvent().array("message"))
                .contains((JsonArray) json("{'x':[" + segments + "]}").get("x"));
        assertThat(left()).isEmpty();
    }

    @Test
    void anAddressThatIsGivenStays() {
        host.say(body("{'type':'image','data':{'file':'" + base64(PNG) + "','url':'http://a/b'}}"));
        assertThat(data(host.onlyEvent(), 0).string("url")).contains("http://a/b");
    }

    @Test
    void oneAddressIsFetchedOnceForAMessage() {
        host.say(body(segment("image", web + "/a") + "," + segment("image", web + "/a")));
        JsonObject event = host.onlyEvent();
        assertThat(data(event, 0)).isEqualTo(data(event, 1));
        assertThat(requests).hasSize(1);
        host.say(body(segment("image", web + "/a")));
        assertThat(requests).hasSize(2);
    }

    @Test
    void whatCannotBeHadIsNamedAndNothingIsSaid() throws IOException {
        String nowhere = home.resolve("nowhere.png").toString();
        refused(web + "/missing?key=secret", Kind.INVALID, "message[2] (image) is " + web + "/missing, ", "404");
        refused(web + "/empty", Kind.INVALID, "empty");
        refused(web + "/broken", Kind.INVALID, web + "/broken");
        refused("http://127.0.0.1:1/", Kind.INVALID, "127.0.0.1:1", "there is no server");
        refused("https://", Kind.INVALID, "address");
        refused(nowhere, Kind.NOT_FOUND, nowhere, "no such file");
        refused("file://" + nowhere, Kind.NOT_FOUND, "no such file");
        refused(home.toString(), Kind.NOT_FOUND, "no such file");
        refused("base64://*", Kind.INVALID, "base64 data of 1 characters");
        refused("base64://", Kind.INVALID, "empty");
        assertThat(host.messages("")).isEmpty();
        assertThat(host.newEvents()).isEmpty();
        assertThat(left()).isEmpty();
    }

    /** A good one before it leaves nothing either. */
    private void refused(String file, Kind kind, String... words) {
        String message =
                segment("image", base64(PNG)) + ",{'type':'text','data':{'text':'t'}}," + segment("image", file);
        ControlException refusal = host.refused(host.control().say(json(body(message))));
        assertThat(refusal.kind()).isEqualTo(kind);
        assertThat(refusal).hasMessageContainingAll(words).hasMessageContaining("expected a web address");
        assertThat(refusal.getMessage()).doesNotContain("secret");
    }

    @Test
    void whatIsTooLargeIsRefused() throws IOException {
        Path file = Files.write(home.resolve("a.bin"), PNG);
        restart("{'max_media_size':" + (PNG.length - 1) + "}");
        for (String source : List.of(web + "/a", file.toString(), base64(PNG))) {
            refused(source, Kind.INVALID, "max_media_size");
        }
        restart("{'max_media_size':" + PNG.length + "}");
        for (String source : List.of(web + "/a", file.toString(), base64(PNG))) {
            host.say(body(segment("image", source)));
        }
        assertThat(host.newEvents()).hasSize(3);
        assertThat(left()).hasSize(1);
    }

    @Test
    void aLargeMediumIsTakenWhole() throws IOException {
        byte[] bytes = new byte[5 << 20];
        new Random(7).nextBytes(bytes);
        host.say(body(segment("record", base64(bytes))));
        JsonObject record = data(host.onlyEvent(), 0);
        assertThat(record.string("file", "")).endsWith(".tmp");
        assertThat(Files.readAllBytes(path(record))).isEqualTo(bytes);
    }

    @Test
    void filesOfThisMachineCanBeTurnedOff() throws IOException {
        Path file = Files.write(home.resolve("a.bin"), PNG);
        restart("{'allow_file_uri':false}");
        refused(file.toString(), Kind.INVALID, "allow_file_uri");
        refused(file.toUri().toString(), Kind.INVALID, "allow_file_uri");
        assertThat(left()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'type':'private','user_id':55,'message':[%s]}                                     | NOT_FOUND | user 55
            {'type':'private','user_id':10001,'message':[%s],'mesage':1}                       | INVALID   | no field "mesage"
            {'type':'private','user_id':10001,'message':[{'type':'node','data':{'user_id':1,'content':[%s]}},{'type':'face'}]} | INVALID | nodes stand beside
            {'type':'group','group_id':20002,'user_id':10001,'message':[%s]}                   | CONFLICT  | banned
            {'type':'discuss','discuss_id':7,'user_id':55,'message':[%s]}                      | NOT_FOUND | user 55
            """)
    void whoCannotSpeakFetchesNothing(String body, Kind kind, String words) throws IOException {
        await(host.control().putMember(20002, 10001, json("{'ban_duration':60}")));
        ControlException refusal = host.refused(host.control().say(json(body.formatted(segment("image", web + "/a")))));
        assertThat(refusal.kind()).isEqualTo(kind);
        assertThat(refusal).hasMessageContaining(words);
        assertThat(requests).isEmpty();
        assertThat(left()).isEmpty();
    }

    @Test
    void aCheckAheadChangesNothing() {
        String body = "{'type':'%s','group_id':20001,'user_id':10001,'anonymous':{'name':'Fox'},'message':[%s]}";
        JsonObject before = host.control().world();
        host.refused(host.control().say(json(body.formatted("group", segment("image", web + "/missing")))));
        host.refused(host.control()
                .say(json("{'type':'discuss','discuss_id':7,'user_id':10001,'message':["
                        + segment("image", web + "/missing") + "]}")));
        assertThat(host.control().world()).isEqualTo(before);
        host.say(body.formatted("group", segment("image", web + "/a")));
        assertThat(host.onlyEvent().object("anonymous")).isPresent();
    }

    @Test
    void whoeverIsBannedMeanwhileSaysNothing() throws IOException {
        CompletionStage<JsonObject> slow = host.control()
                .say(json("{'type':'group','group_id':20001,'user_id':10001,'message':["
                        + segment("image", base64(new byte[] {7})) + "," + segment("image", web + "/slow") + "]}"));
        host.say(body(segment("image", base64(PNG)))); // the same bytes, needed by somebody else
        assertThat(slow.toCompletableFuture()).isNotDone();
        await(host.control().putMember(20001, 10001, json("{'ban_duration':60}")));
        gate.countDown();
        ControlException refusal = host.refused(slow);
        assertThat(refusal.kind()).isEqualTo(Kind.CONFLICT);
        assertThat(host.messages("group:20001")).isEmpty();
        assertThat(left()).singleElement().satisfies(file -> assertThat(file).hasBinaryContent(PNG));
    }

    @Test
    void aStopEndsDownloadsAndLeavesNothing() throws IOException {
        CompletionStage<JsonObject> slow =
                host.control().say(json(body(segment("image", base64(PNG)) + "," + segment("image", web + "/slow"))));
        Awaitility.await().until(() -> requests.contains("/slow"));
        host.close();
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> await(slow))
                .matches(e -> e instanceof BackendException || e instanceof ControlException);
        assertThat(left()).isEmpty();
        host = new SandboxHost(home);
        assertThat(host.messages("")).isEmpty();
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsNamed() throws IOException {
        Path images = home.resolve("data/image");
        Files.writeString(images, "a file where the directory should be");
        assertThatExceptionOfType(BackendException.class)
                .isThrownBy(() -> host.say(body(segment("image", base64(PNG)))))
                .withMessageContaining("message[0]")
                .withMessageContaining(images.toString());
        assertThat(host.messages("")).isEmpty();
        Files.delete(images);
        assertThat(left()).isEmpty();
    }
}
