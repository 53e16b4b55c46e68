package io.github.onekyu.bridge.ckyu.link;

import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.auth.Access;
import io.github.onekyu.core.auth.AccessToken;
import io.github.onekyu.core.connection.Role;
import io.github.onekyu.core.json.JsonString;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.WebSocketProtocolHandshakeHandler;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mode {@code ws_reverse}: the implementation dials us (LNK-18). One connection takes calls and one brings events, often
 * the same; a newer one takes the place of the older (LNK-14). Everything is decided before the upgrade and at once,
 * since some give a handshake no more than two seconds.
 */
final class AcceptedSockets implements Upstream, WebSocketConnectionCallback {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptedSockets.class);
    private static final HttpString SELF_ID = new HttpString("X-Self-ID");
    private static final HttpString ROLE = new HttpString("X-Client-Role");
    private static final AttachmentKey<Visitor> VISITOR = AttachmentKey.create(Visitor.class);

    private final LinkConfig config;
    private final Link link;
    private final AccessToken token;
    private final WebSocketProtocolHandshakeHandler upgrade = new WebSocketProtocolHandshakeHandler(this);
    private final RefusalLog refusals = new RefusalLog();
    private @Nullable Doorway doorway;
    private @Nullable AcceptedLine calls;
    private @Nullable AcceptedLine events;
    private boolean stopped;

    /** Who asked to come in, for the moment between request and upgrade. */
    private record Visitor(Role role, OptionalLong selfId, LongSupplier heard) {}

    AcceptedSockets(LinkConfig config, Link link) {
        this.config = config;
        this.link = link;
        this.token = AccessToken.of(config.token());
    }

    @Override
    public void start() {
        doorway = new Doorway(config.listen().orElseThrow(), this::handle);
    }

    /** Where it listens. */
    InetSocketAddress address() {
        return java.util.Objects.requireNonNull(doorway, "not started").address();
    }

    private void handle(HttpServerExchange exchange) throws Exception {
        var headers = exchange.getRequestHeaders();
        Access access = token.check(
                Optional.ofNullable(headers.getFirst(Headers.AUTHORIZATION)),
                () -> Optional.ofNullable(exchange.getQueryParameters().get("access_token"))
                        .map(Deque::peekFirst));
        if (access != Access.GRANTED) {
            refuse(
                    exchange,
                    access.httpStatus(),
                    access == Access.MISSING ? "it shows no token" : "it shows another token",
                    "write upstream_access_token into its settings");
            return;
        }
        if (!"websocket".equalsIgnoreCase(headers.getFirst(Headers.UPGRADE))) {
            refuse(exchange, 426, "it asks for no WebSocket", "choose its reverse WebSocket");
            return;
        }
        Optional<Role> role = role(headers.getFirst(ROLE));
        if (role.isEmpty()) {
            refuse(exchange, StatusCodes.BAD_REQUEST, "its X-Client-Role is unknown", "use Universal, API or Event");
            return;
        }
        OptionalLong selfId = Optional.ofNullable(headers.getFirst(SELF_ID))
                .map(text -> Params.integer(new JsonString(text.strip())))
                .orElse(OptionalLong.empty());
        if (!link.mayBe(selfId)) { // before it can take the place of the right one (LNK-09)
            exchange.setStatusCode(StatusCodes.FORBIDDEN).endExchange();
            link.failed(new Loss(
                    Loss.Kind.OTHER_ACCOUNT, "is logged in as " + selfId.getAsLong() + ", another account than ours"));
            return;
        }
        exchange.putAttachment(VISITOR, new Visitor(role.get(), selfId, Doorway.heard(exchange)));
        upgrade.handleRequest(exchange);
    }

    private void refuse(HttpServerExchange exchange, int status, String trouble, String advice) {
        exchange.setStatusCode(status).endExchange();
        refusals.refused(
                exchange.getSourceAddress().getAddress().getHostAddress(), "HTTP " + status + ": " + trouble, advice);
    }

    private static Optional<Role> role(@Nullable String header) {
        return switch (header == null ? "universal" : header.strip().toLowerCase(Locale.ROOT)) {
            case "", "universal" -> Optional.of(Role.UNIVERSAL);
            case "api" -> Optional.of(Role.API);
            case "event" -> Optional.of(Role.EVENT);
            default -> Optional.empty();
        };
    }

    @Override
    public void onConnect(WebSocketHttpExchange exchange, WebSocketChannel channel) {
        Visitor visitor = exchange.getAttachment(VISITOR);
        AcceptedLine line = new AcceptedLine(this, channel, visitor.heard, config.maxMessage());
        Set<AcceptedLine> replaced = place(line, visitor.role);
        replaced.forEach(old -> old.end(Loss.ours("a newer connection took its place")));
        LOG.debug("{} connection from {}", visitor.role, channel.getSourceAddress());
        if (visitor.role == Role.EVENT) {
            link.openedForEvents(line, visitor.selfId);
        } else {
            link.opened(line, visitor.selfId);
        }
        line.begin();
    }

    /** @return those that have nothing to do any more */
    private synchronized Set<AcceptedLine> place(AcceptedLine line, Role role) {
        Set<AcceptedLine> replaced = new LinkedHashSet<>();
        if (stopped) {
            replaced.add(line);
            return replaced;
        }
        if (role != Role.EVENT) {
            if (calls != null) {
                replaced.add(calls);
            }
            calls = line;
        }
        if (role != Role.API) {
            if (events != null) {
                replaced.add(events);
            }
            events = line;
        }
        replaced.removeIf(old -> old == calls || old == events);
        return replaced;
    }

    void received(AcceptedLine line, String text) {
        boolean takesEvents;
        synchronized (this) {
            if (line != calls && line != events) {
                return;
            }
            takesEvents = line == events;
        }
        link.received(line, text, takesEvents);
    }

    /** Once for each line. */
    void ended(AcceptedLine line, Loss loss) {
        synchronized (this) {
            if (calls == line) {
                calls = null;
            }
            if (events == line) {
                events = null;
            }
        }
        link.lost(line, loss);
    }

    @Override
    public void stop(Duration grace) {
        Set<AcceptedLine> open = new LinkedHashSet<>();
        synchronized (this) {
            stopped = true;
            if (calls != null) {
                open.add(calls);
            }
            if (events != null) {
                open.add(events);
            }
        }
        Doorway door = doorway;
        if (door != null) {
            door.refuse();
            open.forEach(line -> line.close(grace));
            door.release();
        }
    }
}
