package io.github.onekyu.core.config;

import io.github.onekyu.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Values from one place.
 *
 * @param place for messages: {@code config.ini [general]}, {@code environment}
 * @param values by key, without JSON nulls, which count as absent (CFG-13)
 */
record Layer(String place, JsonObject values) {
    Layer {
        values = values.without(values.members().entrySet().stream()
                .filter(member -> member.getValue().isNull())
                .map(Map.Entry::getKey)
                .toArray(String[]::new));
    }

    boolean has(String key) {
        return values.has(key);
    }

    Layer without(String key) {
        return new Layer(place, values.without(key));
    }

    /** Later layers win, key by key; objects are not merged (CFG-05), except for endpoints, by name and key (EP-02). */
    static JsonObject merge(List<Layer> layers) {
        JsonObject.Builder merged = JsonObject.builder();
        JsonObject endpoints = JsonObject.EMPTY;
        for (Layer layer : layers) {
            merged.putAll(layer.values);
            endpoints = together(
                    endpoints, layer.values.object(ConfigFiles.ENDPOINTS).orElse(JsonObject.EMPTY));
        }
        if (!endpoints.members().isEmpty()) {
            merged.put(ConfigFiles.ENDPOINTS, endpoints);
        }
        return merged.build();
    }

    private static JsonObject together(JsonObject below, JsonObject above) {
        JsonObject.Builder all = below.toBuilder();
        above.members().forEach((name, value) -> {
            JsonObject old = below.object(name).orElse(JsonObject.EMPTY);
            all.put(
                    name,
                    value instanceof JsonObject values
                            ? old.toBuilder().putAll(values).build()
                            : value);
        });
        return all.build();
    }

    /** Which place each value came from. */
    static Map<String, String> places(List<Layer> layers) {
        Map<String, String> places = new HashMap<>();
        for (Layer layer : layers) {
            layer.values.members().keySet().forEach(key -> places.put(key, layer.place));
        }
        return places;
    }
}
