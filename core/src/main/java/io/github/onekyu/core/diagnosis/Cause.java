package io.github.onekyu.core.diagnosis;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;

/** What can be wrong with a connection. The codes are stable; docs/doctor.md says what to do about each. */
public enum Cause {
    /** Nothing. */
    NONE(""),
    /** The address is one of our own listeners. */
    OWN_PORT("OKY-1820"),
    UNKNOWN_HOST("OKY-1821"),
    REFUSED("OKY-1822"),
    TIMED_OUT("OKY-1823"),
    UNREACHABLE("OKY-1824"),
    NO_TLS_THERE("OKY-1825"),
    UNTRUSTED("OKY-1826"),
    EXPIRED("OKY-1827"),
    OTHER_NAME("OKY-1828"),
    TLS_WANTED("OKY-1829"),
    TLS_FAILED("OKY-1830"),
    REDIRECTED("OKY-1831"),
    NO_SUCH_PATH("OKY-1832"),
    TOKEN_MISSING("OKY-1833"),
    FORBIDDEN("OKY-1834"),
    NO_WEBSOCKET("OKY-1835"),
    SERVER_FAILS("OKY-1836"),
    NOT_HTTP("OKY-1837"),
    NO_ANSWER("OKY-1838"),
    ENDED_IN_SILENCE("OKY-1839"),
    POLICY("OKY-1840"),
    CLOSED_AT_ONCE("OKY-1841"),
    NO_LIFECYCLE("OKY-1842"),
    REPORT_REFUSED("OKY-1843"),
    NOT_LISTENING("OKY-1844"),
    HELD_BY_ANOTHER("OKY-1845"),
    LISTENER_REFUSES("OKY-1846"),
    PAUSED("OKY-1847"),
    BROKEN("OKY-1848"),
    ACCOUNT_OFFLINE("OKY-1849"),
    /** A remark: the connection works. */
    EVENTS_DROPPED("OKY-1850"),
    /** A remark: the connection works. */
    NO_CALLS("OKY-1851"),
    /** It would connect now. */
    WAITING("OKY-1852"),
    /** The API of the implementation does not answer as one. */
    NO_API("OKY-1853"),
    /** The running process cannot be asked. */
    CONSOLE_REFUSES("OKY-1854"),
    /** Somebody who speaks as we do has our port. */
    OTHER_ACCOUNT("OKY-1855");

    private final String code;

    Cause(String code) {
        this.code = code;
    }

    /** Why there is no connection; looks through what clients wrap around it. */
    static Cause ofConnect(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof UnknownHostException || each instanceof UnresolvedAddressException) {
                return UNKNOWN_HOST;
            }
            if (each instanceof SocketTimeoutException || each instanceof HttpConnectTimeoutException) {
                return TIMED_OUT;
            }
        }
        for (Throwable each = failure; each != null; each = each.getCause()) {
            // java.net.http says no more than the type.
            if (each instanceof ConnectException
                    && (each.getMessage() == null || each.getMessage().contains("refused"))) {
                return REFUSED;
            }
        }
        return UNREACHABLE;
    }

    /** {@code OKY-nnnn}; empty for {@link #NONE}. */
    public String code() {
        return code;
    }
}
