package io.github.onekyu.transport.http;

import io.github.onekyu.core.auth.Access;
import io.github.onekyu.core.auth.Door;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Requests for data files (FILE-01 to FILE-06). Files are looked for and read on pool threads, never on an IO thread. */
final class FileHandler {
    private final HttpConfig config;
    private final Door door;
    private final DataFiles files;
    private final Executor blocking;
    private final RunningCalls calls;
    private final Replies replies;
    private final Refusals refusals;
    private final TimeLimits times;

    FileHandler(
            HttpConfig config,
            Door door,
            Executor blocking,
            RunningCalls calls,
            Replies replies,
            Refusals refusals,
            TimeLimits times) {
        this.config = config;
        this.door = door;
        this.files = new DataFiles(config.dataDir());
        this.blocking = blocking;
        this.calls = calls;
        this.replies = replies;
        this.refusals = refusals;
        this.times = times;
    }

    void handle(HttpServerExchange exchange, Route.DataFile file) {
        HttpString method = exchange.getRequestMethod();
        if (!Methods.GET.equals(method)) {
            if (Methods.POST.equals(method)) {
                replies.empty(exchange, 404);
            } else {
                replies.methodNotAllowed(exchange, "GET");
            }
            return;
        }
        if (!config.serveDataFiles()) {
            replies.empty(exchange, 404);
            return;
        }
        Access access =
                door.check(Credentials.header(exchange), Optional::empty).access();
        if (access != Access.GRANTED) {
            refusals.note(exchange, access);
            replies.refuse(exchange, access);
        } else if (calls.enter(exchange)) {
            exchange.dispatch(blocking, () -> open(exchange, file));
        } else {
            replies.last(exchange, 503, null);
        }
    }

    private void open(HttpServerExchange exchange, Route.DataFile file) {
        DataFiles.Result result = files.open(file);
        if (result instanceof DataFiles.Result.Refused refused) {
            ApiHandler.onIoThread(exchange, () -> replies.empty(exchange, refused.status()));
        } else if (result instanceof DataFiles.Result.Found found) {
            new FileSender(exchange, found, blocking, times).start(replies);
        }
    }
}
