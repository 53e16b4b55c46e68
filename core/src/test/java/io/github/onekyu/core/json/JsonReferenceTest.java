package io.github.onekyu.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random texts, most of them damaged JSON: our reader takes and refuses what Gson's strict reader does. */
class JsonReferenceTest {
    private static final String[] SEEDS = {
        "{\"action\":\"send_msg\",\"params\":{\"id\":-1.50e+3,\"ok\":[true,false,null]},\"echo\":\"\\u4f60\\n\\\\\"}",
        "[0,-0,1.10,1e5,9007199254740993,123456789012345678901234567890,{},[],\"\",\"你😀\",{\"\":{\"a\":[[]]}}]",
        " \t{ \"a\" : [ 1 , \"\\ud83d\\ude00\" ] ,\r\n\"a\": 2 } ",
    };
    private static final String PIECES = "{}[],:\"\\/ \t\n\u0000\u001f\u007f\ufeff0123456789+-.eEtrufalsn'bx你";

    @Test
    @Tag("WS-15")
    @Tag("HTTP-10")
    void damagedTextsAreTakenAndRefusedAsByTheReference() {
        Random random = new Random(20261123);
        int taken = 0;
        for (int round = 0; round < 60_000; round++) {
            String text = damaged(SEEDS[round % SEEDS.length], random);
            JsonValue expected = reference(text);
            JsonValue read = ours(text);
            assertThat(read).as(text).isEqualTo(expected);
            taken += read == null ? 0 : 1;
        }
        assertThat(taken).isBetween(5_000, 55_000);
    }

    private static String damaged(String seed, Random random) {
        StringBuilder text = new StringBuilder(seed);
        for (int i = 1 + random.nextInt(3); i > 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.length());
            char piece = PIECES.charAt(random.nextInt(PIECES.length()));
            switch (random.nextInt(5)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, piece);
                case 2 -> text.setCharAt(at, piece);
                case 3 -> text.setLength(at);
                default -> {
                    int other = random.nextInt(text.length());
                    text.insert(at, text.substring(Math.min(at, other), Math.max(at, other)));
                }
            }
        }
        return text.toString();
    }

    private static @Nullable JsonValue ours(String text) {
        try {
            return Json.parse(text);
        } catch (JsonSyntaxException refused) {
            return null;
        }
    }

    private static @Nullable JsonValue reference(String text) {
        try {
            JsonReader reader = new JsonReader(new StringReader(text));
            reader.setStrictness(Strictness.STRICT);
            JsonValue value = value(reader);
            return reader.peek() == JsonToken.END_DOCUMENT ? value : null;
        } catch (IOException | IllegalStateException | NumberFormatException refused) {
            return null;
        }
    }

    private static @Nullable JsonValue value(JsonReader reader) throws IOException {
        switch (reader.peek()) {
            case BEGIN_OBJECT -> {
                JsonObject.Builder object = JsonObject.builder();
                reader.beginObject();
                while (reader.hasNext()) {
                    object.put(reader.nextName(), value(reader));
                }
                reader.endObject();
                return object.build();
            }
            case BEGIN_ARRAY -> {
                List<JsonValue> items = new ArrayList<>();
                reader.beginArray();
                while (reader.hasNext()) {
                    items.add(value(reader));
                }
                reader.endArray();
                return new JsonArray(items);
            }
            case STRING -> {
                return new JsonString(reader.nextString());
            }
            case NUMBER -> {
                return new JsonNumber(reader.nextString());
            }
            case BOOLEAN -> {
                return JsonBoolean.of(reader.nextBoolean());
            }
            case NULL -> {
                reader.nextNull();
                return JsonNull.NULL;
            }
            default -> throw new IOException("no value");
        }
    }
}
