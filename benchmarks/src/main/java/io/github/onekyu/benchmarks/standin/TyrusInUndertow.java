package io.github.onekyu.benchmarks.standin;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.glassfish.tyrus.core.RequestContext;
import org.glassfish.tyrus.core.TyrusUpgradeResponse;
import org.glassfish.tyrus.core.TyrusWebSocketEngine;
import org.glassfish.tyrus.core.Utils;
import org.glassfish.tyrus.server.TyrusServerContainer;
import org.glassfish.tyrus.spi.Connection;
import org.glassfish.tyrus.spi.ReadHandler;
import org.glassfish.tyrus.spi.WebSocketEngine;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSourceChannel;

/** The Tyrus engine behind an Undertow handler, with nothing that a product would need besides. */
final class TyrusInUndertow extends TyrusServerContainer implements HttpHandler {
    private static final int READ_SIZE = 16 * 1024;
    private static final int READS_IN_A_ROW = 4;
    private static final ThreadLocal<ByteBuffer> READ =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(READ_SIZE));
    private static final ThreadLocal<@Nullable BatchingWriter> OPENING = new ThreadLocal<>();

    private final TyrusWebSocketEngine engine;
    private final Map<String, Object> properties = new HashMap<>();
    private final long maxQueueBytes;

    TyrusInUndertow(int incomingBuffer, long maxQueueBytes) {
        super((Set<Class<?>>) null);
        this.maxQueueBytes = maxQueueBytes;
        engine = TyrusWebSocketEngine.builder(this)
                .incomingBufferSize(incomingBuffer)
                .build();
    }

    /** The writer of the connection whose endpoint is in {@code onOpen} on this thread. */
    static BatchingWriter writerBeingOpened() {
        return Objects.requireNonNull(OPENING.get());
    }

    @Override
    public void register(Class<?> endpoint) throws DeploymentException {
        engine.register(endpoint, "");
    }

    @Override
    public void register(ServerEndpointConfig endpoint) throws DeploymentException {
        engine.register(endpoint, "");
    }

    @Override
    public Map<String, Object> getProperties() {
        return properties;
    }

    @Override
    public WebSocketEngine getWebSocketEngine() {
        return engine;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        TyrusUpgradeResponse response = new TyrusUpgradeResponse();
        WebSocketEngine.UpgradeInfo upgrade = engine.upgrade(request(exchange), response);
        if (upgrade.getStatus() == WebSocketEngine.UpgradeStatus.NOT_APPLICABLE) {
            exchange.setStatusCode(404).endExchange();
            return;
        }
        response.getHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Connection") && !name.equalsIgnoreCase("Upgrade")) {
                exchange.getResponseHeaders().put(new HttpString(name), Utils.getHeaderFromList(values));
            }
        });
        if (response.getStatus() != 101) {
            exchange.setStatusCode(response.getStatus()).endExchange();
            return;
        }
        exchange.getResponseHeaders().put(Headers.UPGRADE, "websocket");
        exchange.upgradeChannel((connection, same) -> open(connection, upgrade));
        exchange.endExchange();
    }

    private RequestContext request(HttpServerExchange exchange) {
        RequestContext request = RequestContext.Builder.create()
                .requestURI(URI.create(exchange.getRequestURI()))
                .queryString(exchange.getQueryString())
                .parameterMap(new HashMap<>())
                .tyrusProperties(properties)
                .build();
        for (HeaderValues header : exchange.getRequestHeaders()) {
            List<String> values = new ArrayList<>();
            header.forEach(value -> values.addAll(Utils.parseHeaderValue(value.trim())));
            request.getHeaders().put(header.getHeaderName().toString(), values);
        }
        return request;
    }

    private void open(StreamConnection connection, WebSocketEngine.UpgradeInfo upgrade) {
        BatchingWriter writer = new BatchingWriter(connection, maxQueueBytes);
        Connection opened;
        OPENING.set(writer);
        try {
            opened = upgrade.createConnection(writer, reason -> IoUtils.safeClose(connection));
        } finally {
            OPENING.remove();
        }
        connection.setCloseListener(
                closed -> opened.close(new CloseReason(CloseReason.CloseCodes.CLOSED_ABNORMALLY, "")));
        ReadHandler reader = opened.getReadHandler();
        connection.getSourceChannel().setReadListener(channel -> read(channel, reader, writer, connection));
        connection.getSourceChannel().resumeReads();
        connection.getSourceChannel().wakeupReads(); // bytes may have come with the handshake
    }

    private static void read(
            ConduitStreamSourceChannel channel,
            ReadHandler reader,
            BatchingWriter writer,
            StreamConnection connection) {
        ByteBuffer buffer = READ.get();
        try {
            for (int i = 0; i < READS_IN_A_ROW; i++) {
                int count = channel.read(buffer.clear());
                if (count < 0) {
                    IoUtils.safeClose(connection);
                }
                if (count <= 0) {
                    return;
                }
                buffer.flip();
                boolean mine = writer.cork();
                try {
                    reader.handle(buffer);
                } finally {
                    if (mine) {
                        writer.drain();
                    }
                }
                if (count < READ_SIZE) {
                    return;
                }
            }
        } catch (IOException broken) {
            IoUtils.safeClose(connection);
        }
    }
}
