package io.github.onekyu.bridge.ckyu.link;

import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** Mode {@code ws}: one WebSocket that we dial, for calls and events (LNK-17). */
final class DialledSocket implements Upstream {
    private final LinkConfig config;
    private final Timing timing;
    private final Link link;
    private final Redial redial;
    private final JdkClient http;
    /** The line that counts; what others still say is not heard. */
    private @Nullable DialledLine current;

    private boolean stopped;

    DialledSocket(LinkConfig config, Timing timing, ScheduledExecutorService timer, Link link) {
        this.config = config;
        this.timing = timing;
        this.link = link;
        this.redial = new Redial(timer, timing, this::dial);
        this.http = new JdkClient(timing.handshake());
    }

    @Override
    public void start() {
        redial.begin();
    }

    /** Off the timer's thread, since a name may have to be resolved. */
    private void dial() {
        http.executor().execute(() -> {
            try {
                handshake(config.url().orElseThrow().dialled());
            } catch (UnknownHostException | RuntimeException impossible) {
                missed(words(impossible)); // whatever it was, the next dial must not be forgotten
            }
        });
    }

    private Loss words(Throwable failure) {
        return Words.ofDial(failure, config.url().orElseThrow(), LinkConfig.URL);
    }

    private void handshake(URI uri) {
        WebSocket.Builder handshake = http.client().newWebSocketBuilder().connectTimeout(timing.handshake());
        config.headers().forEach(handshake::header);
        DialledLine line = new DialledLine(this, config.maxMessage());
        handshake.buildAsync(uri, line).whenComplete((socket, failure) -> {
            if (failure != null && !line.wasOpen()) {
                missed(words(failure));
            }
        });
    }

    private void missed(Loss loss) {
        link.failed(loss);
        redial.failed(loss.lasting());
    }

    /** @return false if nobody wants it any more */
    synchronized boolean opened(DialledLine line) {
        if (stopped) {
            return false;
        }
        current = line;
        redial.opened();
        return true;
    }

    /** Once for each line that was open. */
    void ended(DialledLine line, Loss loss) {
        synchronized (this) {
            if (current != line) {
                return;
            }
            current = null;
        }
        link.lost(line, loss);
        redial.failed(loss.lasting());
    }

    void ready(DialledLine line) {
        link.opened(line, OptionalLong.empty());
    }

    void received(DialledLine line, String text) {
        synchronized (this) {
            if (current != line) {
                return;
            }
        }
        link.received(line, text, true);
    }

    @Override
    public void stop(Duration grace) {
        redial.stop();
        DialledLine open;
        synchronized (this) {
            stopped = true;
            open = current;
        }
        if (open != null) {
            open.close(grace);
        }
        http.close();
    }
}
