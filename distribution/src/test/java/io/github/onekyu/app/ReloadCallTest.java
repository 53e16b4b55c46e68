package io.github.onekyu.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.onekyu.core.config.Config;
import io.github.onekyu.core.error.ConfigException;
import io.github.onekyu.core.error.ConfigProblem;
import io.github.onekyu.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code onekyu reload}, towards a console that answers what it is told to. */
class ReloadCallTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer console;

    @BeforeEach
    void listen() throws IOException {
        console = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        console.start();
    }

    @AfterEach
    void stop() {
        console.stop(0);
    }

    private int reload(int status, String answer) {
        console.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getRequestBody().readAllBytes();
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        return call(console.getAddress().getPort());
    }

    private int call(int port) {
        JsonObject settings = JsonObject.builder()
                .put("console_port", port)
                .put("console_host", "0.0.0.0")
                .put("access_token", "s3cret")
                .build();
        return new ReloadCall(new PrintStream(out, true, StandardCharsets.UTF_8), err())
                .run(() -> Config.of(Path.of("home"), settings));
    }

    private PrintStream err() {
        return new PrintStream(err, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatChangedIsPrinted() {
        int code = reload(
                200,
                "{\"started\":[\"1 ws.a\"],\"stopped\":[\"1 ws.b\"],\"restarted\":[],\"unchanged\":[\"1 http\",\"1 ws\"]}");

        assertThat(code).isZero();
        assertThat(requests).containsExactly("POST /admin/v1/reload application/json Bearer s3cret");
        assertThat(text(out).lines())
                .containsExactly(
                        "  stopped    1 ws.b",
                        "  started    1 ws.a",
                        "Reloaded; 2 other endpoints went on without interruption.");
        assertThat(text(err)).isEmpty();
    }

    @Test
    void nothingDifferentIsSaidToo() {
        assertThat(reload(200, "{\"started\":[],\"stopped\":[],\"restarted\":[],\"unchanged\":[\"1 http\"]}"))
                .isZero();
        assertThat(text(out).strip()).isEqualTo("Reloaded; nothing is different.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "422|{\"error\":{\"code\":\"OKY-1711\",\"message\":\"m\"},\"problems\":[{\"code\":\"OKY-1001\",\"key\":\"config.ini\",\"message\":\"bad\"}]}|78|OKY-1001 config.ini: bad",
                "422|{\"error\":{\"code\":\"OKY-1711\",\"message\":\"m\",\"problems\":[{\"code\":\"OKY-1001\",\"key\":\"k\",\"message\":\"bad\"}]}}|78|OKY-1001 k: bad",
                "422|{\"error\":{\"code\":\"OKY-1711\",\"message\":\"m\"}}|78|OKY-1711 m",
                "403|{\"error\":{\"code\":\"OKY-1708\",\"message\":\"wrong\"}}|77|OKY-1812",
                "404|{}|69|OKY-1811",
                "200|hello|69|OKY-1811",
                "500|{\"error\":{\"code\":\"OKY-1709\",\"message\":\"bug\"}}|1|OKY-1813 the reload failed (500): OKY-1709 bug"
            })
    void eachRefusalHasItsWordsAndExitCode(int status, String answer, int exit, String words) {
        assertThat(reload(status, answer)).isEqualTo(exit);
        assertThat(text(err)).contains(words).doesNotContain("s3cret");
        assertThat(text(out)).isEmpty();
    }

    @Test
    void nobodyThereIs69() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThat(call(port)).isEqualTo(69);
        assertThat(text(err)).startsWith("OKY-1811 no running Onekyu answers at 127.0.0.1:" + port);
        assertThat(call(0)).isEqualTo(69);
        assertThat(text(err)).contains("console_port is 0");
    }

    @Test
    void aBrokenFileIsSaidWithoutAskingAnybody() {
        int code = new ReloadCall(System.out, err()).run(() -> {
            throw new ConfigException(List.of(new ConfigProblem("OKY-1001", "config.ini", "line 1", "correct it")));
        });

        assertThat(code).isEqualTo(78);
        assertThat(text(err).strip()).isEqualTo("OKY-1001 config.ini: line 1; correct it");
        assertThat(requests).isEmpty();
    }
}
