package io.github.onekyu.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.testkit.Events;
import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawWebSocket;
import io.github.onekyu.testkit.ReportReceiver;
import io.github.onekyu.transport.post.PostTransportProvider;
import io.github.onekyu.transport.ws.WsTransportProvider;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The events of an account's own life, each to its audience only. */
class LifecycleTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    @Test
    @Tag("E-lifecycle.enable")
    @Tag("E-lifecycle.disable")
    @Tag("E-lifecycle.connect")
    void enableAndDisableAreReportedAndConnectGreetsTheConnection() throws Exception {
        try (ReportReceiver reports = ReportReceiver.open();
                OneBotFixture account = OneBotFixture.with(new PostTransportProvider(), new WsTransportProvider())
                        .set("post_url", reports.url())
                        .start();
                RawWebSocket bot = RawWebSocket.open(account.port("ws"), "/event")) {
            expectLifecycle(reports.next(SOON).text(), "enable");
            expectLifecycle(bot.nextText(SOON), "connect");

            account.backend().raise(Events.notice());
            assertThat(parse(bot.nextText(SOON)).string("post_type")).hasValue("notice");
            assertThat(parse(reports.next(SOON).text()).string("post_type")).hasValue("notice");

            account.stop();
            expectLifecycle(reports.next(SOON).text(), "disable");
            assertThat(bot.nextFrame(SOON).isClose())
                    .as("nothing before the close")
                    .isTrue();
        }
    }

    private static void expectLifecycle(String json, String subType) {
        JsonObject event = parse(json);
        assertThat(event.members().keySet())
                .containsExactlyInAnyOrder("time", "self_id", "post_type", "meta_event_type", "sub_type");
        assertThat(event.string("post_type")).hasValue("meta_event");
        assertThat(event.string("meta_event_type")).hasValue("lifecycle");
        assertThat(event.string("sub_type")).hasValue(subType);
    }

    private static JsonObject parse(String json) {
        return (JsonObject) Json.parse(json);
    }
}
