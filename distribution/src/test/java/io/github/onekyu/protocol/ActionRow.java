package io.github.onekyu.protocol;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One action as the rules list it, written down here a second time so that no change of the product's own table goes
 * unseen.
 *
 * @param data what the host answers in the test: every listed key with a value of its type
 */
record ActionRow(String name, List<Param> params, JsonValue data) {

    /** A parameter: {@code name:type!} is required, {@code name:type=default} and {@code name:type} are not. */
    record Param(String name, JsonValue sample, boolean required, Optional<JsonValue> fallback) {
        static Param read(String text) {
            String name = text.substring(0, text.indexOf(':'));
            String rest = text.substring(text.indexOf(':') + 1);
            boolean required = rest.endsWith("!");
            int equals = rest.indexOf('=');
            Optional<JsonValue> fallback =
                    equals < 0 ? Optional.empty() : Optional.of(Json.parse(rest.substring(equals + 1)));
            String type = equals < 0 ? rest.replace("!", "") : rest.substring(0, equals);
            return new Param(name, sample(name, type, fallback), required, fallback);
        }

        /** A value that is not the default, so that it can be told from it. */
        private static JsonValue sample(String name, String type, Optional<JsonValue> fallback) {
            return switch (type) {
                case "int" -> Json.parse("4294967399");
                case "bool" ->
                    Json.parse(fallback.map(value -> value.toString().equals("true") ? "false" : "true")
                            .orElse("true"));
                case "string" -> new JsonString("a " + name + " & =ü");
                case "message" -> Json.parse("[{\"type\":\"text\",\"data\":{\"text\":\"hi\"}}]");
                case "array" ->
                    Json.parse(
                            "[{\"type\":\"node\",\"data\":{\"user_id\":\"7\",\"nickname\":\"n\",\"content\":\"c\"}}]");
                default -> new JsonString(type); // one of the few words that the action takes
            };
        }
    }

    /** A row from {@code "name param param …"} and the host's answer as JSON. */
    static ActionRow of(String call, String data) {
        String[] words = call.split(" ");
        List<Param> params = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
            params.add(Param.read(words[i]));
        }
        return new ActionRow(words[0], params, Json.parse(data));
    }

    static ActionRow of(String call) {
        return of(call, "null");
    }

    /** All parameters, none of them with its default. */
    JsonObject full() {
        JsonObject.Builder json = JsonObject.builder();
        params.forEach(param -> json.put(param.name(), param.sample()));
        return json.build();
    }

    /** What a caller sends who leaves out what can be left out. */
    JsonObject required() {
        JsonObject.Builder json = JsonObject.builder();
        params.stream().filter(Param::required).forEach(param -> json.put(param.name(), param.sample()));
        return json.build();
    }

    /** What the host gets for {@link #required}. */
    JsonObject completed() {
        JsonObject.Builder json = JsonObject.builder();
        for (Param param : params) {
            if (param.required()) {
                json.put(param.name(), param.sample());
            } else {
                param.fallback().ifPresent(value -> json.put(param.name(), value));
            }
        }
        return json.build();
    }
}
