package io.github.onekyu.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data files (communication.md §3.6). */
class DataFilesTest {
    private static final String SECRET = "not for you";
    private OneBotFixture account;
    private Path data;

    @BeforeEach
    void start() throws IOException {
        account = Http.guarded()
                .set("serve_data_files", "yes")
                .set("data_dir", "data")
                .start();
        data = account.home().resolve("data");
        for (String directory : new String[] {"image/sub", "record", "show", "bface", "log"}) {
            Files.createDirectories(data.resolve(directory));
        }
        Files.writeString(data.resolve("image/A.jpg.cqimg"), "[image]\nmd5=A\n");
        Files.writeString(data.resolve("image/sub/图 1.png"), "png");
        Files.writeString(data.resolve("image/a..b.jpg"), "dots");
        Files.writeString(data.resolve("log/x"), "log");
        Files.writeString(account.home().resolve("secret"), SECRET);
    }

    @AfterEach
    void stop() {
        account.close();
    }

    private RawHttp.Response get(String target) {
        return Http.get(account, target, Http.BEARER);
    }

    private int status(String target) {
        RawHttp.Response response = get(target);
        assertThat(response.text()).doesNotContain(SECRET);
        return response.status();
    }

    @Test
    @Tag("FILE-06")
    @Tag("FILE-01")
    void aFileIsSentAsItIs() {
        RawHttp.Response response = get("/data/image/A.jpg.cqimg?x=1");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).isEqualTo("[image]\nmd5=A\n");
        assertThat(response.headers().first("Content-Type")).contains("application/octet-stream");
        assertThat(response.headers().first("Content-Disposition")).contains("attachment");
        assertThat(response.headers().first("Content-Length")).contains("14");
    }

    @Test
    @Tag("FILE-06")
    void largeAndEmptyFilesKeepEveryByteAndTheConnection() throws IOException {
        byte[] bytes = new byte[5_000_017];
        new Random(1).nextBytes(bytes);
        Files.write(data.resolve("record/big.amr"), bytes);
        Files.write(data.resolve("show/empty"), new byte[0]);
        try (RawHttp http = Http.connect(account)) {
            assertThat(http.get("/data/record/big.amr", Http.BEARER).body()).isEqualTo(bytes);
            RawHttp.Response empty = http.get("/data/show/empty", Http.BEARER);
            assertThat(empty.status()).isEqualTo(200);
            assertThat(empty.headers().first("Content-Length")).contains("0");
            assertThat(http.get("/data/record/big.amr", Http.BEARER).body()).isEqualTo(bytes);
        }
    }

    @Test
    @Tag("FILE-01")
    @Tag("FILE-05")
    void pathsMayHaveDirectoriesAndAreDecodedOnce() {
        assertThat(get("/data/image/sub/%E5%9B%BE%201.png").text()).isEqualTo("png");
        assertThat(get("/data/image/sub%2F%E5%9B%BE%201.png").text()).isEqualTo("png");
        assertThat(get("/data/image/sub%5C%E5%9B%BE%201.png").text()).isEqualTo("png");
        assertThat(status("/data/image/%2541.jpg.cqimg")).isEqualTo(404);
    }

    @Test
    @Tag("FILE-01")
    void otherDirectoriesAndMethodsAreRefused() {
        assertThat(status("/data/log/x")).isEqualTo(404);
        assertThat(status("/data/image/")).isEqualTo(404);
        assertThat(status("/data/image")).isEqualTo(404);
        assertThat(status("/data/IMAGE/A.jpg.cqimg")).isEqualTo(404);
        assertThat(Http.post(account, "/data/image/A.jpg.cqimg", "", "", Http.BEARER)
                        .status())
                .isEqualTo(404);
        for (String method : new String[] {"PUT", "DELETE", "HEAD"}) {
            assertThat(Http.request(account, method, "/data/image/A.jpg.cqimg", Http.BEARER)
                            .status())
                    .isEqualTo(405);
        }
        assertThat(Http.request(account, "OPTIONS", "/data/image/A.jpg.cqimg").status())
                .isIn(404, 405);
    }

    @Test
    @Tag("FILE-01")
    void dataAloneIsAnUnknownAction() {
        assertThat(Http.get(account, "/data").status()).isEqualTo(401);
        assertThat(Http.get(account, "/data/").status()).isEqualTo(401);
        assertThat(status("/data")).isEqualTo(404);
    }

    @Test
    @Tag("FILE-02")
    void switchedOffItIs404ForEverybody() throws IOException {
        try (OneBotFixture off = Http.guarded().set("data_dir", "data").start()) {
            Files.createDirectories(off.home().resolve("data/image"));
            Files.writeString(off.home().resolve("data/image/a"), "a");
            assertThat(Http.get(off, "/data/image/a").status()).isEqualTo(404);
            assertThat(Http.get(off, "/data/image/a", Http.BEARER).status()).isEqualTo(404);
        }
    }

    @Test
    @Tag("FILE-03")
    void checksComeInTheirOrder() {
        assertThat(Http.get(account, "/data/image/../x").status()).isEqualTo(401);
        assertThat(Http.get(account, "/data/image/none", "Authorization: Bearer no")
                        .status())
                .isEqualTo(403);
        assertThat(status("/data/image/..none")).isEqualTo(403);
        assertThat(status("/data/image/none")).isEqualTo(404);
    }

    @Test
    @Tag("FILE-03")
    void whatMayNotBeReadIs403() throws IOException {
        Path file = data.resolve("image/locked");
        Files.writeString(file, "x");
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"), "needs POSIX permissions");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeTrue(!Files.isReadable(file), "this user may read everything");
        assertThat(status("/data/image/locked")).isEqualTo(403);
    }

    @Test
    @Tag("FILE-04")
    void onlyTheHeaderAuthorises() {
        assertThat(Http.get(account, "/data/image/A.jpg.cqimg?access_token=" + Http.TOKEN)
                        .status())
                .isEqualTo(401);
        assertThat(Http.get(account, "/data/image/A.jpg.cqimg", "Authorization: Token " + Http.TOKEN)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/data/image/../../secret",
                "/data/image/../x",
                "/data/image/%2e%2e/x",
                "/data/image/%2e%2e%2f%2e%2e%2fsecret",
                "/data/image/.%2e/.%2e/secret",
                "/data/image/..%5c..%5csecret",
                "/data/image/sub/..\\..\\..\\secret",
                "/data/image/a..b.jpg",
                "/data/image/..",
                "/data/image/..;/..;/secret",
                "/data/image/x/%00/../../../secret"
            })
    @Tag("FILE-05")
    void twoDotsAreForbidden(String target) {
        assertThat(status(target)).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/data/image/%2Fetc%2Fhostname",
                "/data/image//etc/hostname",
                "/data/image/%5Cetc%5Chostname",
                "/data/image/A.jpg.cqimg%00",
                "/data/image/A.jpg.cqimg%00.png",
                "/data/image/%252e%252e/secret",
                "/data/image/%c0%ae%c0%ae/secret",
                "/data/image/A.jpg.cqimg/",
                "/data/image/A.jpg.cqimg/x",
                "/data/image/sub",
                "/data/image/C:/x"
            })
    @Tag("FILE-05")
    @Tag("FILE-06")
    void whatIsNoFileBelowTheDirectoryIs404(String target) {
        assertThat(status(target)).isEqualTo(404);
    }

    @Test
    @Tag("FILE-05")
    void linksMayNotLeadOut() throws IOException {
        try {
            Files.createSymbolicLink(data.resolve("image/out"), account.home().resolve("secret"));
            Files.createSymbolicLink(data.resolve("image/up"), account.home());
            Files.createSymbolicLink(data.resolve("image/in"), data.resolve("image/A.jpg.cqimg"));
            Files.createSymbolicLink(
                    data.resolve("image/nowhere"), account.home().resolve("none"));
        } catch (UnsupportedOperationException | IOException notAllowed) {
            assumeTrue(false, "links cannot be made here");
        }
        assertThat(status("/data/image/out")).isEqualTo(403);
        assertThat(status("/data/image/up/secret")).isEqualTo(403);
        assertThat(status("/data/image/up")).isEqualTo(403);
        assertThat(status("/data/image/in")).isEqualTo(200);
        assertThat(status("/data/image/nowhere")).isEqualTo(404);
    }

    @Test
    @Tag("CORS-03")
    void filesNameTheOriginToo() throws IOException {
        try (OneBotFixture cors = Http.account()
                .set("serve_data_files", "yes")
                .set("enable_cors", "yes")
                .set("data_dir", "data")
                .start()) {
            Files.createDirectories(cors.home().resolve("data/image"));
            Files.writeString(cors.home().resolve("data/image/a"), "a");
            assertThat(Http.get(cors, "/data/image/a").headers().first("Access-Control-Allow-Origin"))
                    .contains("*");
        }
    }

    @Test
    void aPeerThatLeavesInTheMiddleHarmsNobody() throws IOException {
        Files.write(data.resolve("record/big.amr"), new byte[20_000_000]);
        for (int i = 0; i < 10; i++) {
            try (RawHttp http = Http.connect(account)) {
                http.write("GET /data/record/big.amr HTTP/1.1\r\nHost: x\r\n" + Http.BEARER + "\r\n\r\n");
                if (i % 2 == 0) {
                    http.reset();
                }
            }
        }
        assertThat(get("/data/record/big.amr").body()).hasSize(20_000_000);
    }

    @Test
    void aFileThatNobodyTakesIsGivenUp() throws IOException {
        try (OneBotFixture impatient = Http.impatient(Duration.ofMillis(300))
                .set("serve_data_files", "yes")
                .set("data_dir", "data")
                .start()) {
            Files.createDirectories(impatient.home().resolve("data/image"));
            Files.write(impatient.home().resolve("data/image/big"), new byte[60_000_000]);
            try (RawHttp http = Http.connect(impatient)) { // only now: it has little time to ask
                http.write("GET /data/image/big HTTP/1.1\r\nHost: x\r\n\r\n");
                // Nothing is read: the buffers fill, then the server has had enough and takes nothing any more either.
                Awaitility.await().until(() -> refusesBytes(http));

                Awaitility.await().until(() -> openFiles("big") == 0);
            }
        }
    }

    private static boolean refusesBytes(RawHttp http) {
        try {
            http.write("x");
            return false;
        } catch (UncheckedIOException e) {
            return true;
        }
    }

    /** How many descriptors of this process point to such a file, where the system tells; else 0. */
    private static long openFiles(String name) throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        long open = 0;
        if (Files.isDirectory(descriptors)) {
            try (var links = Files.newDirectoryStream(descriptors)) {
                for (Path link : links) {
                    open += target(link).endsWith("/" + name) ? 1 : 0;
                }
            }
        }
        return open;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
