package io.github.onekyu.testkit.contract;

import io.github.onekyu.testkit.OneBotFixture;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Reaches a {@link MemoryTransport}. */
final class MemoryFixture implements TransportFixture {
    private final MemoryNetwork network = new MemoryNetwork();
    private final Fault fault;

    MemoryFixture(Fault fault) {
        this.fault = fault;
    }

    @Override
    public String transport() {
        return "memory";
    }

    @Override
    public OneBotFixture.Setup setup() {
        return OneBotFixture.with(new MemoryTransport.Provider(network, fault));
    }

    @Override
    public BotPeer connect(OneBotFixture account, String... headers) {
        if (knock(account, "", headers) >= 300) {
            throw new AssertionError("not let in");
        }
        return new FramePeer(transport(account).connect());
    }

    @Override
    public int knock(OneBotFixture account, String query, String... headers) {
        Optional<String> header = Arrays.stream(headers)
                .filter(line -> line.startsWith("Authorization:"))
                .map(line -> line.substring("Authorization:".length()).strip())
                .findFirst();
        Optional<String> token = query.startsWith("?access_token=")
                ? Optional.of(URLDecoder.decode(query.substring("?access_token=".length()), StandardCharsets.UTF_8))
                : Optional.empty();
        return switch (transport(account).knock(header, token)) {
            case GRANTED -> 200;
            case MISSING -> 401;
            case WRONG -> 403;
        };
    }

    private MemoryTransport transport(OneBotFixture account) {
        return network.at(account.port("memory")).orElseThrow();
    }

    @Override
    public Occupied occupy() {
        Object somebody = new Object();
        int port = network.bind(0, somebody).orElseThrow();
        return new Occupied() {
            @Override
            public int port() {
                return port;
            }

            @Override
            public void close() {
                network.release(port, somebody);
            }
        };
    }

    @Override
    public boolean accepts(int port) {
        return network.taken(port);
    }

    @Override
    public AutoCloseable intrude(int port, byte[] bytes) {
        return () -> {}; // there is nothing below a message here
    }

    @Override
    public void close() {
        // the network goes with the fixture
    }
}
