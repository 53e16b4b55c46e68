package io.github.onekyu.transport.wsreverse;

import static io.github.onekyu.transport.wsreverse.Reverse.SOON;
import static io.github.onekyu.transport.wsreverse.Reverse.connected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.onekyu.testkit.Events;
import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawWebSocketServer;
import io.github.onekyu.testkit.RawWebSocketServer.Connection;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private static Path directory;

    private static SSLContext ours;
    private static SSLContext usual;

    private RawWebSocketServer server;

    /** A certificate of our own for 127.0.0.1 and no other name. */
    @BeforeAll
    static void makeCertificate() throws Exception {
        usual = SSLContext.getDefault();
        Path file = directory.resolve("keys.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "changeit"))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        ours = SSLContext.getInstance("TLS");
        ours.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    }

    @AfterEach
    void close() {
        SSLContext.setDefault(usual);
        server.close();
    }

    private OneBotFixture start(String host) {
        server = RawWebSocketServer.open(0, ours.getServerSocketFactory());
        return Reverse.account()
                .set("ws_reverse_use_universal_client", "yes")
                .set("ws_reverse_url", "wss://" + host + ":" + server.port() + "/tls")
                .start();
    }

    @Test
    @Tag("RWS-03a")
    void aTrustedPeerIsServedOverTls() {
        SSLContext.setDefault(ours);
        try (OneBotFixture account = start("127.0.0.1")) {
            Connection bot = connected(server);
            assertThat(bot.target()).isEqualTo("/tls");
            assertThat(bot.headers().first("Host")).hasValue("127.0.0.1:" + server.port());
            bot.sendText("{\"action\":\"get_login_info\",\"echo\":\"" + "e".repeat(1 << 20) + "\"}");
            assertThat(bot.nextText(SOON)).contains("10001000").hasSizeGreaterThan(1 << 20);
            for (int i = 0; i < 200; i++) {
                account.backend().raise(Events.privateMessage("x".repeat(20_000) + i));
            }
            for (int i = 0; i < 200; i++) {
                assertThat(bot.nextText(SOON)).contains("x" + i + "\"");
            }
            account.stop();
            assertThat(bot.nextEnding(SOON).closeCode()).hasValue(1000);
        }
    }

    @Test
    @Tag("RWS-03a")
    @Tag("RWS-12")
    void aCertificateNobodyTrustsIsRefusedAndTriedAgain() {
        try (OneBotFixture account = start("127.0.0.1")) {
            await().atMost(SOON).until(() -> server.attempts().size() >= 2);
            assertThat(server.poll(Duration.ofMillis(100))).isEmpty();
            assertThat(account.state("ws_reverse").health().good()).isFalse();
        }
    }

    @Test
    @Tag("RWS-03a")
    void aCertificateForAnotherNameIsRefused() {
        SSLContext.setDefault(ours);
        try (OneBotFixture account = start("localhost")) {
            await().atMost(SOON).until(() -> server.attempts().size() >= 2);
            assertThat(server.poll(Duration.ofMillis(100))).isEmpty();
            assertThat(account.state("ws_reverse").health().reason()).contains("TLS");
        }
    }
}
