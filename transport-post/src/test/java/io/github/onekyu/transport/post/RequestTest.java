package io.github.onekyu.transport.post;

import static io.github.onekyu.transport.post.Post.QUIET;
import static io.github.onekyu.transport.post.Post.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.error.ConfigProblem;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.testkit.Events;
import io.github.onekyu.testkit.Headers;
import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.ReportAnswer;
import io.github.onekyu.testkit.ReportReceiver;
import io.github.onekyu.testkit.ReportReceiver.Request;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // many accounts only have to run
class RequestTest {
    private final ReportReceiver receiver = ReportReceiver.open();

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    @Tag("POST-01")
    @Tag("POST-02")
    @Tag("POST-03")
    @Tag("NET-01")
    void oneEventIsOneRequestWithTheseHeaders() {
        try (OneBotFixture account = Post.reportingTo(receiver)
                .set("access_token", "kSLuTF2GC2Q4q4ugm3")
                .start()) {
            account.backend().raise(Events.privateMessage("hi"));
            Request request = receiver.nextEvent(SOON);
            assertThat(request.line()).isEqualTo("POST /hook HTTP/1.1");
            Headers headers = request.headers();
            assertThat(headers.fields().stream().map(field -> field.name().toLowerCase(java.util.Locale.ROOT)))
                    .containsExactlyInAnyOrder("host", "content-type", "content-length", "user-agent", "x-self-id");
            assertThat(headers.first("Host")).hasValue("127.0.0.1:" + receiver.port());
            assertThat(headers.first("Content-Type")).hasValue("application/json; charset=UTF-8");
            assertThat(headers.first("User-Agent")).get().asString().startsWith("CQHttp/4.15.0");
            assertThat(headers.hasExactly("X-Self-ID")).isTrue();
            assertThat(headers.first("X-Self-ID")).hasValue("10001000");
            assertThat(headers.first("Content-Length")).hasValue(Integer.toString(request.body().length));
            assertThat(Json.parse(request.body())).isInstanceOf(JsonObject.class);
            receiver.expectNone(QUIET);
        }
    }

    @Test
    @Tag("POST-02")
    @Tag("NET-03")
    @Tag("NET-04")
    void theBodyIsCompactAndExact() {
        try (OneBotFixture account = Post.reportingTo(receiver).start()) {
            account.backend()
                    .raise(Events.notice()
                            .with("user_id", Json.parse("9007199254740993"))
                            .with("x", Json.parse("\"你好/\"")));
            assertThat(receiver.nextEvent(SOON).text())
                    .contains("\"user_id\":9007199254740993", "\"x\":\"你好/\"")
                    .doesNotContain(": ", ", ");
        }
    }

    @Test
    @Tag("POST-04")
    void theVectorsOfTheSpecificationHoldOnTheWire() throws Exception {
        List<List<String>> vectors = List.of(
                List.of(
                        "kSLuTF2GC2Q4q4ugm3",
                        "{\"meta_event_type\":\"lifecycle\",\"post_type\":\"meta_event\",\"self_id\":10001000,"
                                + "\"sub_type\":\"enable\",\"time\":1515204254}",
                        "sha1=3e50fb7d3cbecd6d6b5e3837b29ac9d5c0e8716d"),
                List.of(
                        "密钥",
                        "{\"post_type\":\"message\",\"raw_message\":\"你好\"}",
                        "sha1=ed37fdca95869aaa68cd625651474657a27ff776"));
        for (List<String> vector : vectors) {
            byte[] body = vector.get(1).getBytes(StandardCharsets.UTF_8);
            PostConfig config = new PostConfig(
                    PostConfig.parse(receiver.url("/")),
                    java.time.Duration.ZERO,
                    io.github.onekyu.core.auth.EventSignature.of(vector.get(0)),
                    PostConfig.CONTENT_TYPE,
                    PostConfig.DEFAULT_QUEUE);
            Receiver client = new Receiver(config.receiver().orElseThrow(), config, 1, Thread::new);
            client.post(body, () -> {}).answer().get(5, java.util.concurrent.TimeUnit.SECONDS);
            client.close();
            Request request = receiver.next(SOON);
            assertThat(request.body()).isEqualTo(body);
            assertThat(request.headers().first("X-Signature")).hasValue(vector.get(2));
        }
    }

