package io.github.onekyu.core.config;

import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.error.ConfigProblem;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settings held in memory: what {@link ConfigLoader} found, or what a library user or a test wrote down. Thread-safe.
 */
public final class Config implements ConfigView {
    static final String BAD_VALUE = "OKY-1011";
    /** The code of a port that cannot be one. */
    public static final String BAD_PORT = "OKY-1012";

    private static final String FROM_USER = "OKY-1030";
    private static final String FROM_USER_WARNING = "OKY-1031";

    private static final String DATA_DIR = "data_dir";

    private final Path home;
    private final JsonObject values;
    private final Map<String, String> places;

    private final List<ConfigProblem> problems; // guarded by itself
    private final Map<String, ConfigProblem> warnings; // guarded by itself
    /** Stands before keys in messages; empty for the account itself. */
    private final String prefix;

    Config(Path home, JsonObject values, Map<String, String> places) {
        this.home = home.toAbsolutePath().normalize();
        this.values = values;
        this.places = Map.copyOf(places);
        this.problems = new ArrayList<>();
        this.warnings = new LinkedHashMap<>();
        this.prefix = "";
    }

    private Config(Config below, String name, JsonObject values) {
        this.home = below.home;
        this.values = values;
        this.places = Map.of();
        this.problems = below.problems;
        this.warnings = below.warnings;
        this.prefix = below.prefix + name + ": ";
    }

    /** Settings with these values and the defaults of {@link ConfigKeys} for everything else. */
    public static Config of(Path home, JsonObject values) {
        return new Config(home, values, Map.of());
    }

    @Override
    public Optional<String> text(String key) {
        ConfigKey spec = ConfigKeys.find(key).orElseGet(() -> ConfigKey.text(key, ""));
        JsonValue raw = given(key);
        Optional<String> text = raw == null ? Optional.empty() : spec.word(raw);
        if (raw != null && text.isEmpty()) {
            warnBadValue(spec, raw, spec.fallback());
        }
        return text.or(() -> Optional.of(spec.fallback())).filter(t -> !t.isEmpty());
    }

    @Override
    public boolean flag(String key, boolean fallback) {
        JsonValue raw = present(key);
        if (raw == null) {
            return fallback;
        }
        Optional<Boolean> flag = Params.bool(raw);
        if (flag.isEmpty()) {
            warnBadValue(ConfigKey.flag(key, fallback), raw, fallback ? "yes" : "no");
        }
        return flag.orElse(fallback);
    }

    @Override
    public long integer(String key, long fallback) {
        return number(numeric(key).orElseGet(() -> ConfigKey.integer(key, fallback, Long.MIN_VALUE)), fallback);
    }

    @Override
    public Duration millis(String key, long fallbackMillis) {
        return Duration.ofMillis(
                number(numeric(key).orElseGet(() -> ConfigKey.integer(key, fallbackMillis, 0)), fallbackMillis));
    }

    @Override
    public int port(String key, int fallback) {
        return (int) number(ConfigKey.port(key, fallback), fallback);
    }

    @Override
    public boolean isSet(String key) {
        return given(key) != null;
    }

    @Override
    public JsonObject json() {
        return values;
    }

    @Override
    public Config overlaid(String name, Set<String> unset, JsonObject above) {
        JsonObject all = values.without(unset.toArray(String[]::new)).toBuilder()
                .putAll(above)
                .build();
        return new Config(this, name, all);
    }

    @Override
    public Path home() {
        return home;
    }

    @Override
    public Path dataDir() {
        try {
            return home.resolve(text(DATA_DIR).orElse("data")).normalize();
        } catch (InvalidPathException noPath) { // a NUL, or a letter that the system's encoding does not have
            warn(new ConfigProblem(
                    BAD_VALUE,
                    DATA_DIR,
                    "the value cannot be the name of a directory here, so the default data is used",
                    "correct the value, or remove it"));
            return home.resolve("data");
        }
    }

    @Override
    public void problem(String key, String trouble, String hint) {
        synchronized (problems) {
            problems.add(new ConfigProblem(FROM_USER, prefix + key, trouble, hint));
        }
    }

    @Override
    public void warning(String key, String trouble, String hint) {
        warn(new ConfigProblem(FROM_USER_WARNING, prefix + key, trouble, hint));
    }

    @Override
    public List<ConfigProblem> problems() {
        synchronized (problems) {
            return List.copyOf(problems);
        }
    }

    @Override
    public List<ConfigProblem> warnings() {
        synchronized (warnings) {
            return List.copyOf(warnings.values());
        }
    }

    void warn(ConfigProblem warning) {
        synchronized (warnings) {
            warnings.putIfAbsent(warning.key(), warning);
        }
    }

    /** Finds the values of known keys that cannot be used, so that all warnings appear at the start and not one by one. */
    void checkValues() {
        for (ConfigKey key : ConfigKeys.all()) {
            JsonValue raw = key.type() == ConfigKey.Type.TEXT ? given(key.name()) : present(key.name());
            if (raw != null && !key.accepts(raw)) {
                warnBadValue(key, raw, inWords(key));
            }
        }
        dataDir();
    }

    private static String inWords(ConfigKey key) {
        return key.type() != ConfigKey.Type.FLAG
                ? key.fallback()
                : key.fallback().equals("true") ? "yes" : "no";
    }

    private long number(ConfigKey spec, long fallback) {
        JsonValue raw = present(spec.name());
        if (raw == null) {
            return fallback;
        }
        OptionalLong number = spec.number(raw);
        if (number.isEmpty()) {
            warnBadValue(spec, raw, Long.toString(fallback));
        }
        return number.orElse(fallback);
    }

    private static Optional<ConfigKey> numeric(String key) {
        return ConfigKeys.find(key).filter(k -> k.type() == ConfigKey.Type.INTEGER || k.type() == ConfigKey.Type.PORT);
    }

    private void warnBadValue(ConfigKey spec, JsonValue raw, String used) {
        String place = places.get(spec.name());
        warn(new ConfigProblem(
                spec.type() == ConfigKey.Type.PORT ? BAD_PORT : BAD_VALUE,
                prefix + spec.name(),
                spec.show(raw) + (place == null ? "" : " (" + place + ")") + " is not " + spec.expected() + ", so "
                        + (used.isEmpty() ? "it counts as not set" : "the default " + used + " is used"),
                "correct the value, or remove it"));
    }

    /** The value, unless it is JSON null, which is the same as none (CFG-13). */
    private @Nullable JsonValue present(String key) {
        JsonValue value = values.get(key);
        return value == null || value.isNull() ? null : value;
    }

    /** As {@link #present}, and not the empty text either (CFG-14). */
    private @Nullable JsonValue given(String key) {
        JsonValue value = present(key);
        return value instanceof JsonString text && text.value().isEmpty() ? null : value;
    }
}
