package io.github.onekyu.bridge.ckyu.link;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonNumber;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonSyntaxException;
import io.github.onekyu.core.json.JsonValue;
import java.util.Optional;
import java.util.Set;

/** Tells apart what an implementation sends. */
final class Frames {
    private static final long BAD_TOKEN = 1403;
    /** What NapCat writes into {@code stream} of every answer that is none. */
    private static final String NO_STREAM = "normal-action";

    private static final Set<String> LAST = Set.of("response", "error");

    private Frames() {}

    /** One frame, by what it is for. */
    sealed interface Frame {}

    record Event(JsonObject json) implements Frame {}

    /** @param last whether no other part follows (LNK-04) */
    record Answer(String echo, JsonObject json, boolean last) implements Frame {}

    /** The implementation does not take our credentials; it says so after the handshake (LNK-13). */
    record Refusal(String words) implements Frame {}

    /** Nothing of the protocol. */
    record Unreadable(String trouble) implements Frame {}

    static Frame read(String text) {
        JsonValue value;
        try {
            value = Json.parse(text);
        } catch (JsonSyntaxException e) {
            return new Unreadable("not JSON: " + e.getMessage());
        }
        if (!(value instanceof JsonObject json)) {
            return new Unreadable("not a JSON object");
        }
        if (json.has("post_type")) {
            return new Event(json);
        }
        Optional<String> echo = echo(json.get("echo"));
        if (echo.isPresent()) {
            return new Answer(echo.get(), json, isLast(json));
        }
        if (json.integer("retcode", 0) == BAD_TOKEN) {
            return new Refusal(words(json));
        }
        return new Unreadable("neither an event nor an answer to a call");
    }

    /** Ours are strings of digits; one that comes back as a number is the same. */
    private static Optional<String> echo(@org.jspecify.annotations.Nullable JsonValue echo) {
        if (echo instanceof JsonString string && !string.value().isEmpty()) {
            return Optional.of(string.value());
        }
        return echo instanceof JsonNumber number ? Optional.of(number.text()) : Optional.empty();
    }

    /** Whether an answer ends its call: all do but the parts of a stream that say that they are one (LNK-04). */
    static boolean isLast(JsonObject answer) {
        String stream = answer.string("stream", NO_STREAM);
        if (stream.equals(NO_STREAM)) {
            return true;
        }
        return answer.object("data")
                .flatMap(data -> data.string("type"))
                .map(LAST::contains)
                .orElse(true);
    }

    /** What the implementation says in words, shortened for a log. */
    static String words(JsonObject answer) {
        String words = answer.string("wording")
                .or(() -> answer.string("message"))
                .or(() -> answer.string("msg"))
                .orElse("");
        String plain = words.replaceAll("\\p{Cntrl}", " ");
        return plain.length() > 120 ? plain.substring(0, 120) + "…" : plain;
    }
}
