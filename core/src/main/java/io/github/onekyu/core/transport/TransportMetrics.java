package io.github.onekyu.core.transport;

/** What can be counted. Every method does nothing unless somebody installs a meter. Called from any thread. */
public interface TransportMetrics {
    TransportMetrics NONE = new TransportMetrics() {};

    default void connectionOpened(String transport) {}

    default void connectionClosed(String transport) {}

    /** An action was answered; {@code nanos} from lookup to response. */
    default void actionAnswered(String transport, String action, int retcode, long nanos) {}

    /** An event was put into {@code receivers} queues of one transport. */
    default void eventDelivered(String transport, int receivers) {}

    /** Something was lost because a bound was reached; {@code what} is a short fixed word such as {@code slow_reader}. */
    default void dropped(String transport, String what) {}
}
