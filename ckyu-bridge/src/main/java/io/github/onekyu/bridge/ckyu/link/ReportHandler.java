package io.github.onekyu.bridge.ckyu.link;

import io.github.onekyu.core.auth.EventSignature;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonSyntaxException;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes reports in: any path, answered at once, quick operations are the bots' to ask for elsewhere (LNK-19). */
final class ReportHandler implements HttpHandler {
    private static final HttpString SIGNATURE = new HttpString("X-Signature");

    private final LinkConfig config;
    private final Consumer<JsonObject> events;
    private final RefusalLog refusals = new RefusalLog();

    ReportHandler(LinkConfig config, Consumer<JsonObject> events) {
        this.config = config;
        this.events = events;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        if (!exchange.getRequestMethod().equals(Methods.POST)) {
            exchange.setStatusCode(StatusCodes.METHOD_NOT_ALLOWED).endExchange();
            return;
        }
        exchange.setMaxEntitySize(config.maxMessage());
        exchange.getRequestReceiver()
                .receiveFullBytes(
                        this::report,
                        (broken, failure) -> broken.setStatusCode(StatusCodes.REQUEST_ENTITY_TOO_LARGE)
                                .endExchange());
    }

    private void report(HttpServerExchange exchange, byte[] body) {
        int status = config.signature()
                .map(signature -> check(signature, exchange, body))
                .orElse(StatusCodes.OK);
        if (status != StatusCodes.OK) {
            refusals.refused(
                    exchange.getSourceAddress().getAddress().getHostAddress(),
                    "HTTP " + status + ": " + (status == StatusCodes.UNAUTHORIZED ? "no" : "another")
                            + " signature on its report",
                    "make its secret the same as upstream_secret");
            exchange.setStatusCode(status).endExchange();
            return;
        }
        JsonObject event;
        try {
            event = Json.parse(body) instanceof JsonObject object ? object : JsonObject.EMPTY;
        } catch (JsonSyntaxException noJson) {
            event = JsonObject.EMPTY;
        }
        boolean usable = event.has("post_type");
        if (usable) {
            events.accept(event); // before the answer, which lets the next one come, on another thread perhaps
        }
        exchange.setStatusCode(usable ? StatusCodes.NO_CONTENT : StatusCodes.BAD_REQUEST)
                .endExchange();
    }

    private static int check(EventSignature signature, HttpServerExchange exchange, byte[] body) {
        Optional<String> given =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst(SIGNATURE));
        if (given.isEmpty()) {
            return StatusCodes.UNAUTHORIZED;
        }
        byte[] wanted = signature.sign(body).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(wanted, given.get().strip().getBytes(StandardCharsets.UTF_8))
                ? StatusCodes.OK
                : StatusCodes.FORBIDDEN;
    }
}
