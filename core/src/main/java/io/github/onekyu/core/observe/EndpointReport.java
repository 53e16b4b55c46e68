package io.github.onekyu.core.observe;

import io.github.onekyu.core.event.EncodedEvent;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * What a transport tells about its endpoint. Thread-safe; never blocks; nothing said here reaches a bot. The log is the
 * transport's own affair: {@link #problem} takes the same code and words.
 */
public interface EndpointReport {
    /** The role of a connection that is no connection but a target of reports. */
    String REPORT = "report";

    /** For listeners that have no use for it, and for tests. */
    EndpointReport NONE = new EndpointReport() {
        @Override
        public void target(String address) {}

        @Override
        public Connection opened(String peer, String role, Traffic traffic) {
            return reason -> {};
        }

        @Override
        public void problem(String code, String message) {}

        @Override
        public void cleared() {}

        @Override
        public void reported(EncodedEvent event, String target, OptionalInt status, Duration took, String problem) {}
    };

    /** Where it dials; user info and query values are masked here. */
    void target(String address);

    /**
     * A connection is open, or a target of reports is known.
     *
     * @param peer the other end for people to read; never a secret
     * @param role {@code api}, {@code event}, {@code universal}, {@code http} or {@link #REPORT}
     */
    Connection opened(String peer, String role, Traffic traffic);

    /**
     * Something is wrong with the endpoint as a whole, or with its only peer.
     *
     * @param code as in the log, {@code OKY-nnnn}
     * @param message one sentence without secrets, with what to do next
     */
    void problem(String code, String message);

    /** What {@link #problem} said is over. */
    void cleared();

    /**
     * The exchange of one report ended.
     *
     * @param status of the answer; empty if none came
     * @param problem in words; empty if there was none
     */
    void reported(EncodedEvent event, String target, OptionalInt status, Duration took, String problem);

    /** One that was opened. */
    @FunctionalInterface
    interface Connection {
        /** It is gone; a second call does nothing. */
        void closed(String reason);
    }
}
