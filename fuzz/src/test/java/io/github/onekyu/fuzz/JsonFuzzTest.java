package io.github.onekyu.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonSyntaxException;
import io.github.onekyu.core.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Where JSON comes in (NET-03, NET-04, WS-15, HTTP-10): strict, exact, and refused with one type of error only. */
class JsonFuzzTest {
    /** The library's buffer; a longer number is no number to it. */
    private static final int LONGEST_NUMBER = 1000;

    @DictionaryFile(resourcePath = "json.dict")
    @FuzzTest
    void whatIsReadIsWrittenAndNothingElseIsRead(byte[] input) {
        @Nullable JsonValue value = parse(input);
        @Nullable String text = utf8(input);
        if (text == null) {
            assertEquals(null, value, "not UTF-8, and read");
            return;
        }
        // The library passes over a byte order mark, which RFC 8259 allows.
        ReferenceJson.Outcome expected = ReferenceJson.read(text.startsWith("\ufeff") ? text.substring(1) : text);
        if (expected.longestNumber() < LONGEST_NUMBER) {
            assertEquals(expected.valid() && expected.depth() <= Json.MAX_DEPTH, value != null, "read at all");
        }
        assertEquals(gsonReads(text), value != null, "read by Gson");
        if (value == null) {
            return;
        }
        String written = Json.write(value);
        assertEquals(ReferenceJson.write(expected.value()), written);
        assertEquals(value, Json.parse(written));
        assertArrayEquals(written.getBytes(StandardCharsets.UTF_8), Json.writeBytes(value));
        if (value instanceof JsonObject object) {
            readEachMember(new Params(object));
        }
    }

    /** Whatever the value is, asking for it as something else is no error (PAR-05 to PAR-12). */
    private static void readEachMember(Params params) {
        CpuLimit.within(1000, "reading the parameters", () -> {
            for (String name : params.json().members().keySet()) {
                params.integer(name);
                params.bool(name);
                params.text(name);
                params.object(name);
                params.array(name);
            }
        });
    }

    private static @Nullable JsonValue parse(byte[] input) {
        try {
            return Json.parse(input);
        } catch (JsonSyntaxException refused) {
            return null;
        }
    }

    private static @Nullable String utf8(byte[] input) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(input))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static boolean gsonReads(String text) {
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        reader.setNestingLimit(Json.MAX_DEPTH);
        try {
            if (reader.peek() == JsonToken.END_DOCUMENT) {
                return false;
            }
            var unused = JsonParser.parseReader(reader);
            return reader.peek() == JsonToken.END_DOCUMENT;
        } catch (JsonParseException | IOException refused) {
            return false;
        }
    }
}
