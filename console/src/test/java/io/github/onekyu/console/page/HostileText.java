package io.github.onekyu.console.page;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Puts hostile text into JSON, field by field. The JSON is kept as text, since halves of surrogate pairs go through the API
 * only as escapes.
 */
final class HostileText {
    /** Begins every kind of markup that a script could hide in; how it looks when it is only text. */
    static final String MARKUP = "<img src=x onerror=window.hit=1>";

    private static final String MARK = "@hostile@";

    private HostileText() {}

    /** Markup, marks of direction, control characters and halves of surrogate pairs. */
    static String poison() {
        return MARKUP
                + "<script>window.hit=2</script></script></style><svg onload=window.hit=3><a href=javascript:window.hit=4>"
                + "&lt;i&gt;[CQ:image,file=x]{user}%s\u202e\u2066\u200f\u061c\u2028\0\u0007\u001b\u009f\ud800-\udc00";
    }

    /** As a string of JSON, without the quotation marks; ASCII only. */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 64);
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\' || c < ' ' || c > '~') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** The JSON with the text in every string that is chosen by its path, such as {@code .sender.nickname}, and value. */
    static String everywhere(String json, String text, BiPredicate<String, JsonValue> chosen) {
        return filled(replaced(Json.parse(json), "", chosen), text);
    }

    /** One JSON for each of its leaves, with the text in that leaf, whatever was there; by the paths of the leaves. */
    static Map<String, String> oneByOne(String json, String text, Set<String> kept) {
        JsonValue whole = Json.parse(json);
        List<String> paths = new ArrayList<>();
        replaced(whole, "", (path, leaf) -> {
            paths.add(path);
            return false;
        });
        Map<String, String> all = new LinkedHashMap<>();
        for (String path : paths) {
            if (!kept.contains(path)) {
                all.put(path, filled(replaced(whole, "", (other, leaf) -> other.equals(path)), text));
            }
        }
        return all;
    }

    private static String filled(JsonValue marked, String text) {
        return marked.toString().replace(MARK, escaped(text));
    }

    private static JsonValue replaced(JsonValue value, String path, BiPredicate<String, JsonValue> chosen) {
        if (value instanceof JsonObject object) {
            JsonObject.Builder builder = JsonObject.builder();
            object.members().forEach((name, member) -> builder.put(name, replaced(member, path + "." + name, chosen)));
            return builder.build();
        }
        if (value instanceof JsonArray array) {
            List<JsonValue> all = new ArrayList<>();
            for (JsonValue element : array.items()) {
                all.add(replaced(element, path + "[" + all.size() + "]", chosen));
            }
            return JsonArray.of(all);
        }
        return chosen.test(path, value) ? new JsonString(MARK) : value;
    }
}
