package io.github.onekyu.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawHttp;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Percent signs that start no escape, in the request line. */
class StrayPercentsTest {
    private static final String SEND = "/send_private_msg?user_id=1&message=";
    private static final Duration ARRIVED = Duration.ofMillis(50);
    private static OneBotFixture account;

    @BeforeAll
    static void start() {
        account = Http.account().start();
    }

    @AfterAll
    static void stop() {
        account.close();
    }

    private static String text(String sentText) {
        return "\"text\":\"" + sentText + "\"";
    }

    private static void expectSent(String text) {
        assertThat(account.backend()
                        .awaitCall("send_private_msg")
                        .params()
                        .json()
                        .toString())
                .contains(text(text));
    }

    @ParameterizedTest
    @CsvSource({"100%,100%", "%zz,%zz", "%4,%4", "%,%", "%%41,%A", "%25%,%%", "%4%41,%4A", "a%2&x=%,a%2"})
    @Tag("PAR-03")
    void theyStandForThemselves(String sent, String text) {
        assertThat(Http.get(account, SEND + sent).status()).isEqualTo(200);
        expectSent(text);
    }

    @Test
    @Tag("PAR-03")
    @Tag("HTTP-05")
    void onEveryRequestOfAConnectionAndInNoBody() {
        try (RawHttp http = Http.connect(account)) {
            for (int i = 0; i < 3; i++) {
                assertThat(http.get(SEND + i + "%").status()).isEqualTo(200);
                expectSent(i + "%");
                String json = "{\"user_id\":1,\n\"message\":\"%" + i + "%z\"}";
                assertThat(http.post("/send_private_msg?x=%", Http.JSON, json).status())
                        .isEqualTo(200);
                expectSent("%" + i + "%z");
                assertThat(http.get("/nope%").status()).isEqualTo(404);
            }
        }
    }

    @Test
    void anEscapeMayBeTornByTheNetwork() {
        try (RawHttp http = Http.connect(account)) {
            for (String piece :
                    new String[] {"GET " + SEND + "%", "E", "4%B", "D%A0%", " HTTP/1.1\r\nHost: x\r\n\r\n"}) {
                assertThat(http.closesWithin(ARRIVED)).isFalse();
                http.write(piece);
            }
            assertThat(http.read().status()).isEqualTo(200);
        }
        expectSent("你%");
    }

    @Test
    void aLongLineOfThemIsRead() {
        String percents = "%".repeat(40_000);
        assertThat(Http.get(account, SEND + percents).status()).isEqualTo(200);
        expectSent(percents);
    }

    @Test
    void aBodyBehindALongLineOfThemIsRead() {
        String percents = "%".repeat(9_000);
        assertThat(Http.post(
                                account,
                                "/send_private_msg?x=" + percents,
                                Http.JSON,
                                "{\"user_id\":1,\"message\":\"%%\"}")
                        .status())
                .isEqualTo(200);
        expectSent("%%");
    }
}
