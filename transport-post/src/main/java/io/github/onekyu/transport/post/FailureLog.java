package io.github.onekyu.transport.post;

import io.github.onekyu.core.observe.EndpointReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of what went wrong without repeating itself: the first of a kind, the 10th, the 100th and each 1000th in a row,
 * until something went well again. The operator sees the last one until then. Thread-safe.
 */
final class FailureLog {
    private static final Logger log = LoggerFactory.getLogger("io.github.onekyu.transport.post.PostTransport");

    private final String receiver;
    private final EndpointReport report;
    private String last = "";
    private long count;

    FailureLog(String receiver, EndpointReport report) {
        this.receiver = receiver;
        this.report = report;
    }

    /** @param trouble one line, the same for the same trouble, without anything secret */
    void failed(String code, long event, String trouble) {
        report.problem(code, "post to " + receiver + ": " + trouble);
        long times;
        synchronized (this) {
            count = trouble.equals(last) ? count + 1 : 1;
            last = trouble;
            times = count;
        }
        if (times == 1) {
            log.warn("{} post to {}: event {}: {}", code, receiver, event, trouble);
        } else if (times == 10 || times == 100 || times % 1000 == 0) {
            log.warn("{} post to {}: event {}: {} (the same {} times in a row)", code, receiver, event, trouble, times);
        } else {
            log.debug("{} post to {}: event {}: {}", code, receiver, event, trouble);
        }
    }

    void succeeded() {
        long failures;
        synchronized (this) {
            failures = count;
            count = 0;
            last = "";
        }
        if (failures > 0) {
            report.cleared();
        }
        if (failures > 1) {
            log.info("post to {}: works again after {} failures", receiver, failures);
        }
    }
}
