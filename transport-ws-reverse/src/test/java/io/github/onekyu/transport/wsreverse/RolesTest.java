package io.github.onekyu.transport.wsreverse;

import static io.github.onekyu.transport.wsreverse.Reverse.QUIET;
import static io.github.onekyu.transport.wsreverse.Reverse.SOON;
import static io.github.onekyu.transport.wsreverse.Reverse.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.testkit.Events;
import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawWebSocketServer;
import io.github.onekyu.testkit.RawWebSocketServer.Connection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RolesTest {
    private final RawWebSocketServer server = RawWebSocketServer.open();
    private OneBotFixture account;
    private Connection api;
    private Connection events;

    @BeforeEach
    void connect() {
        account = Reverse.account().set("ws_reverse_url", server.url("/")).start();
        api = server.next("API", SOON);
        events = server.next("Event", SOON);
        assertThat(events.nextText(SOON)).contains("\"connect\"");
    }

    @AfterEach
    void close() {
        account.close();
        server.close();
    }

    @Test
    @Tag("RWS-09")
    @Tag("WS-18")
    void theEventConnectionAnswersNothing() {
        events.sendText("{\"action\":\"get_login_info\"}");
        events.sendText("x");
        events.sendBinary(new byte[] {1});
        events.expectNoText(QUIET);
    }

    @Test
    @Tag("RWS-09")
    @Tag("WS-19")
    @Tag("META-04")
    void theApiConnectionGetsNoEvent() {
        account.backend().raise(Events.privateMessage("hi"));
        assertThat(events.nextText(SOON)).contains("\"message\":\"hi\"");
        api.expectNoText(QUIET);
        api.sendText("{\"action\":\"get_login_info\"}");
        assertThat(api.nextText(SOON)).contains("10001000");
    }

    @Test
    @Tag("RWS-15")
    @Tag("META-04")
    void theTwoReconnectIndependently() {
        events.drop();
        Connection again = server.next("Event", SOON);
        assertThat(again.nextText(SOON)).contains("\"sub_type\":\"connect\"");
        api.sendText("{\"action\":\"get_login_info\"}");
        assertThat(api.nextText(SOON)).contains("10001000");
        assertThat(server.attempts()).hasSize(3);
        api.expectNoText(QUIET);
    }

    @Test
    @Tag("QO-15")
    void aReplyFromTheBotIsNoQuickOperation() {
        account.backend().raise(Events.privateMessage("hi"));
        events.nextText(SOON);
        events.sendText("{\"reply\":\"x\"}");
        api.sendText("{\"reply\":\"x\"}");
        assertThat(json(api.nextText(SOON)).integer("retcode", 0)).isEqualTo(1400);
        account.backend().expectNoCall("send_private_msg", QUIET);
    }
}
