package io.github.onekyu.testkit.contract;

import static io.github.onekyu.testkit.contract.Capability.ACTIONS;
import static io.github.onekyu.testkit.contract.Capability.EVENTS;
import static io.github.onekyu.testkit.contract.Capability.FRAMES;
import static io.github.onekyu.testkit.contract.Capability.GREETS;
import static io.github.onekyu.testkit.contract.Capability.LISTENS;
import static io.github.onekyu.testkit.contract.Capability.MANY_PEERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.testkit.Events;
import io.github.onekyu.testkit.PlainJson;
import io.github.onekyu.testkit.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Peers that misbehave: each test ends with an honest one being served. */
public interface HostilePeersContract extends ContractBasics {
    Duration ONE_SECOND = Duration.ofSeconds(1);

    private static void expectService(Scene scene) {
        assertThat(scene.bot().call("get_login_info", "{}").retcode()).isZero();
    }

    /** Somebody sends this and falls silent while others are served; then leaves with a reset. */
    private void intrude(byte[] bytes) {
        try (Scene scene = new Scene(fixture()).start()) {
            for (int i = 0; i < 20; i++) {
                scene.keep(scene.fixture().intrude(scene.port(), bytes));
            }
            expectService(scene);
        }
    }

    @Test
    @Needs({LISTENS, ACTIONS})
    default void silentConnectionsHarmNobody() {
        intrude(new byte[0]);
    }

    @Test
    @Needs({LISTENS, ACTIONS})
    default void halfARequestHarmsNobody() {
        intrude("GET / HTTP/1.1\r\nHost: x\r\nUpgr".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    @Needs({LISTENS, ACTIONS})
    default void garbageHarmsNobody() {
        byte[] garbage = new byte[2000];
        Arrays.fill(garbage, (byte) 0xfe);
        intrude(garbage);
    }

    @Test
    @Needs({FRAMES, ACTIONS})
    default void halfAFrameAndAResetHarmNobody() {
        try (Scene scene = new Scene(fixture()).start()) {
            BotPeer hostile = scene.bot();
            hostile.sendRaw(new byte[] {(byte) 0x81, (byte) 0xfe, 0x10});
            hostile.breakOff();

            expectService(scene);
        }
    }

    @Test
    @Needs({FRAMES, ACTIONS})
    default void aFrameOfImpossibleLengthEndsTheConnection() {
        try (Scene scene = new Scene(fixture()).start()) {
            BotPeer hostile = scene.bot();
            byte[] header = {(byte) 0x81, (byte) 0xff, 0x7f, -1, -1, -1, -1, -1, -1, -1, 1, 2, 3, 4};
            hostile.sendRaw(header);

            assertThat(hostile.endsWithin(BotPeer.PATIENCE)).isTrue();
            expectService(scene);
        }
    }

    @Test
    @Needs({FRAMES, ACTIONS})
    @Tag("NET-06")
    default void aMessageAboveTheLimitIsClosedWith1009() {
        try (Scene scene =
                new Scene(fixture()).set("max_message_size", "100000").start()) {
            BotPeer hostile = scene.bot();
            try {
                hostile.send("{\"action\":\"get_status\",\"x\":\"" + "x".repeat(200_000) + "\"}");
            } catch (java.io.UncheckedIOException closedInTheMiddle) {
                // the other end need not read what it refuses
            }

            assertThat(hostile.closeCode(BotPeer.PATIENCE)).isEqualTo(1009);
            expectService(scene);
        }
    }

    @Test
    @Needs({FRAMES, ACTIONS})
    @Tag("WS-15")
    default void textThatIsNotUtf8IsMalformedOrClosedWith1007() {
        try (Scene scene = new Scene(fixture()).start()) {
            BotPeer hostile = scene.bot();
            boolean masked = !capabilities().contains(Capability.DIALS);
            byte[] bad = {'{', '"', (byte) 0xc3, (byte) 0x28, '"', ':', '1', '}'};
            hostile.sendRaw(WebSocketFrame.encode(true, WebSocketFrame.TEXT, masked, bad));

            String answer;
            try {
                answer = "retcode "
                        + Reply.message(hostile.nextReply(BotPeer.PATIENCE)).retcode();
            } catch (AssertionError closed) {
                answer = String.valueOf(closed.getMessage());
            }
            assertThat(answer).matches("retcode 1400|.*1007.*");
            expectService(scene);
        }
    }

    @Test
    @Needs(EVENTS)
    default void aPeerThatBreaksOffIsForgotten() {
        try (Scene scene = new Scene(fixture()).start()) {
            scene.bot().breakOff();
            scene.host().raise(Events.privateMessage("lost, maybe"));
            BotPeer next = scene.bot();
            if (capabilities().contains(GREETS)) {
                next.nextEvent(BotPeer.PATIENCE); // connect: from now on it gets events
            }
            scene.host().raise(Events.privateMessage("after"));

            Set<String> ignored = Set.of("lost, maybe", "null"); // meta events have no raw_message
            String text = "null";
            while (ignored.contains(text)) {
                text = String.valueOf(
                        PlainJson.object(next.nextEvent(BotPeer.PATIENCE)).get("raw_message"));
            }
            assertThat(text).isEqualTo("after");
        }
    }

    @Test
    @Needs({EVENTS, MANY_PEERS})
    @Tag("WS-32")
    default void aPeerThatDoesNotReadDelaysNobody() {
        try (Scene scene = new Scene(fixture()).start()) {
            BotPeer lazy = scene.bot();
            lazy.stopReading();
            BotPeer honest = scene.bot();
            honest.nextEvent(BotPeer.PATIENCE); // connect
            String big = "x".repeat(50_000);

            for (int i = 0; i < 400; i++) {
                String text = i + big;
                scene.host().raise(Events.privateMessage(text));
                assertThat(PlainJson.object(honest.nextEvent(ONE_SECOND)).get("raw_message"))
                        .isEqualTo(text);
            }
        }
    }
}
