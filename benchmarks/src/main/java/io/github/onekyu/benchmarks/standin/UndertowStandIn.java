package io.github.onekyu.benchmarks.standin;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.handlers.PathHandler;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Undertow's own WebSocket: {@code /event} only. */
final class UndertowStandIn implements StandIn.Kind {
    private final Set<WebSocketChannel> receivers = ConcurrentHashMap.newKeySet();
    private final Undertow server;

    UndertowStandIn() {
        server = HttpStandIn.start(new PathHandler().addExactPath("/event", Handlers.websocket((exchange, channel) -> {
            receivers.add(channel);
            channel.addCloseTask(receivers::remove);
            channel.getReceiveSetter().set(new AbstractReceiveListener() {});
            channel.resumeReceives();
        })));
    }

    @Override
    public int port() {
        return HttpStandIn.port(server);
    }

    @Override
    public Optional<String> command(List<String> words) throws Exception {
        return words.get(0).equals("events") ? Optional.of(Pace.of(words).run(this::push)) : Optional.empty();
    }

    private void push(String padding) {
        String event = Work.event(padding);
        for (WebSocketChannel receiver : receivers) {
            WebSockets.sendText(event, receiver, null);
        }
    }
}
