package io.github.onekyu.bridge.ckyu.link;

import io.github.onekyu.core.json.JsonBoolean;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the account behind an open link is online. A heartbeat is believed when it says no; that it says yes means
 * little, since some say so whatever happens (LNK-11). Thread-safe.
 */
final class Presence {
    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);

    private final Timing timing;
    private final String place;
    /** When something else than a heartbeat came last, or we asked. */
    private volatile long livelyAt = System.nanoTime();

    private volatile boolean said = true;
    private volatile boolean answers = true;
    private volatile boolean asking;

    Presence(Timing timing, String place) {
        this.timing = timing;
        this.place = place;
    }

    boolean online() {
        return said && answers;
    }

    /** A new link: nothing bad is known of it. */
    void begin() {
        livelyAt = System.nanoTime();
        said = true;
        answers = true;
    }

    /** Something came that is no heartbeat. */
    void lively() {
        livelyAt = System.nanoTime();
        if (!answers) {
            answers = true;
            LOG.info("the account behind {} answers again", place);
        }
    }

    void heartbeat(JsonObject heartbeat) {
        heartbeat.object("status").ifPresent(this::status);
    }

    private void status(JsonObject status) {
        JsonValue online = status.get("online");
        if (online == JsonBoolean.FALSE && said) {
            said = false;
            LOG.warn(
                    "OKY-1644 the implementation at {} says that the account is offline; log it in again there", place);
        } else if (online == JsonBoolean.TRUE && !said) {
            said = true;
            LOG.info("the implementation at {} says that the account is online again", place);
        }
    }

    /** Whether it is time to ask for the state; then {@link #answered} must follow. */
    boolean mustAsk(long now) {
        if (asking || now - livelyAt < timing.distrust().toNanos()) {
            return false;
        }
        asking = true;
        return true;
    }

    /** What came of the question; nothing means that nobody is at home. */
    void answered(Optional<JsonObject> envelope) {
        asking = false;
        livelyAt = System.nanoTime();
        envelope.flatMap(answer -> answer.object("data")).ifPresent(this::status);
        if (envelope.isEmpty() && answers) {
            answers = false;
            LOG.warn(
                    "OKY-1644 the implementation at {} sends heartbeats but does not answer get_status within {} s, so the"
                            + " account counts as offline; look at its own log",
                    place,
                    timing.probe().toSeconds());
        }
    }
}
