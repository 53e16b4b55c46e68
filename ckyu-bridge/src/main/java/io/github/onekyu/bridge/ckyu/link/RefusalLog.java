package io.github.onekyu.bridge.ckyu.link;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator once of each peer that was not let in, and why; what comes again is not repeated. */
final class RefusalLog {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
    /** Somebody who scans the port from many addresses must not fill memory or log. */
    private static final int MOST = 100;

    private final Set<String> told = ConcurrentHashMap.newKeySet();

    void refused(String peer, String trouble, String advice) {
        if (told.size() < MOST && told.add(peer + " " + trouble)) {
            LOG.warn("OKY-1647 {} was refused at upstream_listen with {}; {}", peer, trouble, advice);
        } else {
            LOG.debug("{} was refused again: {}", peer, trouble);
        }
    }
}
