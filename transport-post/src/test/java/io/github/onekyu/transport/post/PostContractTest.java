package io.github.onekyu.transport.post;

import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.ReportReceiver;
import io.github.onekyu.testkit.contract.BotPeer;
import io.github.onekyu.testkit.contract.Capability;
import io.github.onekyu.testkit.contract.ReportPeer;
import io.github.onekyu.testkit.contract.TransportContract;
import io.github.onekyu.testkit.contract.TransportFixture;
import java.util.EnumSet;
import java.util.Set;

class PostContractTest implements TransportContract {
    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.EVENTS, Capability.REPORTS, Capability.QUICK_OPERATIONS);
    }

    @Override
    public TransportFixture fixture() {
        ReportReceiver receiver = ReportReceiver.open();
        return new TransportFixture() {
            @Override
            public String transport() {
                return "post";
            }

            @Override
            public OneBotFixture.Setup setup() {
                return Post.reportingTo(receiver);
            }

            @Override
            public BotPeer connect(OneBotFixture account, String... headers) {
                return new ReportPeer(receiver);
            }

            @Override
            public void close() {
                receiver.close();
            }
        };
    }
}
