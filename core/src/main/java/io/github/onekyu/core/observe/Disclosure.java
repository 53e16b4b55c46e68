package io.github.onekyu.core.observe;

import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonNumber;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How much of a JSON object is kept and shown: not more than a bound, and no secrets. */
final class Disclosure {
    /** The weight of what has no JSON of its own. */
    static final long SMALL = 256;
    /** Heavier objects are cut. */
    static final long MOST_WEIGHT = 128 * 1024;

    private static final int LONGEST_TEXT = 2048;
    private static final int MOST_ITEMS = 100;
    private static final int DEEPEST = 16;
    private static final JsonString HIDDEN = new JsonString("***");
    /** Members whose values open a door, here or at the platform. */
    private static final Set<String> SECRETS = Set.of(
            "access_token",
            "token",
            "csrf_token",
            "secret",
            "password",
            "cookies",
            "cookie",
            "clientkey",
            "client_key",
            "rkey",
            "skey",
            "p_skey",
            "authorization");

    private Disclosure() {}

    /** About how many bytes of memory the value holds; stops counting somewhat above {@link #MOST_WEIGHT}. */
    static long weight(JsonValue value) {
        return weight(value, 0);
    }

    private static long weight(JsonValue value, long before) {
        if (before > MOST_WEIGHT) {
            return before;
        }
        long weight = before + 24;
        if (value instanceof JsonString text) {
            return weight + text.value().length();
        } else if (value instanceof JsonNumber number) {
            return weight + number.text().length();
        } else if (value instanceof JsonObject object) {
            for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
                weight = weight(member.getValue(), weight + member.getKey().length());
            }
        } else if (value instanceof JsonArray array) {
            for (JsonValue item : array.items()) {
                weight = weight(item, weight);
            }
        }
        return weight;
    }

    /** As {@link #weight(JsonValue)}, for what the answer keeps. */
    static long weight(ActionResponse answer) {
        if (answer instanceof ActionResponse.Done done) {
            return weight(done.data());
        } else if (answer instanceof ActionResponse.Relayed relayed) {
            return weight(relayed.envelope());
        }
        return answer instanceof ActionResponse.Failed failed ? failed.wording().length() : 0;
    }

    /** As {@link #cut(JsonObject)}, for what the answer says. */
    static ActionResponse cut(ActionResponse answer) {
        if (answer instanceof ActionResponse.Done done) {
            return new ActionResponse.Done(cut(done.data(), 0));
        } else if (answer instanceof ActionResponse.Relayed relayed) {
            return new ActionResponse.Relayed(cut(relayed.envelope()));
        } else if (answer instanceof ActionResponse.Failed failed) {
            return new ActionResponse.Failed(failed.retcode(), shortened(failed.wording()));
        }
        return answer;
    }

    /** The object with its long texts and lists cut and its depths left out: bounded, whatever came in. */
    static JsonObject cut(JsonObject object) {
        return (JsonObject) cut(object, 0);
    }

    private static JsonValue cut(JsonValue value, int depth) {
        if (value instanceof JsonString text && text.value().length() > LONGEST_TEXT) {
            return new JsonString(text.value().substring(0, LONGEST_TEXT) + "… ("
                    + text.value().length() + " characters)");
        } else if (value instanceof JsonObject object) {
            Map<String, JsonValue> kept = new LinkedHashMap<>();
            for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
                if (kept.size() == MOST_ITEMS || depth == DEEPEST) {
                    kept.put("…", new JsonString("and more"));
                    break;
                }
                kept.put(shortened(member.getKey()), cut(member.getValue(), depth + 1));
            }
            return JsonObject.of(kept);
        } else if (value instanceof JsonArray array) {
            List<JsonValue> kept = new ArrayList<>();
            for (JsonValue item : array.items()) {
                if (kept.size() == MOST_ITEMS || depth == DEEPEST) {
                    kept.add(new JsonString("… (" + array.size() + " items)"));
                    break;
                }
                kept.add(cut(item, depth + 1));
            }
            return JsonArray.of(kept);
        }
        return value;
    }

    private static String shortened(String name) {
        return name.length() > LONGEST_TEXT ? name.substring(0, LONGEST_TEXT) + "…" : name;
    }

    /** The object with the values of secret members hidden; the same object where it has none. */
    static JsonObject masked(JsonObject object) {
        return (JsonObject) mask(object);
    }

    private static JsonValue mask(JsonValue value) {
        if (value instanceof JsonObject object) {
            JsonObject masked = object;
            for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
                JsonValue shown = isSecret(member.getKey(), member.getValue()) ? HIDDEN : mask(member.getValue());
                if (!shown.equals(member.getValue())) {
                    masked = masked.with(member.getKey(), shown);
                }
            }
            return masked;
        } else if (value instanceof JsonArray array) {
            List<JsonValue> items = array.items().stream().map(Disclosure::mask).toList();
            return items.equals(array.items()) ? array : JsonArray.of(items);
        }
        return value;
    }

    private static boolean isSecret(String name, JsonValue value) {
        return !value.isNull() && SECRETS.contains(name.toLowerCase(Locale.ROOT));
    }
}
