package io.github.onekyu.core.internal.observe;

import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.event.EncodedEvent;
import io.github.onekyu.core.observe.Trace;
import io.github.onekyu.core.transport.TransportMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is told what one account does: the meter, the trace, the log. */
public record Watch(long selfId, TransportMetrics metrics, Trace trace) {
    private static final Logger ACTIVITY = LoggerFactory.getLogger("onekyu.activity");

    /** Whether nobody wants to know about calls, so that their time need not be taken. */
    public boolean ignoresCalls() {
        return !trace.isOn() && metrics.equals(TransportMetrics.NONE) && !ACTIVITY.isDebugEnabled();
    }

    public void answered(ActionRequest request, Caller caller, ActionResponse response, long nanos) {
        metrics.actionAnswered(
                caller.transport(), request.action(), response.retcode().value(), nanos);
        trace.call(selfId, request, caller, response, nanos);
        if (ACTIVITY.isDebugEnabled()) {
            ACTIVITY.debug(
                    "account {}: {} -> {} retcode {} in {} ms",
                    selfId,
                    caller,
                    request.action(),
                    response.retcode(),
                    nanos / 1_000_000);
        }
    }

    public void delivered(EncodedEvent event) {
        trace.event(selfId, event);
    }
}
