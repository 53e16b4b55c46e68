package io.github.onekyu.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.onekyu.core.filter.EventFilter;
import io.github.onekyu.core.filter.EventFilterException;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonSyntaxException;
import io.github.onekyu.core.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Filters (config.md §4): the first line of an input is the filter, the rest an event. Either the filter is refused by
 * the error that FLT-05 has for it, or it decides as {@link ReferenceFilter} does and as its own negation does not, in
 * bounded time.
 */
class EventFilterFuzzTest {
    private static final JsonObject USUAL_EVENT = (JsonObject)
            Json.parse("{\"post_type\":\"message\",\"user_id\":10001,\"raw_message\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaab\","
                    + "\"sender\":{\"role\":\"owner\",\"age\":1.0},\"message\":[{\"type\":\"text\"}]}");

    @DictionaryFile(resourcePath = "filter.dict")
    @FuzzTest
    void aFilterIsRefusedByNameOrDecides(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        @Nullable JsonValue filter = json(end < 0 ? text : text.substring(0, end));
        if (filter == null) {
            return;
        }
        JsonObject event = end >= 0 && json(text.substring(end + 1)) instanceof JsonObject given ? given : USUAL_EVENT;
        // Measured against the length of the text: some hundred times what the slowest filter takes.
        CpuLimit.within(1000 + input.length, "this filter", () -> decide(filter, event));
    }

    private static void decide(JsonValue filter, JsonObject event) {
        EventFilter compiled;
        try {
            compiled = EventFilter.parse(filter);
        } catch (EventFilterException refused) {
            assertEquals("OKY-1022", refused.code());
            assertTrue(String.valueOf(refused.getMessage()).startsWith("at /"), refused.getMessage());
            assertTrue(ReferenceFilter.mayBeRefused(filter), () -> "refused without need: " + refused.getMessage());
            return;
        }
        boolean passes = compiled.passes(event);
        Optional<Boolean> expected = ReferenceFilter.decide(filter, event);
        expected.ifPresent(should -> assertEquals(should, passes, "decided otherwise"));
        assertEquals(passes, compiled.passes(event), "decided once so and once so");
        assertEquals(!passes, around(".not", filter).passes(event), ".not");
        assertEquals(passes, around(".and", filter).passes(event), ".and");
        assertEquals(passes, around(".or", new JsonArray(List.of(filter))).passes(event), ".or");
    }

    private static EventFilter around(String operator, JsonValue argument) {
        return EventFilter.parse(JsonObject.builder().put(operator, argument).build());
    }

    private static @Nullable JsonValue json(String text) {
        try {
            return Json.parse(text);
        } catch (JsonSyntaxException notJson) {
            return null;
        }
    }
}
