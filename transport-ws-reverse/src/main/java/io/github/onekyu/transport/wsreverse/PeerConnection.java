package io.github.onekyu.transport.wsreverse;

import io.github.onekyu.core.connection.CallChannel;
import io.github.onekyu.core.diagnosis.Peer;
import io.github.onekyu.core.diagnosis.Reasons;
import io.github.onekyu.core.event.DeliveryPhase;
import io.github.onekyu.core.event.EncodedEvent;
import io.github.onekyu.core.event.EventSource;
import io.github.onekyu.core.observe.EndpointReport;
import io.github.onekyu.core.transport.Drops;
import io.github.onekyu.core.transport.TransportContext;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.glassfish.tyrus.spi.ClientEngine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt to reach a peer and, where it succeeds, the connection it becomes. It ends exactly once and is never used
 * again, so a late callback of an old socket can only ever meet an object that has ended.
 */
final class PeerConnection extends Endpoint {
    static final String KEY = "io.github.onekyu.connection";

    private static final Logger log = LoggerFactory.getLogger(PeerConnection.class);
    private static final CompletionStage<Void> TAKEN = CompletableFuture.completedFuture(null);

    /** Told on a thread of the connection; must not block. */
    interface Owner {
        void opened(PeerConnection connection);

        void ended(PeerConnection connection, End end);
    }

    private final Target target;
    private final WsReverseConfig config;
    private final TransportContext context;
    private final Owner owner;
    private final Wire wire;
    private final CallChannel calls;
    private final Drops drops;
    private final AtomicLong received = new AtomicLong();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicInteger callsUnderWay = new AtomicInteger();
    private final CompletableFuture<Void> idle = new CompletableFuture<>();

    private volatile boolean leaving;
    private volatile EndpointReport.@Nullable Connection report;
    private volatile @Nullable Session session;
    private volatile EventSource.@Nullable Subscription subscription;
    private volatile @Nullable Future<?> deadline;
    private volatile @Nullable Future<?> pings;
    private volatile long lastPong;

    PeerConnection(Target target, WsReverseConfig config, TransportContext context, ClientHost host, Owner owner) {
        this.target = target;
        this.config = config;
        this.context = context;
        this.owner = owner;
        this.calls =
                new CallChannel(context.actions(), context.caller(target.url().toString()));
        this.drops = new Drops(context, log, "OKY-1408", "the " + target, config.queue(), WsReverseConfig.OVERFLOW);
        this.wire = new Wire(target, new HandshakeRequest(target, context.selfId(), config), config, host, this);
    }

    /** Starts the attempt; returns at once. TCP, TLS and handshake together get the time limit (RWS-10). */
    void dial(Duration limit) {
        try {
            deadline = context.threads()
                    .timer()
                    .schedule(
                            () -> fail("OKY-1401", "no answer within " + limit.toSeconds() + " s"),
                            limit.toMillis(),
                            TimeUnit.MILLISECONDS);
            wire.dial(this);
        } catch (Exception e) { // Tyrus' own, or a pool that is shutting down: one failed attempt, whatever it is
            fail("OKY-1401", "cannot start an attempt: " + e);
        }
    }

    /** Tyrus made its engine; on a thread that may block. */
    void connect(ClientEngine engine) {
        wire.connect(engine);
    }

    boolean hasEnded() {
        return ended.get();
    }

    // ---- the connection is up

