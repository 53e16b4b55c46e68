package io.github.onekyu.core.json;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes JSON text: strict, exact and compact (NET-03, NET-04, WS-15, HTTP-10). Thread-safe. */
public final class Json {
    /** Deeper nesting is refused, so that no peer can exhaust a stack (WS-15). */
    public static final int MAX_DEPTH = 512;

    private Json() {}

    /**
     * Reads one value with nothing after it but white space.
     *
     * @throws JsonSyntaxException if the text is anything else, or nested deeper than {@link #MAX_DEPTH}
     */
    public static JsonValue parse(String text) {
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        reader.setNestingLimit(MAX_DEPTH);
        try {
            JsonValue value = read(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new MalformedJsonException("content after the value");
            }
            return value;
        } catch (EOFException e) {
            throw new JsonSyntaxException(
                    text.isBlank() ? "the text is empty" : "the text ends in the middle of a value", e);
        } catch (IOException | IllegalStateException | NumberFormatException e) {
            throw new JsonSyntaxException(firstLine(e), e);
        }
    }

    /** As {@link #parse(String)}; bytes that are not UTF-8 are a syntax error. */
    public static JsonValue parse(byte[] utf8) {
        return parse(decode(utf8));
    }

    /** @throws JsonSyntaxException if the bytes are not well-formed UTF-8 */
    public static String decode(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new JsonSyntaxException("the bytes are not valid UTF-8", e);
        }
    }

    /** Compact text: no spaces, non-ASCII and {@code /} as they are. */
    public static String write(JsonValue value) {
        return new String(writeBytes(value), StandardCharsets.UTF_8);
    }

    /** Compact UTF-8 bytes. */
    public static byte[] writeBytes(JsonValue value) {
        return new JsonBytes(64).value(value).toByteArray();
    }

    private static JsonValue read(JsonReader reader) throws IOException {
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> {
                JsonObject.Builder object = JsonObject.builder();
                reader.beginObject();
                while (reader.hasNext()) {
                    object.put(reader.nextName(), read(reader));
                }
                reader.endObject();
                yield object.build();
            }
            case BEGIN_ARRAY -> {
                List<JsonValue> items = new ArrayList<>();
                reader.beginArray();
                while (reader.hasNext()) {
                    items.add(read(reader));
                }
                reader.endArray();
                yield new JsonArray(items);
            }
            case STRING -> new JsonString(reader.nextString());
            case NUMBER -> new JsonNumber(reader.nextString());
            case BOOLEAN -> JsonBoolean.of(reader.nextBoolean());
            case NULL -> {
                reader.nextNull();
                yield JsonNull.NULL;
            }
            default -> throw new MalformedJsonException("expected a value");
        };
    }

    private static String firstLine(Exception e) {
        // The library's advice is for programmers; whoever reads this wrote JSON.
        String message = String.valueOf(e.getMessage())
                .replace("Use JsonReader.setStrictness(Strictness.LENIENT) to accept malformed JSON", "malformed JSON");
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
