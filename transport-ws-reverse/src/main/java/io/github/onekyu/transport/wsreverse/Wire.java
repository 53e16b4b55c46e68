package io.github.onekyu.transport.wsreverse;

import io.github.onekyu.core.diagnosis.Peer;
import io.github.onekyu.core.diagnosis.Reasons;
import io.github.onekyu.core.transport.QueueBounds;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import org.glassfish.tyrus.core.TyrusUpgradeResponse;
import org.glassfish.tyrus.spi.ClientEngine;
import org.glassfish.tyrus.spi.ClientEngine.ClientUpgradeInfo;
import org.glassfish.tyrus.spi.ClientEngine.ClientUpgradeStatus;
import org.glassfish.tyrus.spi.Connection;
import org.jspecify.annotations.Nullable;
import org.xnio.IoFuture;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSourceChannel;
import org.xnio.ssl.SslConnection;

/**
 * The bytes of one {@link PeerConnection}: socket, handshake, frames in, queue out. Reading happens on the socket's IO
 * thread alone.
 */
final class Wire implements SocketWriter.Listener, FrameAssembler.Receiver {
    private static final int READ_BUFFER = 16 << 10;
    private static final int READS = 16;
    private static final int MAX_HEAD = 64 << 10;

    private final Target target;
    private final HandshakeRequest request;
    private final ClientHost host;
    private final PeerConnection connection;
    private final QueueBounds queue;
    private final FrameAssembler frames;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    private volatile @Nullable ClientEngine engine;
    private volatile @Nullable IoFuture<? extends StreamConnection> opening;
    private volatile @Nullable SocketWriter writer;
    private volatile boolean givenUp;

    // Only the IO thread touches these.
    private final StringBuilder head = new StringBuilder();
    private @Nullable Connection tyrus;

    Wire(Target target, HandshakeRequest request, WsReverseConfig config, ClientHost host, PeerConnection connection) {
        this.target = target;
        this.request = request;
        this.host = host;
        this.connection = connection;
        this.queue = config.queue();
        this.frames = new FrameAssembler(config.maxMessageSize());
    }

    void dial(PeerConnection endpoint) throws Exception {
        host.dial(endpoint, target.url());
    }

    // ---- TCP and TLS

    /** On a thread of Tyrus' own: resolving the name may block. */
    void connect(ClientEngine made) {
        engine = made;
        ByteBuffer bytes = request.encode(made.createUpgradeRequest(null));
        try {
            open(InetAddress.getAllByName(target.url().hostName()), 0, bytes);
        } catch (UnknownHostException e) {
            connection.fail("OKY-1401", notReached(e));
        }
        if (givenUp) {
            giveUp(new IOException("given up")); // while there was no engine yet to be told
        }
    }

    /** Tries one address after the other: {@code localhost} has two, and many servers listen on one of them only. */
    private void open(InetAddress[] addresses, int index, ByteBuffer bytes) {
        if (givenUp) {
            return;
        }
        try {
            InetSocketAddress address =
                    new InetSocketAddress(addresses[index], target.url().port());
            IoFuture<? extends StreamConnection> attempt =
                    host.open(target.url(), address, socket -> opened(socket, bytes.duplicate()));
            opening = attempt;
            if (givenUp) {
                attempt.cancel();
            }
            attempt.addNotifier(
                    (future, unused) -> {
                        if (future.getStatus() == IoFuture.Status.FAILED) {
                            if (index + 1 < addresses.length) {
                                open(addresses, index + 1, bytes);
                            } else {
                                connection.fail("OKY-1401", notReached(future.getException()));
                            }
                        }
                    },
                    null);
        } catch (IOException | RuntimeException e) { // RuntimeException: the IO threads are shutting down
            connection.fail("OKY-1401", notReached(e));
        }
    }

    private String notReached(Throwable failure) {
        return Reasons.notReached(
                Peer.BOT, target.url().hostName(), target.url().authority(), TargetProbes.KEY, failure);
    }

    private String notHttp() {
        return Reasons.notHttp(target.url().authority(), TargetProbes.KEY);
    }

    private void opened(StreamConnection socket, ByteBuffer bytes) {
        socket.setCloseListener(channel -> closed.complete(null));
        SocketWriter made = new SocketWriter(socket, queue, this);
        writer = made;
        if (givenUp) {
            made.abort();
            return;
        }
        socket.getSourceChannel().setReadListener(source -> readable(source, socket));
        made.write(bytes, null);
        socket.getSourceChannel().resumeReads();
        socket.getSourceChannel().wakeupReads();
    }

    // ---- reading

    private void readable(ConduitStreamSourceChannel source, StreamConnection socket) {
        ByteBuffer buffer = ByteBuffer.allocate(READ_BUFFER);
        try {
            for (int i = 0; i < READS; i++) {
                int count = source.read(buffer.clear());
                if (count == 0) {
                    return;
                }
                if (count < 0) {
                    lost(tlsUnfinished(socket) ? Reasons.tlsFailed("") : Reasons.closed(Peer.BOT, 0, ""));
                    source.suspendReads();
                    SocketWriter out = writer;
                    if (out != null) {
                        out.peerEnded(); // our close frame may still be on its way
                    }
                    return;
                }
                take(buffer.flip());
            }
            source.wakeupReads(); // others on this thread first
        } catch (IOException e) {
            lost(words(e));
            IoUtils.safeClose(socket);
        }
    }

