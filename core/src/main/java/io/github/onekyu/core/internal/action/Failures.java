package io.github.onekyu.core.internal.action;

import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Retcode;
import io.github.onekyu.core.error.BackendException;
import io.github.onekyu.core.error.ProtocolException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where what went wrong becomes a retcode (ACT-04, HTTP-13). */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /** The action's response, whatever happens: a throw and a failed stage become {@code failed}. */
    static CompletionStage<ActionResponse> guard(Supplier<CompletionStage<ActionResponse>> action) {
        CompletionStage<ActionResponse> stage;
        try {
            stage = action.get();
        } catch (RuntimeException | StackOverflowError thrown) {
            return CompletableFuture.completedFuture(response(thrown));
        }
        CompletableFuture<ActionResponse> future = stage.toCompletableFuture();
        return future.isDone() && !future.isCompletedExceptionally()
                ? future
                : future.exceptionally(Failures::response);
    }

    private static ActionResponse response(Throwable thrown) {
        Throwable cause = thrown;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof ProtocolException badParams) {
            return ActionResponse.failed(new Retcode(badParams.retcode()), text(badParams));
        }
        if (cause instanceof BackendException refused) {
            // 0 and 1 would read as success; a host that reports them for a failure has no usable code.
            boolean usable = refused.retcode() != 0 && refused.retcode() != 1;
            return ActionResponse.failed(usable ? new Retcode(refused.retcode()) : Retcode.FAILED, text(refused));
        }
        if (cause instanceof TimeoutException) {
            return ActionResponse.failed(Retcode.FAILED, "the chat host did not answer in time");
        }
        LOG.warn("OKY-1631 an action failed unexpectedly; the caller gets retcode 103", cause);
        return ActionResponse.failed(Retcode.FAILED, "internal error");
    }

    private static String text(Throwable cause) {
        return cause.getMessage() == null ? "" : cause.getMessage();
    }
}
