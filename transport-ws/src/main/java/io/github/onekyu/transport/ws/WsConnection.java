package io.github.onekyu.transport.ws;

import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.connection.Role;
import io.github.onekyu.core.observe.EndpointReport;
import io.github.onekyu.core.transport.Drops;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.glassfish.tyrus.spi.Connection;
import org.glassfish.tyrus.spi.WebSocketEngine.UpgradeInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * One peer, from its handshake to the end of the TCP connection. Tyrus carries it along as the session's principal, which
 * ties what the engine calls back to the socket. Reading happens on the IO thread; the rest is thread-safe.
 */
final class WsConnection implements Principal, FrameWriter.Listener, FrameIntake.Receiver {
    private static final Logger LOG = LoggerFactory.getLogger(WsConnection.class);
    private static final int READ_SIZE = 16 * 1024;
    /** How often one peer is read from before the thread's other peers have their turn. */
    private static final int READS_IN_A_ROW = 4;

    private static final int MISSED_PINGS = 2;
    private static final int WE_SAID = 1;
    private static final int PEER_SAID = 2;
    private static final ThreadLocal<ByteBuffer> READS =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(READ_SIZE));

    private final ConnectionHub hub;
    private final Role role;
    private final Caller caller;
    private final XnioIoThread ioThread;
    private final FrameWriter writer;
    private final Handover handover;
    private final FrameIntake intake;
    private final ConnectionTraffic traffic;
    /** Only the IO thread counts. */
    private final AtomicLong received = new AtomicLong();

    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicInteger goodbyes = new AtomicInteger();
    private volatile @Nullable StreamConnection socket;
    private volatile @Nullable Connection engine;
    private volatile @Nullable ScheduledFuture<?> deadline;
    /** Made when it is needed, which for most connections is never. */
    private volatile @Nullable Drops drops;

    private volatile EndpointReport.Connection report = reason -> {};
    private volatile String ending = "the peer has gone";
    // For the sweep.
    private volatile boolean heard = true;
    private boolean pinged;
    private int missed;

    WsConnection(ConnectionHub hub, Role role, Caller caller, XnioIoThread ioThread) {
        this.handover = hub.handover(ioThread);
        this.hub = hub;
        this.role = role;
        this.caller = caller;
        this.ioThread = ioThread;
        this.writer = new FrameWriter(hub.config().queue(), ioThread, this);
        this.traffic = new ConnectionTraffic(this, writer);
        this.intake = new FrameIntake(new FrameRules(hub.config().maxMessageSize()), this);
    }

    /** The peer's address, for people. */
    @Override
    public String getName() {
        return caller.peer();
    }

    Caller caller() {
        return caller;
    }

    Role role() {
        return role;
    }

    ConnectionTraffic traffic() {
        return traffic;
    }

    long received() {
        return received.get();
    }

    long droppedEvents() {
        Drops made = drops;
        return made == null ? 0 : made.total();
    }

    /** A whole message has come. By the IO thread. */
    void messageCame() {
        received.lazySet(received.get() + 1);
    }

    /** Where the operator sees it; told when it is gone. Before the handshake is answered. */
    void seen(EndpointReport.Connection entry) {
        report = entry;
    }

    /** The answer to the handshake has left: frames may flow. By the IO thread. */
    void open(StreamConnection upgraded, UpgradeInfo agreed) {
        socket = upgraded;
        writer.attach(upgraded.getSinkChannel());
        if (writer.isDead()) { // the transport has stopped meanwhile
            IoUtils.safeClose(upgraded);
            return;
        }
        engine = agreed.createConnection(new EngineWriter(this), reason -> abort("closed by the engine"));
        ConduitStreamSourceChannel source = upgraded.getSourceChannel();
        source.setReadListener(this::readable);
        source.wakeupReads(); // frames may have come together with the handshake
        LOG.info("ws {}: connected as {}", caller.peer(), role.headerValue());
    }

    /** The engine has made its session. */
    void joined(Session session) {
        if (role.servesCalls()) {
            hub.calls(this).listen(session);
        } else {
            IncomingCalls.ignore(session, this::messageCame);
        }
    }

    /** Sends a reply; any thread. */
    void reply(byte[] json) {
        writer.reply(Frames.text(json));
    }

    /** Sends the first event of the connection, which is never given up: frameworks wait for it. */
    void greet(ByteBuffer frame) {
        writer.write(frame);
    }

    /** Sends an event; the frame's bytes are shared. The calling thread writes. */
    void push(ByteBuffer frame) {
        writer.push(frame);
    }

    /** Sends an event; the frame's bytes are shared. The IO thread writes, once everybody's frames are queued. */
    void queue(ByteBuffer frame) {
        writer.push(frame, handover);
    }

    /** Somebody at the console wants it gone. A close frame takes no more than 123 bytes of reason. */
    void disconnect(String reason) {
        byte[] utf8 = reason.getBytes(StandardCharsets.UTF_8);
        close(1001, utf8.length <= 123 ? reason : "disconnected");
    }

    /** Ends the connection politely; what was sent before still leaves. */
    void close(int code, String reason) {
        if (writer.isOpen()) {
            ending = "closed by us with code " + code + ": " + reason;
            writer.close(Frames.close(code, reason));
        }
    }

    /** Sends what the engine wants to send: pongs, and close frames for what only it can see, such as bad UTF-8. */
    boolean sendForEngine(ByteBuffer frame) {
        if (!Frames.isClose(frame)) {
            return writer.write(frame);
        }
        if (!writer.isOpen()) {
            return false;
        }
        ending = "closed by the engine with code " + Short.toUnsignedInt(frame.getShort(frame.position() + 2));
        return writer.close(frame);
    }

    /** Cuts the TCP connection; any thread. */
    void abort(String why) {
        ending = why;
        writer.kill();
        StreamConnection upgraded = socket;
        if (upgraded != null) {
            try {
                ioThread.execute(() -> IoUtils.safeClose(upgraded));
            } catch (RejectedExecutionException stopped) {
                IoUtils.safeClose(upgraded);
            }
        }
    }

    /** The TCP connection has ended, or the handshake was not completed. Callable often. */
    void ended() {
        if (closed.getAndSet(true)) {
            return;
        }
        writer.kill();
        caughtUp();
        hub.leave(this);
        report.closed(ending);
        ScheduledFuture<?> timer = deadline;
        if (timer != null) {
            timer.cancel(false);
        }
        Connection connection = engine;
        if (connection != null) {
            connection.close(new CloseReason(CloseReason.CloseCodes.CLOSED_ABNORMALLY, ""));
            LOG.info("ws {}: disconnected ({})", caller.peer(), ending);
        }
    }

    /** Pings a peer from which nothing came since the last ping, and gives up on it in the end. By the timer. */
    void sweep(ByteBuffer ping) {
        if (heard) {
            heard = false;
            missed = 0;
        } else if (pinged && ++missed >= MISSED_PINGS) {
            abort("no sign of life for " + MISSED_PINGS + " ping intervals");
            return;
        }
        pinged = writer.offer(ping);
    }

    private void readable(ConduitStreamSourceChannel source) {
        ByteBuffer buffer = READS.get();
        try {
            for (int i = 0; i < READS_IN_A_ROW; i++) {
                int read = source.read(buffer.clear());
                if (read < 0) {
                    abort(ending);
                    return;
                }
                if (read == 0) {
                    return;
                }
                heard = true;
                serve(buffer.flip());
                if (read < READ_SIZE) {
                    return;
                }
            }
        } catch (IOException reset) {
            abort("connection lost: " + reset.getMessage());
        } catch (Throwable unexpected) { // the memory may not do for a message; whatever it is, it ends here
            failed(unexpected);
        }
    }

    private void serve(ByteBuffer input) {
        boolean corked = writer.cork();
        try {
            intake.accept(input);
        } finally {
            if (corked) {
                writer.uncork();
            }
        }
    }

    @Override
    public void frames(ByteBuffer frames) {
        Connection connection = engine;
        if (connection != null && writer.isOpen()) { // after our close frame only the peer's is of interest
            connection.getReadHandler().handle(frames);
        }
    }

    @Override
    public void close(byte[] payload) {
        if (writer.isOpen()) {
            ending = "closed by the peer with " + CloseCheck.describe(payload);
            writer.close(CloseCheck.answer(payload));
        }
        goodbye(PEER_SAID);
    }

    @Override
    public void finished() {
        goodbye(WE_SAID);
    }

    /** Once both have sent their close frames the server ends the TCP connection (RFC 6455 §7.1.1). */
    private void goodbye(int who) {
        if (goodbyes.accumulateAndGet(who, (a, b) -> a | b) == (WE_SAID | PEER_SAID)) {
            abort(ending);
        }
    }

    @Override
    public void violation(Violation violation) {
        close(violation.code(), violation.reason());
    }

    /** A message could not be served: a fault of ours, or no memory. */
    void failed(Throwable failure) {
        LOG.error("OKY-1302 ws {}: a message could not be served; the connection is closed", caller.peer(), failure);
        close(1011, "internal error");
    }

    @Override
    public void overflowed(long waitingBytes) {
        ending = "slow reader";
        hub.dropped();
        caughtUp();
        String words = caller.peer() + " (" + role.headerValue() + ") does not read: " + waitingBytes
                + " bytes wait for it and " + WsConfig.QUEUE_BYTES + " allows "
                + hub.config().queue().bytes()
                + (hub.config().queue().size() == Long.MAX_VALUE
                        ? ""
                        : " and ws_queue_size " + hub.config().queue().size() + " events")
                + "; it is closed, others are not affected";
        LOG.warn("OKY-1301 ws {}", words);
        hub.problem("OKY-1301", words);
    }

    @Override
    public void dropped(int events) {
        Drops made = drops;
        if (made == null) {
            synchronized (this) {
                made = drops;
                if (made == null) {
                    made = hub.drops(caller.peer() + " (" + role.headerValue() + ")");
                    drops = made;
                }
            }
        }
        made.dropped(events);
    }

    @Override
    public void caughtUp() {
        Drops made = drops;
        if (made != null) {
            made.over();
        }
    }

    @Override
    public void closing() {
        Duration limit = hub.limits().close();
        try {
            deadline = hub.timer().schedule(() -> abort(ending), limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            abort(ending);
        }
    }

    @Override
    public void broken() {
        abort("connection lost");
    }
}
