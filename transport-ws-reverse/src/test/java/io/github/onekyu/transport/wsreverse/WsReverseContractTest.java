package io.github.onekyu.transport.wsreverse;

import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawWebSocketServer;
import io.github.onekyu.testkit.contract.BotPeer;
import io.github.onekyu.testkit.contract.Capability;
import io.github.onekyu.testkit.contract.FramePeer;
import io.github.onekyu.testkit.contract.TransportContract;
import io.github.onekyu.testkit.contract.TransportFixture;
import java.util.EnumSet;
import java.util.Set;

class WsReverseContractTest implements TransportContract {
    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.ACTIONS,
                Capability.ECHO,
                Capability.EVENTS,
                Capability.GREETS,
                Capability.DIALS,
                Capability.FRAMES);
    }

    @Override
    public TransportFixture fixture() {
        RawWebSocketServer server = RawWebSocketServer.open();
        return new TransportFixture() {
            @Override
            public String transport() {
                return "ws_reverse";
            }

            @Override
            public OneBotFixture.Setup setup() {
                return Reverse.universal(server);
            }

            @Override
            public BotPeer connect(OneBotFixture account, String... headers) {
                return FramePeer.over(server.next(Reverse.SOON));
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }
}
