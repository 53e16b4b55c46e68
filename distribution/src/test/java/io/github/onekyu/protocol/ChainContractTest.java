package io.github.onekyu.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.testkit.Events;
import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawWebSocket;
import io.github.onekyu.testkit.contract.BotPeer;
import io.github.onekyu.testkit.contract.Capability;
import io.github.onekyu.testkit.contract.FramePeer;
import io.github.onekyu.testkit.contract.TransportContract;
import io.github.onekyu.testkit.contract.TransportFixture;
import io.github.onekyu.transport.ws.WsTransportProvider;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A chain of two is transparent: what every transport must hold to, held to by one whose account is linked to another
 * Onekyu, in each way in which the two can be linked.
 */
class ChainContractTest {
    @Nested
    class OverWebSocket implements Linked {
        @Override
        public Chain chain() {
            return Chain.WS;
        }
    }

    @Nested
    class OverReverseWebSocket implements Linked {
        @Override
        public Chain chain() {
            return Chain.WS_REVERSE;
        }
    }

    @Nested
    class OverHttpAndReports implements Linked {
        @Override
        public Chain chain() {
            return Chain.HTTP;
        }

        /** Reports of a long backlog overtake one another (POST-13, ADR 6); shorter ones must not. */
        @Override
        @Test
        @Tag("LNK-19")
        public void eventsArriveInTheirOrder() {
            try (TransportFixture fixture = fixture();
                    OneBotFixture account = fixture.setup().start()) {
                BotPeer bot = fixture.connect(account);
                bot.nextEvent(BotPeer.PATIENCE); // lifecycle
                for (int i = 0; i < 100; i++) {
                    account.backend().raise(Events.privateMessage("e" + i));
                }
                for (int i = 0; i < 100; i++) {
                    assertThat(bot.nextEvent(BotPeer.PATIENCE)).contains("\"e" + i + "\"");
                }
            }
        }
    }

    interface Linked extends TransportContract {
        Chain chain();

        @Override
        default Set<Capability> capabilities() {
            return EnumSet.of(
                    Capability.ACTIONS,
                    Capability.ECHO,
                    Capability.EVENTS,
                    Capability.GREETS,
                    Capability.MANY_PEERS,
                    Capability.LISTENS,
                    Capability.AUTH,
                    Capability.FRAMES);
        }

        @Override
        default TransportFixture fixture() {
            return new WsFixture(chain());
        }
    }

    private static final class WsFixture implements TransportFixture {
        private final List<BotPeer> peers = new ArrayList<>();
        private final Chain chain;

        WsFixture(Chain chain) {
            this.chain = chain;
        }

        @Override
        public String transport() {
            return "ws";
        }

        @Override
        public OneBotFixture.Setup setup() {
            return OneBotFixture.with(new WsTransportProvider()).through(chain::behind);
        }

        @Override
        public BotPeer connect(OneBotFixture account, String... headers) {
            BotPeer peer = FramePeer.over(RawWebSocket.open(account.port("ws"), "/", headers));
            peers.add(peer);
            return peer;
        }

        @Override
        public int knock(OneBotFixture account, String query, String... headers) {
            return RawWebSocket.attempt(account.port("ws"), "/" + query, headers)
                    .status();
        }

        @Override
        public void close() {
            peers.forEach(BotPeer::close);
        }
    }
}
