package io.github.onekyu.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The receiver and the raw client against each other. */
class ReportReceiverTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String META = "{\"post_type\":\"meta_event\"}";

    private final ReportReceiver receiver = ReportReceiver.open();

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void aRequestIsKeptByteForByte() {
        try (RawHttp http = RawHttp.connect(receiver.port())) {
            http.post("/hook?x=1", "application/json", "{\"a\":\"你好\"}", "x-SELF-id: 7");

            ReportReceiver.Request request = receiver.next(SOON);
            assertThat(request.line()).isEqualTo("POST /hook?x=1 HTTP/1.1");
            assertThat(request.text()).isEqualTo("{\"a\":\"你好\"}");
            assertThat(request.headers().hasExactly("x-SELF-id")).isTrue();
            assertThat(request.headers().first("X-Self-ID")).hasValue("7");
        }
    }

    @Test
    void answersAreForOrdinaryEventsInTheirOrder() {
        receiver.reply(200, "{\"reply\":\"a\"}", "Content-Type: text/plain")
                .answer(ReportAnswer.json("{\"reply\":\"你好\"}").chunked());
        try (RawHttp http = RawHttp.connect(receiver.port())) {
            assertThat(http.post("/", "application/json", META).status()).isEqualTo(204);
            RawHttp.Response first = http.post("/", "application/json", "{}");
            assertThat(first.text()).isEqualTo("{\"reply\":\"a\"}");
            assertThat(first.headers().first("content-type")).hasValue("text/plain");
            assertThat(http.post("/", "application/json", "{}").text()).isEqualTo("{\"reply\":\"你好\"}");
            assertThat(http.post("/", "application/json", "{}").status()).isEqualTo(204);
        }
        assertThat(receiver.requests()).hasSize(4);
        assertThat(receiver.connections()).isEqualTo(1);
        assertThat(receiver.nextEvent(SOON).isMeta()).isFalse();
    }

    @Test
    void anAnswerWaitsForItsGate() {
        Gate gate = new Gate();
        receiver.answer(ReportAnswer.status(200).body("late").when(gate));
        try (RawHttp http = RawHttp.connect(receiver.port())) {
            http.writePost("/", "application/json", "{}");
            receiver.next(SOON);
            assertThatThrownBy(() -> http.read(Duration.ofMillis(100))).isInstanceOf(UncheckedIOException.class);

            gate.open();
            assertThat(http.read(SOON).text()).isEqualTo("late");
        }
    }

    @Test
    void aResetIsNoAnswer() {
        receiver.answer(ReportAnswer.reset());
        try (RawHttp http = RawHttp.connect(receiver.port())) {
            assertThatThrownBy(() -> http.post("/", "application/json", "{}")).isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void anUnexpectedReportIsNoticed() {
        RawHttp.fetch(receiver.port(), "GET", "/");

        assertThatThrownBy(() -> receiver.expectNone(SOON)).hasMessageContaining("expected no report");
        receiver.expectNone(Duration.ofMillis(50));
    }
}
