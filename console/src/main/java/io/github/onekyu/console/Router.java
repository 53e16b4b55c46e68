package io.github.onekyu.console;

import io.github.onekyu.core.OneBot;
import io.github.onekyu.core.console.ConsoleContext;
import io.github.onekyu.core.control.HostControl;
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
import java.util.Optional;

/** Finds what a path stands for. */
final class Router implements HttpHandler {
    private static final String SANDBOX = "/sandbox/v1/";

    private final ConsoleContext context;

    Router(ConsoleContext context) {
        this.context = context;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        String path = exchange.getRequestPath();
        if (path.startsWith(SANDBOX)) {
            sandbox(exchange, path.substring(SANDBOX.length()));
            return;
        }
        switch (path) {
            case "/" ->
                get(exchange, () -> Replies.text(exchange, StatusCodes.OK, "text/plain; charset=UTF-8", about()));
            case "/healthz" ->
                get(
                        exchange,
                        () -> Replies.json(
                                exchange,
                                StatusCodes.OK,
                                JsonObject.builder().put("status", "up").build()));
            case "/readyz" -> get(exchange, () -> ready(exchange));
            default -> notFound(exchange);
        }
    }

    private static void get(HttpServerExchange exchange, Runnable answer) {
        if (exchange.getRequestMethod().equals(Methods.GET)) {
            answer.run();
        } else {
            notAllowed(exchange, List.of(Methods.GET));
        }
    }

    private void ready(HttpServerExchange exchange) {
        boolean ready = context.accounts().get(0).ready();
        Replies.json(
                exchange,
                ready ? StatusCodes.OK : StatusCodes.SERVICE_UNAVAILABLE,
                JsonObject.builder()
                        .put("ready", ready)
                        .put("status", context.accounts().get(0).status())
                        .build());
    }

    private void sandbox(HttpServerExchange exchange, String path) {
        Optional<HostControl> control = context.accounts().get(0).control();
        if (control.isEmpty()) {
            Replies.error(
                    exchange,
                    context.accounts().get(0).ready() ? StatusCodes.NOT_FOUND : StatusCodes.SERVICE_UNAVAILABLE,
                    "OKY-1702",
                    context.accounts().get(0).ready()
                            ? "this account's backend is no simulated world; start one with backend = sandbox"
                            : "the account has not started yet; try again");
            return;
        }
        List<String> parts = Arrays.asList(path.split("/", -1));
        Optional<SandboxRoute> route = SandboxRoute.find(parts);
        if (route.isEmpty()) {
            notFound(exchange);
        } else if (!route.get().methods().containsKey(exchange.getRequestMethod())) {
            notAllowed(exchange, List.copyOf(route.get().methods().keySet()));
        } else {
            new SandboxCall(exchange, control.get(), parts)
                    .run(java.util.Objects.requireNonNull(route.get().methods().get(exchange.getRequestMethod())));
        }
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
        return ("Onekyu " + OneBot.version() + "\n\n"
                        + "GET  /sandbox/v1/world     the simulated world\n"
                        + "POST /sandbox/v1/messages  somebody says something\n"
                        + "GET  /sandbox/v1/messages  what was said\n"
                        + "GET  /healthz, /readyz     health\n\n"
                        + "All of it: docs/control-api.md\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
