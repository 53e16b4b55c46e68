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

    /** Later layers win, key by key; objects are not merged (CFG-05). */
    static JsonObject merge(List<Layer> layers) {
        JsonObject.Builder merged = JsonObject.builder();
        layers.forEach(layer -> merged.putAll(layer.values));
        return merged.build();
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
