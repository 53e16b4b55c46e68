package io.github.onekyu.core.config;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * What frameworks need of an endpoint ({@code preset = koishi}), from {@code presets.json} beside this class: for each
 * framework the keys for all transports and for single ones, where it listens, and what to write on its side.
 */
public final class Presets {
    private static final JsonObject ALL = load();

    /** The frameworks there is a preset for. */
    public static final List<String> NAMES = List.copyOf(ALL.members().keySet());

    private Presets() {}

    /** The values of a preset for one transport; none for a name that is no preset. */
    static JsonObject of(String preset, String transport) {
        JsonObject found = preset(preset);
        JsonObject.Builder values = JsonObject.builder();
        found.object("all").ifPresent(values::putAll);
        found.object("transports").flatMap(by -> by.object(transport)).ifPresent(values::putAll);
        return values.build();
    }

    /** The whole entry: {@code all}, {@code transports}, {@code theirs} (text for people, by transport). */
    public static JsonObject preset(String name) {
        return ALL.object(name).orElse(JsonObject.EMPTY);
    }

    private static JsonObject load() {
        try (InputStream in =
                Objects.requireNonNull(Presets.class.getResourceAsStream("presets.json"), "presets.json")) {
            return (JsonObject) Json.parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("presets.json cannot be read", e);
        }
    }
}
