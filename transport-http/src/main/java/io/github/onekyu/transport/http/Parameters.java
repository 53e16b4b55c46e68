package io.github.onekyu.transport.http;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parameters of a call from their two sources (PAR-01, PAR-02). */
final class Parameters {
    private static final Logger LOG = LoggerFactory.getLogger(Parameters.class);

    private Parameters() {}

    /** The parameters in a body; empty where a JSON body is anything but one strict object (HTTP-10). */
    static Optional<JsonObject> read(ContentType type, byte[] body) {
        if (type == ContentType.FORM) {
            return Optional.of(UrlEncoded.pairs(new String(body, StandardCharsets.ISO_8859_1)));
        }
        try {
            return Json.parse(body) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
        } catch (JsonSyntaxException e) {
            LOG.debug("http: not JSON: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Name by name, the query wins over the body. */
    static JsonObject merge(JsonObject query, JsonObject body) {
        if (query.members().isEmpty()) {
            return body;
        }
        return body.members().isEmpty() ? query : body.toBuilder().putAll(query).build();
    }
}
