package io.github.onekyu.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.backend.HostCall;
import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawHttp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies and their types (communication.md §3.2). */
class BodyTest {
    private static OneBotFixture account;

    @BeforeAll
    static void start() {
        account = Http.account().start();
    }

    @AfterAll
    static void stop() {
        account.close();
    }

    @BeforeEach
    void forget() {
        account.backend().clear();
    }

    @Test
    @Tag("HTTP-06")
    void theBodyOfAGetIsIgnored() {
        String body = "{\"user_id\":1,\"message\":\"a\"}";
        for (String type : List.of(Http.JSON, Http.FORM, "text/plain")) {
            try (RawHttp http = Http.connect(account)) {
                RawHttp.Response response = http.send("GET /send_msg HTTP/1.1\r\nHost: x\r\nContent-Type: " + type
                        + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);

                assertThat(response.status()).isEqualTo(200);
                assertThat(response.text()).contains("\"retcode\":100");
                assertThat(http.get("/get_status").status())
                        .as("the connection goes on")
                        .isEqualTo(200);
            }
        }
        assertThat(account.backend().calls("send_private_msg")).isEmpty();
    }

    @Test
    @Tag("HTTP-07")
    @Tag("PAR-01")
    void jsonAndFormMakeTheSameCall() {
        Http.post(account, "/send_private_msg", Http.JSON, "{\"user_id\":5,\"message\":\"a b\"}");
        Http.post(account, "/send_private_msg", Http.FORM, "user_id=5&message=a+b");

        List<HostCall> calls = account.backend().awaitCalls(2);
        assertThat(calls.get(0).params()).isEqualTo(calls.get(1).params());
        assertThat(calls.get(0).params().json().integer("user_id")).hasValue(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json; charset=utf-8",
                "Application/JSON",
                "application/json;charset=GBK",
                "application/json ; x"
            })
    @Tag("HTTP-08")
    void onlyTheMediaTypeCounts(String type) {
        RawHttp.Response response = Http.post(account, "/send_private_msg", type, "{\"user_id\":5,\"message\":\"你好\"}");

        assertThat(response.status()).isEqualTo(200);
        assertThat(account.backend()
                        .awaitCall("send_private_msg")
                        .params()
                        .json()
                        .toString())
                .contains("你好");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "multipart/form-data; boundary=x",
                "application/xml",
                "application/jsonx",
                "application/json, text/plain",
                "json",
                ";"
            })
    @Tag("HTTP-08")
    @Tag("HTTP-12")
    void otherTypesAre406(String type) {
        RawHttp.Response response = Http.post(account, "/send_private_msg?user_id=1&message=a", type, "x");

        assertThat(response.status()).isEqualTo(406);
        assertThat(response.headers().first("Content-Length")).contains("0");
        assertThat(account.backend().calls()).isEmpty();
    }

    @Test
    @Tag("HTTP-09")
    void withoutATypeTheBodyOfAPostIsIgnored() {
        for (String header : List.of("", "Content-Type:\r\n", "Content-Type:  \r\n")) {
            account.backend().clear();
            try (RawHttp http = Http.connect(account)) {
                RawHttp.Response response =
                        http.send("POST /send_private_msg?user_id=1&message=a HTTP/1.1\r\nHost: x\r\n" + header
                                + "Content-Length: 7\r\n\r\ngarbage");

                assertThat(response.status()).isEqualTo(200);
                assertThat(account.backend()
                                .awaitCall("send_private_msg")
                                .params()
                                .json()
                                .integer("user_id"))
                        .hasValue(1);
                assertThat(http.get("/get_status").status()).isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "",
                " ",
                "[]",
                "null",
                "\"x\"",
                "1",
                "true",
                "{} x",
                "{}{}",
                "{\"a\":1,}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "// c\n{}"
            })
    @Tag("HTTP-10")
    @Tag("HTTP-12")
    void aBodyThatIsNotOneJsonObjectIs400(String body) {
        RawHttp.Response response = Http.post(account, "/get_status", Http.JSON, body);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.headers().first("Content-Length")).contains("0");
    }

    @Test
    @Tag("HTTP-10")
    void invalidUtf8Is400() {
        byte[] body = "{\"a\":\"?\"}".getBytes(StandardCharsets.US_ASCII);
        body[6] = (byte) 0xff;
        try (RawHttp http = Http.connect(account)) {
            assertThat(http.post("/get_status", Http.JSON, body).status()).isEqualTo(400);
        }
    }

    @Test
    @Tag("HTTP-10")
    void anEmptyObjectIsFineAndOfDuplicatesTheLastWins() {
        assertThat(Http.post(account, "/get_status", Http.JSON, "{}").status()).isEqualTo(200);
        Http.post(account, "/send_private_msg", Http.JSON, "{\"user_id\":1,\"message\":\"a\",\"user_id\":2}");

        assertThat(account.backend()
                        .awaitCall("send_private_msg")
                        .params()
                        .json()
                        .integer("user_id"))
                .hasValue(2);
    }

    @Test
    @Tag("HTTP-10")
    void aPostWithoutALengthHasAnEmptyBody() {
        try (RawHttp http = Http.connect(account)) {
            assertThat(http.send("POST /get_status HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n\r\n")
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    @Tag("HTTP-05")
    void chunkedBodiesAreRead() {
        try (RawHttp http = Http.connect(account)) {
            String head = "POST /send_private_msg HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n";
            assertThat(http.send(head + "c\r\n{\"user_id\":9\r\n7;ext=1\r\n,\"messa\r\n8\r\nge\":\"a\"}\r\n0\r\n\r\n")
                            .status())
                    .isEqualTo(200);
            assertThat(http.get("/get_status").status()).isEqualTo(200);
        }
        assertThat(account.backend()
                        .awaitCall("send_private_msg")
                        .params()
                        .json()
                        .integer("user_id"))
                .hasValue(9);
    }

    @Test
    @Tag("HTTP-05")
    void aBodyMayComeInManyPieces() {
        String body = "{\"user_id\":9,\"message\":\"" + "x".repeat(3000) + "\"}";
        try (RawHttp http = Http.connect(account)) {
            http.write(
                    "POST /send_private_msg HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                            + body.length() + "\r\n\r\n");
            for (int i = 0; i < body.length(); i += 100) {
                http.write(body.substring(i, Math.min(i + 100, body.length())));
            }

            assertThat(http.read().status()).isEqualTo(200);
        }
    }

    @Test
    void aPeerThatExpects100IsTold() {
        try (RawHttp http = Http.connect(account)) {
            RawHttp.Response interim = http.send("POST /get_login_info HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n");
            assertThat(interim.status()).isEqualTo(100);

            assertThat(http.send("{}").status()).isEqualTo(200);
            assertThat(http.get("/get_status").status()).isEqualTo(200);
        }
    }

    @Test
    void aPeerThatExpects100MayBeRefusedAtOnce() {
        try (RawHttp http = Http.connect(account)) {
            RawHttp.Response response = http.send("POST /get_login_info HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                    + "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n");

            assertThat(response.status()).isEqualTo(406);
            assertThat(response.headers().first("Connection")).contains("close");
        }
    }

    @Test
    @Tag("NET-06")
    void fiftyMebibytesAreAccepted() {
        byte[] body = new byte[50 << 20];
        Arrays.fill(body, (byte) 'A');
        byte[] start = "{\"user_id\":1,\"message\":\"[CQ:image,file=base64://".getBytes(StandardCharsets.US_ASCII);
        byte[] end = "]\"}".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(start, 0, body, 0, start.length);
        System.arraycopy(end, 0, body, body.length - end.length, end.length);
        try (OneBotFixture fresh = Http.account().start();
                RawHttp http = Http.connect(fresh)) {
            RawHttp.Response response = http.post("/send_private_msg", Http.JSON, body);

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.text()).isEqualTo(Http.OK_MESSAGE_1);
            fresh.backend().clear();
        }
    }

    @Test
    @Tag("NET-06")
    void aBodyAboveTheLimitIs413AndTheLimitIsASetting() {
        try (OneBotFixture small =
                Http.account().set("max_message_size", "1000").start()) {
            String fits = "{\"x\":\"" + "y".repeat(992) + "\"}";
            assertThat(fits).hasSize(1000);
            assertThat(Http.post(small, "/get_status", Http.JSON, fits).status())
                    .isEqualTo(200);

            RawHttp.Response response = Http.post(small, "/get_status", Http.JSON, fits + " ");

            assertThat(response.status()).isEqualTo(413);
            assertThat(response.body()).isEmpty();
            assertThat(small.backend().calls()).isEmpty();
        }
    }

    @Test
    @Tag("NET-06")
    void aChunkedBodyAboveTheLimitIs413AsSoonAsItIs() {
        try (OneBotFixture small =
                        Http.account().set("max_message_size", "1000").start();
                RawHttp http = Http.connect(small)) {
            http.write("POST /get_status HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n7d0\r\n" + "x".repeat(2000) + "\r\n");

            assertThat(http.read().status()).isEqualTo(413); // though the body has not ended
        }
    }

    @Test
    @Tag("NET-06")
    void aPeerThatWritesAllBeforeItReadsStillSeesThe413() {
        try (OneBotFixture small =
                        Http.account().set("max_message_size", "1000").start();
                RawHttp http = Http.connect(small)) {
            assertThat(http.post("/get_status", Http.JSON, new byte[30 << 20]).status())
                    .isEqualTo(413);
            assertThat(http.closesWithin(Duration.ofSeconds(5))).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999999999999", "9223372036854775807", "-1", "1x", "", "2, 2"})
    void aLengthThatCannotBeIsRefusedWithoutAnErrorOfOurs(String length) {
        try (RawHttp http = Http.connect(account)) {
            assertThat(http.send("POST /get_status HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: " + length + "\r\n\r\n{}")
                            .status())
                    .isIn(400, 413);
        }
    }

    @Test
    void twoLengthsOfOneBodyAreRefused() {
        for (String second : List.of("Content-Length: 3", "Transfer-Encoding: chunked")) {
            try (RawHttp http = Http.connect(account)) {
                assertThat(http.send("POST /get_status HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                        + "Content-Length: 2\r\n" + second + "\r\n\r\n{}")
                                .status())
                        .isEqualTo(400);
            }
        }
    }
}
