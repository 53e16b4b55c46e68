package io.github.onekyu.bridge.ckyu.sandbox;

import static io.github.onekyu.bridge.ckyu.sandbox.SandboxHost.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.onekyu.core.error.BackendException;
import io.github.onekyu.core.json.JsonValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the bytes of uploads and downloads come from. */
class FileSourcesTest {
    private static final byte[] BYTES = {1, 2, 3, 0, -1};

    @TempDir
    Path home;

    private final List<HttpExchange> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private String web;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            requests.add(exchange);
            answer(exchange);
            exchange.close();
        });
        server.start();
        web = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/missing" -> exchange.sendResponseHeaders(404, -1);
            case "/empty" -> exchange.sendResponseHeaders(200, -1);
            case "/broken" -> {
                exchange.sendResponseHeaders(200, 100);
                exchange.getResponseBody().write(BYTES);
            }
            case "/slow" -> {
                exchange.sendResponseHeaders(200, BYTES.length);
                exchange.getResponseBody().write(BYTES, 0, 2);
                exchange.getResponseBody().flush();
                try {
                    gate.await(10, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                exchange.getResponseBody().write(BYTES, 2, BYTES.length - 2);
            }
            default -> {
                exchange.sendResponseHeaders(200, BYTES.length);
                exchange.getResponseBody().write(BYTES);
            }
        }
    }

    @AfterEach
    void stop() {
        gate.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private static String upload(String file) {
        return "{'group_id':20001,'name':'n','file':'" + file + "'}";
    }

    private static byte[] uploaded(SandboxHost host, String file) {
        String id = host.data("upload_group_file", upload(file)).string("file_id", "");
        String url = host.data("get_group_file_url", "{'group_id':20001,'file_id':'" + id + "','busid':102}")
                .string("url", "");
        try {
            return Files.readAllBytes(Path.of(URI.create(url)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void refused(SandboxHost host, String action, String params, int retcode, String... words) {
        assertThatExceptionOfType(BackendException.class)
                .isThrownBy(() -> host.call(action, params))
                .satisfies(e -> assertThat(e.retcode()).isEqualTo(retcode))
                .satisfies(e -> assertThat(e).hasMessageContainingAll(words));
    }

    private List<Path> files(String directory) throws IOException {
        Path there = home.resolve("data").resolve(directory);
        if (!Files.isDirectory(there)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(there)) {
            return all.toList();
        }
    }

    @Test
    @Tag("A-upload_group_file")
    void everyKindOfSourceIsTaken() throws IOException {
        Path file = Files.write(home.resolve("a b.bin"), BYTES);
        Files.write(Files.createDirectories(home.resolve("data/image")).resolve("1.jpg"), BYTES);
        try (SandboxHost host = new SandboxHost(home)) {
            assertThat(uploaded(host, web + "/a?b=c")).isEqualTo(BYTES);
            assertThat(uploaded(host, file.toUri().toString())).isEqualTo(BYTES);
            assertThat(uploaded(host, file.toString())).isEqualTo(BYTES);
            assertThat(uploaded(host, "base64://AQID AP8")).isEqualTo(BYTES);
            assertThat(uploaded(host, "1.jpg")).isEqualTo(BYTES);
            assertThat(file).hasBinaryContent(BYTES);
        }
    }

    @Test
    @Tag("A-upload_group_file")
    @Tag("A-upload_private_file")
    @Tag("A-set_group_portrait")
    void whatCannotBeHadIsNamed() throws IOException {
        Path nowhere = home.resolve("nowhere.bin");
        try (SandboxHost host = new SandboxHost(home)) {
            refused(host, "upload_group_file", upload(nowhere.toString()), 102, nowhere.toString(), "no such file");
            refused(host, "upload_group_file", upload("2.jpg"), 102, "2.jpg");
            refused(host, "upload_group_file", upload(web + "/missing?key=k"), 103, web + "/missing cannot", "404");
            refused(host, "upload_group_file", upload(web + "/empty"), 103, "empty");
            refused(host, "upload_group_file", upload(web + "/broken"), 103, web + "/broken");
            refused(host, "upload_group_file", upload("base64://*"), 100, "base64");
            refused(host, "upload_group_file", upload("base64://"), 103, "empty");
            refused(host, "upload_group_file", upload("http://"), 100, "address");
            refused(host, "upload_private_file", "{'user_id':10001,'name':'n','file':'2.jpg'}", 102, "2.jpg");
            refused(host, "set_group_portrait", "{'group_id':20001,'file':'2.jpg'}", 102, "2.jpg");
            assertThat(host.control().world().array("files").orElseThrow()).isEmpty();
            assertThat(host.newEvents()).isEmpty();
        }
        assertThat(files("sandbox/files/10000")).isEmpty();
    }

    @Test
    @Tag("A-upload_group_file")
    @Tag("A-download_file")
    void tooLargeFilesAreRefused() throws IOException {
        Path file = Files.write(home.resolve("a.bin"), BYTES);
        try (SandboxHost host = new SandboxHost(home, "{'max_media_size':4}")) {
            for (String source : List.of(web + "/a", file.toString(), "base64://AQIDAP8=")) {
                refused(host, "upload_group_file", upload(source), 103, "max_media_size");
            }
            refused(host, "download_file", "{'url':'" + web + "/a'}", 103, "max_media_size");
        }
        assertThat(files("sandbox/files/10000")).isEmpty();
        assertThat(files("download")).isEmpty();
    }

    @Test
    @Tag("A-upload_group_file")
    void filesOfThisMachineCanBeTurnedOffAllButDownloads() throws IOException {
        Path file = Files.write(home.resolve("a.bin"), BYTES);
        try (SandboxHost host = new SandboxHost(home, "{'allow_file_uri':false}")) {
            refused(host, "upload_group_file", upload(file.toString()), 103, "allow_file_uri");
            refused(host, "upload_group_file", upload(file.toUri().toString()), 103, "allow_file_uri");
            String downloaded =
                    host.data("download_file", "{'url':'" + web + "/a'}").string("file", "");
            assertThat(uploaded(host, downloaded)).isEqualTo(BYTES);
            String around = Path.of(downloaded).resolveSibling("../../a.bin").toString();
            refused(host, "upload_group_file", upload(around), 103, "allow_file_uri");
        }
    }

    @Test
    @Tag("A-download_file")
    void everyDownloadIsMadeAnewAndKept() throws IOException {
        Path first;
        try (SandboxHost host = new SandboxHost(home)) {
            first = Path.of(host.data("download_file", "{'url':'" + web + "/a/b.zip?x=1','thread_count':3}")
                    .string("file", ""));
            Path second = Path.of(host.data("download_file", "{'url':'" + web + "/a/b.zip?x=1'}")
                    .string("file", ""));
            assertThat(first).isNotEqualTo(second);
            assertThat(first.getParent())
                    .isEqualTo(home.resolve("data/download").toAbsolutePath());
            assertThat(first).isAbsolute().hasExtension("zip");
            assertThat(requests).hasSize(2);
            refused(host, "download_file", "{'url':'" + web + "/missing'}", 103, "404");
            refused(host, "download_file", "{'url':'file:///etc/hostname'}", 100, "http");
            refused(host, "download_file", "{'url':'a.zip'}", 100, "a.zip");
        }
        try (SandboxHost again = new SandboxHost(home)) {
            assertThat(again.newEvents()).isEmpty();
            assertThat(first).hasBinaryContent(BYTES);
            assertThat(files("download")).hasSize(2);
        }
    }

    @Test
    @Tag("A-download_file")
    void headersComeAsLinesOrElements() {
        try (SandboxHost host = new SandboxHost(home)) {
            for (String headers : List.of(
                    "'User-Agent=me\\r\\nX-A=1=2\\r\\nnonsense'",
                    "'User-Agent=me\\nX-A=1=2'",
                    "['User-Agent=me','X-A=1=2',{}]",
                    "'[\\\"User-Agent=me\\\",\\\"X-A=1=2\\\"]'")) {
                requests.clear();
                host.call("download_file", "{'url':'" + web + "/a','headers':" + headers + "}");
                assertThat(requests.get(0).getRequestHeaders().getFirst("User-Agent"))
                        .isEqualTo("me");
                assertThat(requests.get(0).getRequestHeaders().getFirst("X-A")).isEqualTo("1=2");
            }
            requests.clear();
            host.call("download_file", "{'url':'" + web + "/a'}");
            assertThat(requests.get(0).getRequestHeaders().getFirst("User-Agent"))
                    .startsWith("CQHttp/");
            refused(host, "download_file", "{'url':'" + web + "/a','headers':'Host=x'}", 100, "Host");
        }
    }

    @Test
    @Tag("A-upload_group_file")
    void aSlowServerHoldsUpNobody() {
        try (SandboxHost host = new SandboxHost(home)) {
            CompletionStage<JsonValue> upload = host.start("upload_group_file", upload(web + "/slow"));
            host.call("send_group_msg", "{'group_id':20001,'message':'x'}");
            host.call("upload_group_file", upload("base64://AQID"));
            assertThat(upload.toCompletableFuture()).isNotDone();
            gate.countDown();
            await(upload);
            assertThat(host.control().world().array("files").orElseThrow()).hasSize(2);
        }
    }

    @Test
    @Tag("A-upload_group_file")
    void whoeverIsBannedMeanwhileUploadsNothing() throws IOException {
        try (SandboxHost host = new SandboxHost(home)) {
            CompletionStage<JsonValue> upload = host.start("upload_group_file", upload(web + "/slow"));
            host.notice("{'notice_type':'group_ban','sub_type':'ban','group_id':20001,'user_id':10000,"
                    + "'operator_id':10003,'duration':60}");
            gate.countDown();
            assertThatExceptionOfType(BackendException.class)
                    .isThrownBy(() -> await(upload))
                    .matches(e -> e.retcode() == -34);
            assertThat(files("sandbox/files/10000")).isEmpty();
        }
    }

    @Test
    void aStopEndsDownloads() throws IOException {
        SandboxHost host = new SandboxHost(home);
        CompletionStage<JsonValue> upload = host.start("upload_group_file", upload(web + "/slow"));
        host.close();
        assertThatExceptionOfType(BackendException.class)
                .isThrownBy(() -> await(upload))
                .withMessageContaining("stops");
    }
}
