package io.github.onekyu.console;

import io.github.onekyu.core.OneBot;
import io.github.onekyu.core.console.AccountView;
import io.github.onekyu.core.control.ControlException;
import io.github.onekyu.core.json.JsonObject;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Finds what a path stands for. */
final class Router implements HttpHandler {
    private static final String MEDIA = "/sandbox/v1/media/";
    private static final String ASSETS = "/assets/";

    private final Workshop workshop;
    private final PageFiles page = new PageFiles();
    private final MediaFiles media;
    private final TraceStream trace;

    Router(Workshop workshop) {
        this.workshop = workshop;
        this.media = new MediaFiles(workshop.workers());
        this.trace = new TraceStream(workshop.context().trace(), workshop.workers(), workshop.started());
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String path = exchange.getRequestPath();
        Optional<Route> route = Route.find(parts(path));
        if (route.isPresent()) {
            call(exchange, route.get(), parts(path));
        } else if (path.equals("/sandbox/v1/trace") || path.equals("/admin/v1/trace")) {
            if (isGet(exchange)) {
                trace(exchange);
            }
        } else if (path.startsWith(MEDIA) && isGet(exchange)) {
            media.send(exchange, account(exchange), path.substring(MEDIA.length()));
        } else if (path.equals("/") && isGetOrHead(exchange)) {
            if (!page.send(exchange, "index.html")) {
                Replies.text(exchange, StatusCodes.OK, "text/plain; charset=UTF-8", about());
            }
        } else if (path.startsWith(ASSETS) && isGetOrHead(exchange)) {
            if (!page.send(exchange, path.substring(ASSETS.length()))) {
                notFound(exchange);
            }
        } else if (path.equals("/healthz") && isGet(exchange)) {
            Replies.json(
                    exchange,
                    StatusCodes.OK,
                    JsonObject.builder().put("status", "up").build());
        } else if (path.equals("/readyz") && isGet(exchange)) {
            ready(exchange);
        } else if (path.equals("/metrics") && isGet(exchange)) {
            Replies.text(
                    exchange,
                    StatusCodes.OK,
                    "text/plain; version=0.0.4; charset=utf-8",
                    MetricsPage.of(workshop.context()).getBytes(StandardCharsets.UTF_8));
        } else if (!exchange.isResponseStarted() && !exchange.isComplete() && !exchange.isDispatched()) {
            notFound(exchange);
        }
    }

    private static List<String> parts(String path) {
        return Arrays.asList(path.substring(Math.min(1, path.length())).split("/", -1));
    }

    /** Answers 405 itself if it is another method. */
    private static boolean isGet(HttpServerExchange exchange) {
        if (exchange.getRequestMethod().equals(Methods.GET)) {
            return true;
        }
        notAllowed(exchange, List.of(Methods.GET));
        return false;
    }

    private static boolean isGetOrHead(HttpServerExchange exchange) {
        return exchange.getRequestMethod().equals(Methods.HEAD) || isGet(exchange);
    }

    private void ready(HttpServerExchange exchange) {
        List<AccountView> accounts = workshop.context().accounts();
        boolean ready = accounts.stream().allMatch(AccountView::ready);
        Replies.json(
                exchange,
                ready ? StatusCodes.OK : StatusCodes.SERVICE_UNAVAILABLE,
                JsonObject.builder()
                        .put("ready", ready)
                        .put("status", accounts.get(0).status())
                        .build());
    }

    private void call(HttpServerExchange exchange, Route route, List<String> parts) {
        ConsoleCall.Operation operation = route.methods().get(exchange.getRequestMethod());
        if (operation == null) {
            notAllowed(exchange, List.copyOf(route.methods().keySet()));
            return;
        }
        AccountView account;
        try {
            account = account(exchange);
        } catch (ControlException unknown) {
            Replies.failure(exchange, unknown);
            return;
        }
        if (parts.get(0).equals("sandbox") && account.control().isEmpty() && !account.ready()) {
            Replies.error(
                    exchange,
                    StatusCodes.SERVICE_UNAVAILABLE,
                    "OKY-1702",
                    "the account has not started yet; try again");
            return;
        }
        new ConsoleCall(exchange, account, workshop, parts).run(Objects.requireNonNull(operation));
    }

    private void trace(HttpServerExchange exchange) throws Exception {
        try {
            account(exchange);
        } catch (ControlException unknown) {
            Replies.failure(exchange, unknown);
            return;
        }
        trace.handleRequest(exchange);
    }

    /** The one that the query names, or the first. */
    private AccountView account(HttpServerExchange exchange) {
        List<AccountView> accounts = workshop.context().accounts();
        var named = exchange.getQueryParameters().get("self_id");
        if (named == null) {
            return accounts.get(0);
        }
        return accounts.stream()
                .filter(account -> Long.toString(account.selfId()).equals(named.getFirst()))
                .findFirst()
                .orElseThrow(() -> new ControlException(
                        ControlException.Kind.NOT_FOUND,
                        "there is no account " + named.getFirst() + "; there are "
                                + String.join(
                                        ", ",
                                        accounts.stream()
                                                .map(account -> Long.toString(account.selfId()))
                                                .toList())));
    }

    private static void notFound(HttpServerExchange exchange) {
        Replies.error(
                exchange,
                StatusCodes.NOT_FOUND,
                "OKY-1702",
                "there is nothing at " + exchange.getRequestPath() + "; see docs/control-api.md");
    }

    private static void notAllowed(HttpServerExchange exchange, List<HttpString> methods) {
        String allowed = String.join(
                ", ", methods.stream().map(HttpString::toString).sorted().toList());
        exchange.getResponseHeaders().put(Headers.ALLOW, allowed);
        Replies.error(
                exchange,
                StatusCodes.METHOD_NOT_ALLOWED,
                "OKY-1703",
                exchange.getRequestMethod() + " is not for " + exchange.getRequestPath() + "; expected " + allowed);
    }

    private static byte[] about() {
        return ("Onekyu " + OneBot.version() + "\n\nThe control API: docs/control-api.md\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