    @Test
    @Tag("POST-04")
    @Tag("POST-05")
    void theSignatureIsOverTheBytesThatWereSent() throws Exception {
        try (OneBotFixture account =
                Post.reportingTo(receiver).set("secret", "密钥").start()) {
            account.backend().raise(Events.privateMessage("😀 你好 \u2028 \"quoted\" \\ / \u0001"));
            Request request = receiver.nextEvent(SOON);
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec("密钥".getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            assertThat(request.headers().hasExactly("X-Signature")).isTrue();
            assertThat(request.headers().first("X-Signature"))
                    .hasValue("sha1=" + HexFormat.of().formatHex(mac.doFinal(request.body())));
            // As JSON.stringify would write it: what must be escaped is, in its shortest form, and nothing else.
            assertThat(request.text()).contains("😀 你好 \u2028 \\\"quoted\\\" \\\\ / \\u0001");
        }
    }

    @Test
    @Tag("POST-04")
    void withoutASecretNothingIsSigned() {
        try (OneBotFixture account = Post.reportingTo(receiver).start()) {
            assertThat(receiver.next(SOON).headers().has("X-Signature")).isFalse();
        }
    }

    @Test
    @Tag("POST-01")
    void anAddressThatIsNoneIsWarnedOfAndTheStartSucceeds() {
        for (String url : List.of("ftp://127.0.0.1:" + receiver.port(), "127.0.0.1:" + receiver.port(), "http://")) {
            try (OneBotFixture account = Post.account().set("post_url", url).start()) {
                account.backend().raise(Events.privateMessage("hi"));
                receiver.expectNone(QUIET);
                assertThat(account.bot().config().warnings())
                        .extracting(ConfigProblem::key)
                        .contains("post_url");
            }
        }
    }

    @Test
    @Tag("POST-01")
    void theSchemeMayBeInAnyCase() {
        try (OneBotFixture account = Post.account()
                .set("post_url", "HTTP://127.0.0.1:" + receiver.port() + "/A?b=c%20d")
                .start()) {
            assertThat(receiver.next(SOON).line()).isEqualTo("POST /A?b=c%20d HTTP/1.1");
        }
    }

    @Test
    @Tag("POST-01")
    @Tag("NET-01")
    void withoutAnAddressThereIsNoReporter() {
        try (OneBotFixture account = Post.account().start()) {
            assertThat(account.bot().transports()).isEmpty();
        }
    }

    @Test
    @Tag("NET-08")
    void anAddressIsShownWithoutUserAndQuery() {
        assertThat(PostConfig.parse("http://u:pw@h:1/a b?access_token=s#f"))
                .get()
                .satisfies(uri -> {
                    assertThat(PostConfig.shown(uri)).isEqualTo("http://h:1/a%20b");
                    assertThat(uri).hasToString("http://h:1/a%20b?access_token=s");
                });
        assertThat(Stream.of("", "http://", "http:/h", "https:h", "http://a_b/", "ws://h", "http://h:99999/")
                        .map(PostConfig::parse))
                .allMatch(java.util.Optional::isEmpty);
        assertThat(PostConfig.parse("http://[::1]:8080/100%?q=你"))
                .get()
                .hasToString("http://[::1]:8080/100%25?q=%E4%BD%A0");
    }

    @Test
    @Tag("POST-07")
    @Tag("POST-12")
    void noFailureIsTriedAgain() {
        for (int status : new int[] {301, 302, 303, 304, 400, 401, 403, 404, 407, 500, 502, 503}) {
            receiver.answer(ReportAnswer.status(status).header("Location: /elsewhere"));
        }
        receiver.answer(ReportAnswer.reset());
        try (OneBotFixture account = Post.reportingTo(receiver).start()) {
            for (int i = 0; i < 13; i++) {
                account.backend().raise(Events.privateMessage("event " + i));
                Request request = receiver.nextEvent(SOON);
                assertThat(request.text()).contains("event " + i);
                assertThat(request.line()).isEqualTo("POST /hook HTTP/1.1");
            }
            receiver.expectNone(QUIET);
        }
    }

    @Test
    @Tag("POST-12")
    void redirects307And308AreFollowedWithMethodHeadersAndBody() {
        receiver.answer(ReportAnswer.status(307).header("Location: /b?x=1"));
        receiver.answer(ReportAnswer.status(308).header("Location: " + receiver.url("/c")));
        receiver.answer(ReportAnswer.json("{\"reply\":\"found\"}"));
        try (OneBotFixture account =
                Post.reportingTo(receiver).set("secret", "s").start()) {
            account.backend().raise(Events.privateMessage("hi"));
            Request first = receiver.nextEvent(SOON);
            Request second = receiver.nextEvent(SOON);
            Request third = receiver.nextEvent(SOON);
            assertThat(second.line()).isEqualTo("POST /b?x=1 HTTP/1.1");
            assertThat(third.line()).isEqualTo("POST /c HTTP/1.1");
            for (Request hop : List.of(second, third)) {
                assertThat(hop.body()).isEqualTo(first.body());
                assertThat(hop.headers().first("X-Signature"))
                        .isEqualTo(first.headers().first("X-Signature"));
                assertThat(hop.headers().first("Content-Type"))
                        .isEqualTo(first.headers().first("Content-Type"));
            }
            assertThat(account.backend()
                            .awaitCall("send_private_msg")
                            .params()
                            .json()
                            .toString())
                    .contains("found");
        }
    }

    @Test
    @Tag("POST-12")
    void fiveHopsAreTheMost() {
        receiver.answerAlways(ReportAnswer.status(307).header("Location: /again"));
        try (OneBotFixture account = Post.reportingTo(receiver).start()) {
            account.backend().raise(Events.privateMessage("hi"));
            for (int i = 0; i < 6; i++) {
                receiver.nextEvent(SOON);
            }
            receiver.expectNone(QUIET);
        }
    }

    @Test
    @Tag("META-01")
    @Tag("META-02")
    @Tag("META-03")
    void enableIsTheFirstReportAndDisableTheLast() {
        try (OneBotFixture account = Post.reportingTo(receiver).start()) {
            assertThat(receiver.next(SOON).text()).contains("\"sub_type\":\"enable\"");
            account.backend().raise(Events.privateMessage("hi"));
            assertThat(receiver.next(SOON).isMeta()).isFalse();
            account.restart();
            assertThat(receiver.next(SOON).text()).contains("\"sub_type\":\"disable\"");
            assertThat(receiver.next(SOON).text()).contains("\"sub_type\":\"enable\"");
            account.stop();
            assertThat(receiver.next(SOON).text()).contains("\"sub_type\":\"disable\"");
            receiver.expectNone(QUIET);
        }
    }

    @Test
    @Tag("META-08")
    void heartbeatsAreReported() {
        try (OneBotFixture account = Post.reportingTo(receiver)
                .set("enable_heartbeat", "yes")
                .set("heartbeat_interval", "50")
                .start()) {
            assertThat(receiver.next(SOON).text()).contains("\"enable\"");
            for (int i = 0; i < 3; i++) {
                assertThat(receiver.next(SOON).text()).contains("\"heartbeat\"", "\"interval\":50", "\"online\":true");
            }
        }
    }
}
