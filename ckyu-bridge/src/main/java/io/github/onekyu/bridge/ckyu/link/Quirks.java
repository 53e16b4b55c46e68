package io.github.onekyu.bridge.ckyu.link;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What implementations do differently, read from {@code quirks.json} (LNK-15). Immutable. */
final class Quirks {
    private static final String FILE = "quirks.json";
    private static final List<Profile> PROFILES = load();
    /** Before the implementation has said what it is, and for those that nobody has described. */
    static final Profile ANY = PROFILES.get(0);

    private Quirks() {}

    /** The profile of an implementation that calls itself so. */
    static Profile of(String appName) {
        String name = appName.toLowerCase(Locale.ROOT);
        return PROFILES.stream()
                .filter(profile -> profile.appNames.stream().anyMatch(name::startsWith))
                .findFirst()
                .orElse(ANY);
    }

    /**
     * One implementation.
     *
     * @param appNames how its {@code app_name} starts, in lower case
     * @param unknownAction each of them says that there is no such action (LNK-16)
     */
    record Profile(String name, List<String> appNames, List<Sign> unknownAction) {
        boolean isUnknownAction(String action, JsonObject answer, int status) {
            return unknownAction.stream().anyMatch(sign -> sign.matches(action, answer, status));
        }
    }

    /**
     * How an answer looks; what is empty does not matter.
     *
     * @param words all that it says, in lower case, with {@code {action}} for the name
     */
    record Sign(OptionalLong retcode, OptionalLong http, Optional<String> words) {
        boolean matches(String action, JsonObject answer, int status) {
            return (retcode.isEmpty() || answer.integer("retcode").equals(retcode))
                    && (http.isEmpty() || http.getAsLong() == status)
                    && (words.isEmpty() || says(answer, words.get().replace("{action}", lower(action))));
        }

        private static boolean says(JsonObject answer, String wanted) {
            return Stream.of("wording", "message", "msg")
                    .flatMap(name -> answer.string(name).stream())
                    .anyMatch(text -> lower(text).equals(wanted));
        }
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static List<Profile> load() {
        try (InputStream in = Objects.requireNonNull(Quirks.class.getResourceAsStream(FILE), FILE)) {
            JsonObject file = (JsonObject) Json.parse(in.readAllBytes());
            return items(file, "profiles").map(Quirks::profile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }

    private static Profile profile(JsonObject json) {
        List<String> names = json.array("app_names").orElse(JsonArray.EMPTY).stream()
                .map(name -> lower(((JsonString) name).value()))
                .toList();
        List<Sign> unknown = items(json, "unknown_action").map(Quirks::sign).toList();
        return new Profile(json.string("name", "?"), names, unknown);
    }

    private static Sign sign(JsonObject json) {
        return new Sign(
                json.integer("retcode"),
                json.integer("http"),
                json.string("words").map(Quirks::lower));
    }

    private static Stream<JsonObject> items(JsonObject json, String name) {
        return json.array(name).orElse(JsonArray.EMPTY).stream().map(Quirks::object);
    }

    private static JsonObject object(JsonValue value) {
        return (JsonObject) value;
    }
}
