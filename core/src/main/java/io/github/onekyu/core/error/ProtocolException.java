package io.github.onekyu.core.error;

/** A peer sent something that is not of the protocol's form: answered with the retcode, the connection stays (WS-13). */
public final class ProtocolException extends OneBotException {
    private static final long serialVersionUID = 1L;

    private final int retcode;

    public ProtocolException(int retcode, String message) {
        super(message, null);
        this.retcode = retcode;
    }

    public int retcode() {
        return retcode;
    }
}
