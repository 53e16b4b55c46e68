package io.github.onekyu.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.testkit.Gate;
import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawHttp;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Status codes, their order, and the envelope (communication.md §3.3 and §4). */
class StatusTest {
    private OneBotFixture account;

    @BeforeEach
    void start() {
        account = Http.guarded().start();
    }

    @AfterEach
    void stop() {
        account.close();
    }

    @Test
    @Tag("HTTP-11")
    @Tag("AUTH-08")
    void checksComeInTheirOrder() {
        record Case(String method, String target, String type, String body, String authorization, int status) {}
        String bad = "Authorization: Bearer bad";
        for (Case c : List.of(
                new Case("GET", "/", "", "", "", 404),
                new Case("PUT", "/get_status", "", "", "", 405),
                new Case("GET", "/get_status", "", "", "", 401),
                new Case("GET", "/no_such_action", "", "", "", 401),
                new Case("GET", "/get_status?access_token=bad", "", "", "", 403),
                new Case("POST", "/get_status", Http.JSON, "{", bad, 403),
                new Case("POST", "/nope", "text/plain", "x", bad, 403),
                new Case("POST", "/nope", "text/plain", "x", Http.BEARER, 406),
                new Case("POST", "/nope", Http.JSON, "{", Http.BEARER, 400),
                new Case("POST", "/nope", Http.JSON, "{}", Http.BEARER, 404),
                new Case("DELETE", "/get_status", "", "", Http.BEARER, 405),
                new Case("POST", "/send_msg", Http.JSON, "{}", Http.BEARER, 200))) {
            String[] headers = c.authorization().isEmpty() ? new String[0] : new String[] {c.authorization()};
            RawHttp.Response response = c.method().equals("POST")
                    ? Http.post(account, c.target(), c.type(), c.body(), headers)
                    : Http.request(account, c.method(), c.target(), headers);

            assertThat(response.status()).as(c.toString()).isEqualTo(c.status());
            if (c.status() == 200) {
                assertThat(response.text()).contains("\"status\":\"failed\"", "\"retcode\":100", "\"data\":null");
            } else {
                assertThat(response.body()).as(c.toString()).isEmpty();
                assertThat(response.headers().first("Content-Length")).contains("0");
            }
        }
    }

    @Test
    @Tag("HTTP-12")
    void anUnknownActionIs404WithNothingInIt() {
        RawHttp.Response response = Http.get(account, "/no_such", Http.BEARER);

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().has("Content-Type")).isFalse();
    }

    @Test
    @Tag("HTTP-12")
    void missingCredentialsAreAskedFor() {
        assertThat(Http.get(account, "/get_status").headers().first("WWW-Authenticate"))
                .contains("Bearer");
    }

    @Test
    @Tag("HTTP-13")
    @Tag("RSP-03")
    @Tag("RSP-04")
    void everyActionThatRanIs200() {
        account.backend().fail("get_group_list", -34);
        account.backend().throwing("get_friend_list", new IllegalStateException("surprise"));

        RawHttp.Response refused = Http.get(account, "/get_group_list", Http.BEARER);
        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.text()).startsWith("{\"status\":\"failed\",\"retcode\":-34,\"data\":null");

        RawHttp.Response broken = Http.get(account, "/get_friend_list", Http.BEARER);
        assertThat(broken.status()).isEqualTo(200);
        assertThat(broken.text()).startsWith("{\"status\":\"failed\",\"retcode\":103,\"data\":null");

        RawHttp.Response async = Http.get(account, "/send_private_msg_async?user_id=1&message=a", Http.BEARER);
        assertThat(async.status()).isEqualTo(200);
        assertThat(async.text()).isEqualTo("{\"status\":\"async\",\"retcode\":1,\"data\":null}");
    }

    @Test
    @Tag("HTTP-14")
    @Tag("RSP-01")
    @Tag("RSP-02")
    void aGoodAnswerIsJsonWithItsLength() {
        RawHttp.Response response = Http.get(account, "/get_login_info", Http.BEARER);

        assertThat(response.headers().first("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).isEqualToIgnoringCase("application/json; charset=UTF-8"));
        assertThat(response.headers().first("Content-Length")).contains(Integer.toString(response.body().length));
        assertThat(response.text())
                .isEqualTo("{\"status\":\"ok\",\"retcode\":0,\"data\":{\"user_id\":10001000,\"nickname\":\"bot\"}}");
    }

    @Test
    @Tag("RSP-05")
    void anEchoIsNeverReturned() {
        for (RawHttp.Response response : List.of(
                Http.get(account, "/get_status?echo=1", Http.BEARER),
                Http.post(account, "/get_status", Http.JSON, "{\"echo\":{\"a\":1}}", Http.BEARER),
                Http.post(account, "/send_msg", Http.JSON, "{\"echo\":null}", Http.BEARER))) {
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.text()).doesNotContain("echo");
        }
    }

    @Test
    @Tag("RSP-06")
    void anAnswerIsNoEvent() {
        assertThat(Http.get(account, "/get_status", Http.BEARER).text()).doesNotContain("post_type");
    }

    @Test
    @Tag("NET-03")
    @Tag("NET-04")
    @Tag("M-10")
    void textIsWrittenAsItIsAndIntegersToTheDigit() {
        account.backend().answer("get_stranger_info", "{\"user_id\":9007199254740993,\"nickname\":\"你好/😀\"}");

        String text =
                Http.get(account, "/get_stranger_info?user_id=1", Http.BEARER).text();

        assertThat(text).contains("\"user_id\":9007199254740993", "你好/😀");
    }

    @Test
    @Tag("HTTP-13")
    void anAnswerThatTakesTimeComesWhenItIsReady() {
        for (Gate gate : List.of(
                account.backend().hold("get_group_list"), account.backend().blocking("get_friend_list"))) {
            String action = account.backend().calls().isEmpty() ? "/get_group_list" : "/get_friend_list";
            try (RawHttp http = Http.connect(account)) {
                http.write("GET " + action + " HTTP/1.1\r\nHost: x\r\n" + Http.BEARER + "\r\n\r\n");
                account.backend().awaitCall(action.substring(1));
                // Another connection is served meanwhile.
                assertThat(Http.get(account, "/get_login_info", Http.BEARER).status())
                        .isEqualTo(200);
                gate.open();

                assertThat(http.read().status()).isEqualTo(200);
                assertThat(http.get("/get_status", Http.BEARER).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void aPeerThatLeavesBeforeItsAnswerHarmsNobody() {
        Gate gate = account.backend().hold("get_group_list");
        try (RawHttp http = Http.connect(account)) {
            http.write("GET /get_group_list HTTP/1.1\r\nHost: x\r\n" + Http.BEARER + "\r\n\r\n");
            account.backend().awaitCall("get_group_list");
            http.reset();
        }
        gate.open();

        assertThat(Http.get(account, "/get_status", Http.BEARER).status()).isEqualTo(200);
    }
}
