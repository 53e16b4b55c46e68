package io.github.onekyu.transport.http;

import io.github.onekyu.core.action.ActionDispatcher;
import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.action.ResponseEncoder;
import io.github.onekyu.core.action.Retcode;
import io.github.onekyu.core.auth.Access;
import io.github.onekyu.core.auth.Door;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.transport.TransportContext;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.SameThreadExecutor;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Action calls, in the order of checks of HTTP-11. What is answered at once is read, run and answered on the IO thread
 * without any hop; what takes time is answered through the connection's IO thread when it is done.
 */
final class ApiHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);
    /** Larger bodies are parsed on a pool thread, so that they do not hold up the other connections of an IO thread. */
    private static final int LARGE = 1 << 18;

    private final HttpConfig config;
    private final TransportContext context;
    private final ActionDispatcher actions;
    private final RunningCalls calls;
    private final Replies replies;
    private final Refusals refusals;
    private final RequestBody.Limits bodies;

    ApiHandler(
            HttpConfig config,
            TransportContext context,
            RunningCalls calls,
            Replies replies,
            Refusals refusals,
            TimeLimits times) {
        this.config = config;
        this.context = context;
        this.actions = context.actions();
        this.calls = calls;
        this.replies = replies;
        this.refusals = refusals;
        this.bodies = new RequestBody.Limits(config.maxMessageSize(), new BodyBudget(config.maxMessageSize()), times);
    }

    void handle(HttpServerExchange exchange, String action) {
        HttpString method = exchange.getRequestMethod();
        boolean post = Methods.POST.equals(method);
        if (!post && !Methods.GET.equals(method)) {
            if (config.enableCors() && Methods.OPTIONS.equals(method)) {
                replies.preflight(exchange);
            } else {
                replies.methodNotAllowed(exchange, config.enableCors() ? "GET, POST, OPTIONS" : "GET, POST");
            }
            return;
        }
        JsonObject query = UrlEncoded.pairs(RequestTarget.query(exchange));
        Door.Admission admission =
                context.door().check(Credentials.header(exchange), () -> query.string("access_token"));
        if (admission.access() != Access.GRANTED) {
            refusals.note(exchange, admission.access());
            replies.refuse(exchange, admission.access());
            return;
        }
        Peer.enter(exchange, context, admission.grant());
        ClientTraffic.requested(exchange, context);
        ContentType type = post ? ContentType.of(exchange) : ContentType.NONE;
        switch (type) {
            case NONE -> admit(exchange, () -> call(exchange, action, query)); // HTTP-06, HTTP-09: any body is ignored
            case OTHER -> replies.empty(exchange, 406);
            case JSON, FORM ->
                new RequestBody(exchange, bodies, replies, body -> received(exchange, action, query, type, body))
                        .receive();
        }
    }

    private void received(HttpServerExchange exchange, String action, JsonObject query, ContentType type, byte[] body) {
        admit(exchange, () -> {
            if (body.length <= LARGE) {
                parseAndCall(exchange, action, query, type, body);
            } else {
                exchange.dispatch(
                        context.threads().requests(), () -> parseAndCall(exchange, action, query, type, body));
            }
        });
    }

    /** From here on the request is one that a stop waits for. */
    private void admit(HttpServerExchange exchange, Runnable work) {
        if (calls.enter(exchange)) {
            work.run();
        } else {
            replies.last(exchange, 503, null);
        }
    }

    private void parseAndCall(
            HttpServerExchange exchange, String action, JsonObject query, ContentType type, byte[] body) {
        Optional<JsonObject> params = Parameters.read(type, body);
        if (params.isPresent()) {
            call(exchange, action, Parameters.merge(query, params.get()));
        } else {
            onIoThread(exchange, () -> replies.empty(exchange, 400));
        }
    }

    private void call(HttpServerExchange exchange, String action, JsonObject params) {
        CompletableFuture<ActionResponse> response = dispatch(exchange, action, params);
        if (response.isDone()) {
            answer(exchange, response.handle(ApiHandler::orFailure).join());
        } else {
            exchange.dispatch(
                    SameThreadExecutor.INSTANCE,
                    () -> response.handle(ApiHandler::orFailure).thenAccept(done -> answer(exchange, done)));
        }
    }

    private CompletableFuture<ActionResponse> dispatch(HttpServerExchange exchange, String action, JsonObject params) {
        try {
            return actions.dispatch(ActionRequest.of(action, new Params(params)), Peer.caller(exchange))
                    .toCompletableFuture();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** The dispatcher promises a response; were it to break that, the caller would still get one (HTTP-13). */
    private static ActionResponse orFailure(@Nullable ActionResponse response, @Nullable Throwable failure) {
        if (response != null) {
            return response;
        }
        LOG.error("OKY-1202 http: an action ended without a response; this is a bug, please report it", failure);
        return ActionResponse.failed(Retcode.FAILED, "internal error");
    }

    private void answer(HttpServerExchange exchange, ActionResponse response) {
        if (response instanceof ActionResponse.UnknownAction) {
            onIoThread(exchange, () -> {
                ClientTraffic.answered(exchange);
                replies.empty(exchange, 404);
            });
        } else {
            byte[] body = ResponseEncoder.encode(response, Optional.empty()); // RSP-05: never an echo
            onIoThread(exchange, () -> {
                ClientTraffic.answered(exchange);
                replies.json(exchange, body);
            });
        }
    }

    static void onIoThread(HttpServerExchange exchange, Runnable task) {
        if (exchange.isInIoThread()) {
            task.run();
            return;
        }
        try {
            exchange.getIoThread().execute(task);
        } catch (RejectedExecutionException stopped) {
            LOG.debug("http {}: an answer came after the end of the server", Peer.of(exchange));
        }
    }
}