    @Override
    public void onOpen(Session opened, EndpointConfig unused) {
        if (hasEnded()) {
            wire.abort(); // the answer came after the time was up
            return;
        }
        cancel(deadline);
        session = opened;
        opened.setMaxIdleTimeout(-1);
        opened.setMaxTextMessageBufferSize(config.maxMessageSize());
        opened.setMaxBinaryMessageBufferSize(config.maxMessageSize());
        opened.addMessageHandler(String.class, (MessageHandler.Whole<String>) this::received);
        opened.addMessageHandler(ByteBuffer.class, (MessageHandler.Whole<ByteBuffer>) this::received);
        opened.addMessageHandler(
                PongMessage.class, (MessageHandler.Whole<PongMessage>) pong -> lastPong = System.nanoTime());
        context.metrics().connectionOpened(context.endpoint());
        report = context.report()
                .opened(
                        target.url().authority(),
                        target.role().headerValue().toLowerCase(Locale.ROOT),
                        new ConnectionTraffic(this, wire));
        owner.opened(this);
        if (target.role().receivesEvents()) {
            // META-04: connect is the first frame, so it is queued before any event can be.
            context.events().connectEvent().ifPresent(event -> wire.send(event.bytes()));
            subscription = context.events().subscribe(DeliveryPhase.BROADCAST, this::deliver);
        }
        startPings();
        if (hasEnded()) {
            release(); // ended in the meantime: what was just set up has nobody else to take it down
            EndpointReport.Connection shown = report;
            if (shown != null) {
                shown.closed("ended as it began");
            }
        }
    }

    private CompletionStage<?> deliver(EncodedEvent event) {
        wire.push(event.bytes());
        context.metrics().eventDelivered(context.endpoint(), 1);
        return TAKEN;
    }

    private void received(String message) {
        if (servesCall()) {
            calls.received(message, this::reply);
        }
    }

    private void received(ByteBuffer message) {
        if (servesCall()) {
            calls.received(message, this::reply);
        }
    }

    /** RWS-09: an Event connection reads and ignores. Nothing new is begun once we are leaving. */
    private boolean servesCall() {
        received.lazySet(received.get() + 1);
        if (!target.role().servesCalls() || leaving) {
            return false;
        }
        callsUnderWay.incrementAndGet();
        return true;
    }

    private void reply(byte[] utf8) {
        wire.send(utf8);
        if (callsUnderWay.decrementAndGet() == 0 && leaving) {
            idle.complete(null);
        }
    }

    private void startPings() {
        long interval = config.pingInterval().toNanos();
        if (interval > 0) {
            lastPong = System.nanoTime();
            pings = context.threads()
                    .timer()
                    .scheduleAtFixedRate(() -> ping(interval), interval, interval, TimeUnit.NANOSECONDS);
        }
    }

    private void ping(long interval) {
        if (System.nanoTime() - lastPong > 2 * interval) {
            broken("no pong for two ping intervals");
        } else {
            wire.ping();
        }
    }

    // ---- how it ends

    /** Tyrus saw a violation of the protocol, which it answered with a close frame; or it learns of an end of ours. */
    @Override
    public void onClose(Session closed, CloseReason reason) {
        int code = reason.getCloseCode().getCode();
        End end = code == CloseCodes.TOO_BIG.getCode() ? tooLongEnd() : brokenRules("closed with " + code);
        // Its close frame comes only after this call: who waits for the end dials anew and cuts what is left of us.
        wire.afterwards(() -> end(end));
    }

    private static End brokenRules(String how) {
        return End.failed("OKY-1403", how + ": the peer broke the WebSocket protocol");
    }

    /** The peer's close frame has come. */
    void peerClosed(PeerClose close) {
        end(
                close.fault().isEmpty()
                        ? End.byPeer("OKY-1403", close.code(), Reasons.closed(Peer.BOT, close.code(), close.words()))
                        : brokenRules("the peer sent " + close.fault()));
    }

    @Override
    public void onError(Session failed, Throwable cause) {
        log.debug("{}: {}", target, cause.toString());
    }

    /** The attempt came to nothing. */
    void fail(String code, String reason) {
        fail(End.failed(code, reason));
    }

    private void fail(End end) {
        if (end(end)) {
            wire.giveUp(new IOException(end.reason()));
        }
    }

