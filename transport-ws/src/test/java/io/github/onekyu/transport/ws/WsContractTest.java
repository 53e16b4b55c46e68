package io.github.onekyu.transport.ws;

import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawWebSocket;
import io.github.onekyu.testkit.contract.BotPeer;
import io.github.onekyu.testkit.contract.Capability;
import io.github.onekyu.testkit.contract.FramePeer;
import io.github.onekyu.testkit.contract.TransportContract;
import io.github.onekyu.testkit.contract.TransportFixture;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What every transport must hold to, on a universal connection. */
class WsContractTest implements TransportContract {
    @Override
    public Set<Capability> capabilities() {
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
    public TransportFixture fixture() {
        return new WsFixture();
    }

    private static final class WsFixture implements TransportFixture {
        private final List<BotPeer> peers = new ArrayList<>();

        @Override
        public String transport() {
            return "ws";
        }

        @Override
        public OneBotFixture.Setup setup() {
            return OneBotFixture.with(new WsTransportProvider());
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
