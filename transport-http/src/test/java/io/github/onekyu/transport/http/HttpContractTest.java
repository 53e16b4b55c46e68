package io.github.onekyu.transport.http;

import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawHttp;
import io.github.onekyu.testkit.contract.BotPeer;
import io.github.onekyu.testkit.contract.Capability;
import io.github.onekyu.testkit.contract.HttpPeer;
import io.github.onekyu.testkit.contract.TransportContract;
import io.github.onekyu.testkit.contract.TransportFixture;
import java.util.EnumSet;
import java.util.Set;

/** What every transport must hold to, over HTTP. */
class HttpContractTest implements TransportContract {
    @Override
    public TransportFixture fixture() {
        return new Fixture();
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.LISTENS, Capability.ACTIONS, Capability.AUTH, Capability.MANY_PEERS);
    }

    private static final class Fixture implements TransportFixture {
        @Override
        public String transport() {
            return "http";
        }

        @Override
        public OneBotFixture.Setup setup() {
            return Http.account();
        }

        @Override
        public String portKey() {
            return "port";
        }

        @Override
        public BotPeer connect(OneBotFixture account, String... headers) {
            return new HttpPeer(account.port("http"), headers);
        }

        @Override
        public int knock(OneBotFixture account, String query, String... headers) {
            return RawHttp.fetch(account.port("http"), "GET", "/get_status" + query, headers)
                    .status();
        }

        @Override
        public void close() {
            // nothing of its own
        }
    }
}
