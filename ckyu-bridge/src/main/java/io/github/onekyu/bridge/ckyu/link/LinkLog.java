package io.github.onekyu.bridge.ckyu.link;

import io.github.onekyu.bridge.ckyu.link.Loss.Kind;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator when the link comes and goes: one line for each change, none for each attempt. */
final class LinkLog {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);

    private final String place;
    /** What was said last of a link that is not there; empty while it is. */
    private Optional<Loss> told = Optional.empty();

    LinkLog(String place) {
        this.place = place;
    }

    synchronized void linked(long selfId) {
        told = Optional.empty();
        LOG.info("linked to {}: account {}", place, selfId);
    }

    /** @param wasLinked whether bots had the use of it until now */
    synchronized void lost(Loss loss, boolean wasLinked) {
        if (loss.kind() == Kind.OURS
                || (!wasLinked
                        && told.filter(same -> same.kind() == loss.kind()).isPresent())) {
            LOG.debug("no link to {}: {}", place, loss.reason());
            return;
        }
        told = Optional.of(loss);
        switch (loss.kind()) {
            case REFUSED ->
                LOG.error(
                        "OKY-1642 the implementation at {} refuses our credentials: {}{}. It is tried again once a minute",
                        place,
                        loss.reason(),
                        loss.reason().contains("upstream_access_token")
                                ? ""
                                : "; make upstream_access_token the same as its token");
            case OTHER_ACCOUNT ->
                LOG.error(
                        "OKY-1643 the implementation at {} {}; its messages are not for these bots. Log the first account"
                                + " in again there, or restart Onekyu to serve the other",
                        place,
                        loss.reason());
            default -> {
                if (wasLinked) {
                    LOG.warn(
                            "OKY-1640 the link to {} is broken: {}; calls are answered 1503 until it is back",
                            place,
                            loss.reason());
                } else {
                    LOG.warn("OKY-1641 no link to {} yet: {}; it is tried again and again", place, loss.reason());
                }
            }
        }
    }

    /** For the operator whose start fails. */
    synchronized String trouble() {
        return told.map(Loss::reason).orElse("nothing has come from it");
    }
}