    /** The peer answered, but not with 101. One that does not want us is not dialled as often as one that is broken. */
    void refusedHandshake(HandshakeReply reply) {
        boolean unwanted = reply.status() >= 400 && reply.status() < 500;
        fail(unwanted ? End.refused("OKY-1402", reply.refusal()) : End.failed("OKY-1402", reply.refusal()));
    }

    /** The peer ended the connection, and did not say goodbye. */
    void lost(String reason) {
        if (end(End.byPeer("OKY-1403", 0, reason))) {
            wire.abort();
        }
    }

    /** The connection is no more. */
    private void broken(String reason) {
        if (end(End.failed("OKY-1403", reason))) {
            wire.abort();
        }
    }

    void dropped(int events) {
        drops.dropped(events);
    }

    void caughtUp() {
        drops.over();
    }

    long droppedEvents() {
        return drops.total();
    }

    long received() {
        return received.get();
    }

    /** Somebody at the console wants it gone; it is dialled anew. */
    void disconnect(String reason) {
        if (end(End.failed("OKY-1403", "disconnected: " + reason))) {
            close(CloseCodes.GOING_AWAY, "");
        }
    }

    /** The peer broke a rule that Tyrus does not watch over: it is told so (NET-06, RFC 6455 §5). */
    void refused(CloseCodes code, String what) {
        if (!hasEnded()) {
            close(code, what);
            end(code == CloseCodes.TOO_BIG ? tooLongEnd() : brokenRules("the peer sent " + what));
        }
    }

    private End tooLongEnd() {
        return End.failed(
                "OKY-1405",
                "the peer sent a message of more than max_message_size = " + config.maxMessageSize() + " bytes");
    }

    /** The peer does not read: what waits for it is forgotten, everybody else goes on (WS-32). */
    void overflowed(long waitingBytes) {
        if (end(End.failed("OKY-1404", "the peer does not read: " + waitingBytes + " bytes were waiting for it"))) {
            context.metrics().dropped(context.endpoint(), "slow_reader");
            close(CloseCodes.VIOLATED_POLICY, "not reading");
        }
    }

    private boolean end(End end) {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        release();
        if (session != null) {
            context.metrics().connectionClosed(context.endpoint());
        }
        drops.over();
        EndpointReport.Connection shown = report;
        if (shown != null) {
            shown.closed(end.reason());
        }
        owner.ended(this, end);
        return true;
    }

    private void release() {
        cancel(deadline);
        cancel(pings);
        EventSource.Subscription events = subscription;
        if (events != null) {
            events.close();
        }
    }

    // ---- our own goodbye

    /** Begins nothing new: no event, no call. */
    void leave() {
        leaving = true;
        EventSource.Subscription events = subscription;
        if (events != null) {
            events.close();
        }
        if (callsUnderWay.get() == 0) {
            idle.complete(null);
        }
    }

    /** Completes when the calls that were running when we began to leave are answered. */
    CompletableFuture<Void> idle() {
        return idle;
    }

    /** Closes with 1000 behind what is queued (RWS-17), or ends an attempt. */
    void goodbye() {
        if (end(End.failed("", "stopped"))) {
            if (session == null) {
                wire.giveUp(new IOException("stopped"));
            } else {
                close(CloseCodes.NORMAL_CLOSURE, "");
            }
        }
    }

    /** Completes when the socket is closed, at once if there is none. */
    CompletableFuture<Void> closed() {
        return wire.closed();
    }

    /** Cuts what may be left of an ended connection: nobody dials while an old socket is open. */
    void cut() {
        wire.abort();
    }

    private void close(CloseCodes code, String reason) {
        Session open = session;
        try {
            if (open != null) {
                open.close(new CloseReason(code, reason));
            }
        } catch (IOException | RuntimeException e) {
            log.debug("{}: cannot close politely: {}", target, e.toString());
            wire.abort();
        }
    }

    private static void cancel(@Nullable Future<?> task) {
        if (task != null) {
            task.cancel(false);
        }
    }
}
