package io.github.onekyu.benchmarks.standin;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.handlers.PathHandler;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The bots that a reverse connection dials: takes every connection and counts the events that come. */
final class AcceptingStandIn implements StandIn.Kind {
    private final Set<WebSocketChannel> peers = ConcurrentHashMap.newKeySet();
    private final AtomicLong events = new AtomicLong();
    private volatile long lastAt;
    private final Undertow server;

    AcceptingStandIn() {
        server = HttpStandIn.start(new PathHandler().addExactPath("/bot", Handlers.websocket((exchange, channel) -> {
            channel.addCloseTask(peers::remove);
            channel.getReceiveSetter().set(new Counter());
            channel.resumeReceives();
        })));
    }

    private final class Counter extends AbstractReceiveListener {
        @Override
        protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
            if (message.getData().contains("\"meta_event\"")) {
                // Its first frame: before it the dialler may not have seen our 101 yet, and sends such a peer no
                // events.
                peers.add(channel);
            } else {
                lastAt = System.nanoTime();
                events.incrementAndGet();
            }
        }
    }

    @Override
    public int port() {
        return HttpStandIn.port(server);
    }

    /**
     * {@code peers} that have greeted, {@code taken} events, {@code last}: when the newest came, by the monotonic clock;
     * {@code forget}.
     */
    @Override
    public Optional<String> command(List<String> words) {
        return switch (words.get(0)) {
            case "peers" -> Optional.of(Integer.toString(peers.size()));
            case "taken" -> Optional.of(Long.toString(events.get()));
            case "last" -> Optional.of(Long.toString(lastAt));
            case "forget" -> Optional.of(Long.toString(events.getAndSet(0)));
            default -> Optional.empty();
        };
    }
}
