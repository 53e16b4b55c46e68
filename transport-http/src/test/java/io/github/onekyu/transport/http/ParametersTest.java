package io.github.onekyu.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawHttp;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where parameters come from and how they are read (communication.md §3.4). */
class ParametersTest {
    private static final String SEND = "/send_private_msg";
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

    private static JsonObject host(String action) {
        return account.backend().awaitCall(action).params().json();
    }

    /** The text of a message that is one text segment. */
    private static String sentText() {
        JsonArray segments = host("send_private_msg").array("message").orElseThrow();
        assertThat(segments.size()).isEqualTo(1);
        JsonObject segment = (JsonObject) segments.get(0);
        assertThat(segment.string("type")).contains("text");
        return segment.object("data").orElseThrow().string("text", "");
    }

    private static String textSentBy(String target) {
        account.backend().clear();
        RawHttp.Response response = Http.get(account, target);
        assertThat(response.status()).isEqualTo(200);
        return sentText();
    }

    @Test
    @Tag("PAR-01")
    @Tag("PAR-03")
    @Tag("RSP-01")
    void theFirstWorkedExample() {
        RawHttp.Response response = Http.get(account, SEND + "?user_id=123456&message=a+b%26%5B%E4%BD%A0%5D");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).contains("\"status\":\"ok\",\"retcode\":0,\"data\":{\"message_id\":");
        assertThat(host("send_private_msg").toString()).contains("123456", "\"text\":\"a b&[你]\"");
    }

    @Test
    @Tag("PAR-01")
    void aPostHasBothSources() {
        Http.post(account, SEND + "?user_id=3", Http.JSON, "{\"message\":\"a\"}");
        assertThat(host("send_private_msg").integer("user_id")).hasValue(3);
        account.backend().clear();
        Http.post(account, SEND + "?message=b", Http.FORM, "user_id=4");
        assertThat(sentText()).isEqualTo("b");
    }

    @Test
    @Tag("PAR-02")
    void theQueryWinsOverJsonAndForm() {
        Http.post(account, SEND + "?user_id=2", Http.JSON, "{\"user_id\":1,\"message\":\"a\"}");
        assertThat(host("send_private_msg").integer("user_id")).hasValue(2);
        account.backend().clear();
        Http.post(account, SEND + "?user_id=2", Http.FORM, "user_id=1&message=a");
        assertThat(host("send_private_msg").integer("user_id")).hasValue(2);
    }

    @Test
    @Tag("PAR-03")
    void plusIsASpaceAndEscapesAreUtf8() {
        assertThat(textSentBy(SEND + "?user_id=1&message=a+b%2Bc")).isEqualTo("a b+c");
        assertThat(textSentBy(SEND + "?user_id=1&message=%e4%bd%a0%E5%A5%BD%F0%9F%98%80"))
                .isEqualTo("你好😀");
    }

    @Test
    @Tag("PAR-03")
    void whatIsNotUtf8BecomesAReplacementCharacter() {
        assertThat(textSentBy(SEND + "?user_id=1&message=a%FFb")).isEqualTo("a\uFFFDb");
        assertThat(textSentBy(SEND + "?user_id=1&message=%E4%BD")).isEqualTo("\uFFFD");
        assertThat(textSentBy(SEND + "?user_id=1&message=%C0%AE")).isEqualTo("\uFFFD\uFFFD");
    }

    @Test
    void whoTypesUnescapedTextIsUnderstood() {
        try (RawHttp http = Http.connect(account)) {
            http.get(SEND + "?user_id=1&message=你好|{}\"<>\\^`");
        }
        assertThat(sentText()).isEqualTo("你好|{}\"<>\\^`");
    }

    @Test
    @Tag("PAR-03")
    void aNameWithoutAValueIsEmptyAndAnEmptyNameIsNothing() {
        assertThat(textSentBy(SEND + "?no_cache&&=x&user_id=1&message=a&")).isEqualTo("a");
        assertThat(Http.get(account, SEND + "?user_id=1&message").text()).contains("\"retcode\":100");
    }

    @Test
    @Tag("PAR-03")
    void ofARepeatedNameTheFirstWins() {
        assertThat(textSentBy(SEND + "?user_id=1&message=first&message=second")).isEqualTo("first");
        account.backend().clear();
        Http.post(account, SEND, Http.FORM, "user_id=1&message=first&message=second");
        assertThat(sentText()).isEqualTo("first");
    }

    @Test
    @Tag("PAR-04")
    void aPairIsSplitAtItsFirstEqualsSign() {
        assertThat(textSentBy(SEND + "?user_id=1&message=a%3Db=c")).isEqualTo("a=b=c");
        assertThat(textSentBy(SEND + "?user_id=1&message=base64://QQ==")).isEqualTo("base64://QQ==");
    }

    @Test
    @Tag("PAR-04")
    void namesAreDecodedToo() {
        assertThat(textSentBy(SEND + "?user%5Fid=1&mess%61ge=a")).isEqualTo("a");
    }

    @Test
    @Tag("PAR-03")
    @Tag("PAR-04")
    void formsAreReadAsQueriesAre() {
        Http.post(account, SEND, Http.FORM, "user_id=1&mess%61ge=a+%2B%FF=100%&=x&");
        assertThat(sentText()).isEqualTo("a +\uFFFD=100%");
    }

    @Test
    void aFormMayHoldRawUtf8() {
        try (RawHttp http = Http.connect(account)) {
            http.post(SEND, Http.FORM, "user_id=1&message=你好".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(sentText()).isEqualTo("你好");
    }

    @Test
    @Tag("PAR-05")
    void unknownNamesDoNotMatter() {
        String plain = Http.get(account, "/get_login_info").text();
        assertThat(Http.get(account, "/get_login_info?foo=1&access_token=x&self_id=2")
                        .text())
                .isEqualTo(plain);
    }

    @Test
    @Tag("PAR-06")
    void integersMayBeText() {
        Http.get(account, SEND + "?user_id=%20123%20&message=a");
        assertThat(host("send_private_msg").integer("user_id")).hasValue(123);
        for (String bad : new String[] {"abc", "12x", "true", "1.5", "9223372036854775808", ""}) {
            assertThat(Http.get(account, SEND + "?user_id=" + bad + "&message=a")
                            .text())
                    .as(bad)
                    .contains("\"retcode\":100");
        }
        account.backend().clear();
        Http.post(account, SEND, Http.JSON, "{\"user_id\":123.0,\"message\":\"a\"}");
        assertThat(host("send_private_msg").integer("user_id")).hasValue(123);
    }

    @Test
    @Tag("PAR-07")
    void booleansMayBeWords() {
        Http.get(account, "/set_group_whole_ban?group_id=1&enable=No");
        assertThat(host("set_group_whole_ban").toString()).contains("\"enable\":false");
        account.backend().clear();
        Http.post(account, "/set_group_whole_ban", Http.JSON, "{\"group_id\":1,\"enable\":\"maybe\"}");
        assertThat(host("set_group_whole_ban").toString()).contains("\"enable\":true");
    }

    @Test
    @Tag("PAR-08")
    void textMayBeAnInteger() {
        Http.post(account, "/set_group_card", Http.JSON, "{\"group_id\":1,\"user_id\":2,\"card\":123}");
        assertThat(host("set_group_card").string("card")).contains("123");
        account.backend().clear();
        Http.post(account, "/set_group_card", Http.JSON, "{\"group_id\":1,\"user_id\":2,\"card\":true}");
        assertThat(host("set_group_card").string("card")).contains("");
    }

    @Test
    @Tag("PAR-09")
    void aMessageIsTextOrSegments() {
        for (String message : new String[] {
            "\"a\"", "[{\"type\":\"text\",\"data\":{\"text\":\"a\"}}]", "{\"type\":\"text\",\"data\":{\"text\":\"a\"}}"
        }) {
            account.backend().clear();
            Http.post(account, SEND, Http.JSON, "{\"user_id\":1,\"message\":" + message + "}");
            assertThat(sentText()).isEqualTo("a");
        }
        for (String message : new String[] {"123", "true", "null"}) {
            assertThat(Http.post(account, SEND, Http.JSON, "{\"user_id\":1,\"message\":" + message + "}")
                            .text())
                    .contains("\"retcode\":100");
        }
    }

    @Test
    @Tag("PAR-10")
    void aMessageThatLooksLikeJsonIsTextAllTheSame() {
        String literal = "[{\"type\":\"face\",\"data\":{\"id\":\"1\"}}]";
        Http.post(account, SEND, Http.FORM, "user_id=1&message=" + literal);
        assertThat(sentText()).isEqualTo(literal);
    }

    @Test
    @Tag("PAR-11")
    void nullIsAbsent() {
        assertThat(Http.post(account, SEND, Http.JSON, "{\"user_id\":1,\"message\":\"a\",\"auto_escape\":null}")
                        .text())
                .contains("\"retcode\":0");
        assertThat(Http.post(account, SEND, Http.JSON, "{\"user_id\":null,\"message\":\"a\"}")
                        .text())
                .contains("\"retcode\":100");
    }

    @Test
    @Tag("PAR-03")
    void thousandsOfPairsAreNoProblem() {
        assertThat(textSentBy(SEND + "?" + "x=1&".repeat(5000) + "user_id=1&message=a"))
                .isEqualTo("a");
    }
}