    /** The TLS layer reports a failed handshake as the end of the connection. */
    private static boolean tlsUnfinished(StreamConnection socket) {
        return socket instanceof SslConnection secure
                && secure.getSslSession().getCipherSuite().equals("SSL_NULL_WITH_NULL_NULL");
    }

    private void take(ByteBuffer bytes) {
        if (tyrus == null) {
            handshake(bytes);
        }
        Connection open = tyrus;
        // After the end only the peer's FIN is of interest.
        if (open != null && !connection.hasEnded()) {
            frames.feed(bytes, this);
        }
    }

    @Override
    public void frame(ByteBuffer frame) {
        Connection open = tyrus;
        if (open != null) {
            open.getReadHandler().handle(frame);
        }
    }

    /** Answers in the same words (§5.5.1), for which Tyrus does not do: some of them it takes for 1000. */
    @Override
    public void close(byte[] payload) {
        PeerClose said = PeerClose.of(payload);
        SocketWriter out = writer;
        if (out != null) {
            out.write(ClientFrame.close(said.answer()), null);
            out.close();
        }
        connection.peerClosed(said);
        forget();
    }

    @Override
    public void violation(CloseCodes code, String what) {
        connection.refused(code, what);
    }

    private void handshake(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            head.append((char) (bytes.get() & 0xff));
            int end = head.length();
            if (head.charAt(end - 1) == '\n' && (endsWith("\r\n\r\n") || endsWith("\n\n"))) {
                answered(head.substring(0, end).stripTrailing());
                return;
            }
        }
        if (head.length() > MAX_HEAD) {
            connection.fail("OKY-1402", notHttp());
        }
    }

    private boolean endsWith(String ending) {
        int from = head.length() - ending.length();
        return from >= 0 && head.indexOf(ending, from) == from;
    }

    private void answered(String text) {
        head.setLength(0);
        head.trimToSize();
        Optional<HandshakeReply> reply = HandshakeReply.parse(text);
        SocketWriter out = writer;
        ClientEngine client = engine;
        if (reply.isEmpty() || out == null || client == null) {
            connection.fail("OKY-1402", notHttp());
        } else if (!reply.get().accepted()) {
            // Tyrus is not asked: it would follow redirects and answer 401 with a second request.
            connection.refusedHandshake(reply.get());
        } else if (!connection.hasEnded()) {
            TyrusUpgradeResponse response = new TyrusUpgradeResponse();
            response.setStatus(reply.get().status());
            response.setReasonPhrase(reply.get().reason());
            response.getHeaders().putAll(reply.get().headers());
            ClientUpgradeInfo upgrade = client.processResponse(response, out, reason -> out.close());
            if (upgrade.getUpgradeStatus() == ClientUpgradeStatus.SUCCESS) {
                tyrus = upgrade.createConnection();
            } else {
                connection.fail("OKY-1402", Reasons.noUpgrade(TargetProbes.KEY));
            }
        }
    }

    private void lost(String reason) {
        Connection open = tyrus;
        if (open == null) {
            connection.fail("OKY-1401", "during the handshake: " + reason);
        } else {
            connection.lost(reason);
            forget();
        }
    }

    /** Has Tyrus forget the connection. Its own close frame is not sent any more. */
    private void forget() {
        Connection open = tyrus;
        if (open != null) {
            open.close(new CloseReason(CloseCodes.CLOSED_ABNORMALLY, ""));
        }
    }

    // ---- writing

    /** Queues one text message; from any thread. */
    void send(byte[] utf8) {
        SocketWriter out = writer;
        if (out != null) {
            out.offerText(utf8);
        }
    }

    /** Queues one event; from any thread. */
    void push(byte[] utf8) {
        SocketWriter out = writer;
        if (out != null) {
            out.offerEvent(utf8);
        }
    }

    Optional<SocketWriter> writer() {
        return Optional.ofNullable(writer);
    }

    void ping() {
        SocketWriter out = writer;
        if (out != null) {
            out.write(ClientFrame.ping(), null);
        }
    }

    @Override
    public void writeFailed(IOException cause) {
        lost(words(cause));
        abort();
    }

    @Override
    public void dropped(int events) {
        connection.dropped(events);
    }

    @Override
    public void caughtUp() {
        connection.caughtUp();
    }

    @Override
    public void overflowed(long waitingBytes) {
        SocketWriter out = writer;
        if (out != null) {
            out.discard();
        }
        connection.overflowed(waitingBytes);
    }

    // ---- the end

    /** Does this when what is being read now has been dealt with; at once without a connection. */
    void afterwards(Runnable task) {
        SocketWriter out = writer;
        if (out != null) {
            out.onIoThread(task);
        } else {
            task.run();
        }
    }

    /** Ends an attempt wherever it is; from any thread. */
    void giveUp(IOException reason) {
        givenUp = true;
        ClientEngine client = engine;
        if (client != null) {
            try {
                client.processError(reason); // lets the thread go in which Tyrus waits
            } catch (IllegalStateException succeeded) {
                // Nobody waits any more.
            }
        }
        abort();
    }

    void abort() {
        givenUp = true;
        IoFuture<?> attempt = opening;
        if (attempt != null) {
            attempt.cancel();
        }
        SocketWriter out = writer;
        if (out != null) {
            out.abort();
        } else {
            closed.complete(null);
        }
    }

    CompletableFuture<Void> closed() {
        return closed;
    }

    private static String words(@Nullable IOException e) {
        if (e instanceof SSLException) {
            return Reasons.tlsFailed(String.valueOf(e.getMessage()));
        }
        return e == null || e.getMessage() == null ? "the connection is gone" : e.getMessage();
    }
}
