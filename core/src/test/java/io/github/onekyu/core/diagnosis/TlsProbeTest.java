package io.github.onekyu.core.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be wrong with TLS, with certificates made for the purpose. */
class TlsProbeTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private static Path directory;

    private static KeyStore good;
    private static KeyStore expired;

    @BeforeAll
    static void makeCertificates() throws Exception {
        good = certificate("good", "-validity", "2");
        expired = certificate("expired", "-startdate", "-10d", "-validity", "3");
    }

    /** Self-signed, for 127.0.0.1 and no other name. */
    private static KeyStore certificate(String name, String... validity) throws Exception {
        Path file = directory.resolve(name + ".p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                "changeit"));
        command.addAll(List.of(validity));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static ScriptedServer server(KeyStore keys) throws Exception {
        return new ScriptedServer(factory(keys), (socket, head) -> {
            ScriptedServer.upgrade(socket, head);
            ScriptedServer.linger(socket);
        });
    }

    private static SSLServerSocketFactory factory(KeyStore keys) throws Exception {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        return context.getServerSocketFactory();
    }

    private static Diagnosis examine(String address, @Nullable KeyStore keys) throws Exception {
        KeyStore trusted = null;
        if (keys != null) {
            trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("server", keys.getCertificate("server"));
        }
        Diagnosis found = new Prober(List.of(), trusted)
                .await(Probe.of(
                                Probe.Kind.WEBSOCKET,
                                Peer.BOT,
                                "Universal client",
                                "ws_reverse_url",
                                Address.parse(address).orElseThrow(),
                                Map.of())
                        .within(Duration.ofSeconds(8)));
        return found;
    }

    private static void assertFailed(Diagnosis found, Cause cause, String... words) {
        assertThat(found.ok()).isFalse();
        assertThat(found.code()).isEqualTo(cause.code());
        assertThat(found.message()).contains(words);
    }

    @Test
    @Tag("DOC-05")
    void aTrustedCertificateIsFine() throws Exception {
        try (ScriptedServer server = server(good)) {
            Diagnosis found = examine("wss://127.0.0.1:" + server.port() + "/", good);

            assertThat(found.ok()).isTrue();
            assertThat(found.steps())
                    .extracting(Diagnosis.Step::name)
                    .containsExactly("dns", "connect", "tls", "http", "websocket");
        }
    }

    @Test
    @Tag("DOC-05")
    void aCertificateThatNobodyTrusts() throws Exception {
        try (ScriptedServer server = server(good)) {
            assertFailed(
                    examine("wss://127.0.0.1:" + server.port() + "/", null),
                    Cause.UNTRUSTED,
                    "does not trust the certificate",
                    "CN=good",
                    "javax.net.ssl.trustStore");
        }
    }

    @Test
    @Tag("DOC-05")
    void aServerThatHasNoCertificateAtAll() throws Exception {
        KeyStore none = KeyStore.getInstance("PKCS12");
        none.load(null, null);
        try (ScriptedServer server = server(none)) {
            assertFailed(
                    examine("wss://127.0.0.1:" + server.port() + "/", good),
                    Cause.TLS_FAILED,
                    "TLS: no secure connection comes about",
                    "look into the peer's log");
        }
    }

    @Test
    @Tag("DOC-05")
    void aCertificateThatHasExpired() throws Exception {
        try (ScriptedServer server = server(expired)) {
            assertFailed(
                    examine("wss://127.0.0.1:" + server.port() + "/", null),
                    Cause.EXPIRED,
                    "has expired on 20",
                    "renew it");
        }
    }

    @Test
    @Tag("DOC-05")
    void aCertificateForAnotherName() throws Exception {
        try (ScriptedServer server = server(good)) {
            assertFailed(
                    examine("wss://localhost:" + server.port() + "/", good),
                    Cause.OTHER_NAME,
                    "is for another name (CN=good), not for localhost");
        }
    }

    @Test
    @Tag("DOC-05")
    void tlsSpokenToAPortThatHasNone() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.answering("404 Not Found"))) {
            assertFailed(
                    examine("wss://127.0.0.1:" + server.port() + "/", null),
                    Cause.NO_TLS_THERE,
                    "no TLS is spoken at 127.0.0.1:" + server.port(),
                    "write ws:// in place of wss://");
        }
    }

    @Test
    @Tag("DOC-05")
    void noTlsSpokenToAPortThatWantsIt() throws Exception {
        try (ScriptedServer server = server(good)) {
            assertFailed(
                    examine("ws://127.0.0.1:" + server.port() + "/", good),
                    Cause.TLS_WANTED,
                    "TLS is spoken at 127.0.0.1:" + server.port(),
                    "write wss:// in place of ws://");
        }
    }

    @Test
    @Tag("DOC-05")
    void aProxyThatSaysThatItsPortIsForHttps() throws IOException, Exception {
        String page = "<h1>400</h1>The plain HTTP request was sent to HTTPS port";
        try (ScriptedServer server = new ScriptedServer((socket, head) -> ScriptedServer.write(
                socket, "HTTP/1.1 400 Bad Request\r\nContent-Length: " + page.length() + "\r\n\r\n" + page))) {
            assertFailed(
                    examine("ws://127.0.0.1:" + server.port() + "/", null),
                    Cause.TLS_WANTED,
                    "write wss:// in place of ws://");
        }
    }
}
