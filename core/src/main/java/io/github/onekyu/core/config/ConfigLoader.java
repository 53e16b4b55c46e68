package io.github.onekyu.core.config;

import io.github.onekyu.core.error.ConfigException;
import io.github.onekyu.core.error.ConfigProblem;
import io.github.onekyu.core.json.JsonBoolean;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Puts the settings together: defaults, then files, then the environment, then what was typed on the command line.
 *
 * <p>{@code ONEKYU_<KEY>} always overrides files. {@code CQHTTP_<KEY>} fills a generated file, and overrides files only
 * with {@code FORCE_ENV=true} (CFG-18). An empty variable counts as none, so that an unset name in a compose file cannot
 * take a token away. Every {@link #load} reads anew (CFG-11).
 */
public final class ConfigLoader {
    private static final String UNKNOWN_SET = "OKY-1007";
    private static final String BAD_SET = "OKY-1008";
    private static final String UNKNOWN_IN_FILE = "OKY-1010";
    private static final String NOT_READ = "OKY-1013";
    private static final String NOT_FILLED = "OKY-1014";
    private static final String SCHEMA = "$schema";
    private static final String SELF_ID = "self_id";

    private static final Layer SANDBOX = new Layer(
            "sandbox profile",
            JsonObject.builder()
                    .put("host", "127.0.0.1")
                    .put("ws_host", "127.0.0.1")
                    .put("use_http", true)
                    .put("use_ws", true)
                    .build());

    private final Path home;
    private final Map<String, String> environment;
    private final Map<String, String> typed;
    private final Predicate<String> alsoKnown;

    /**
     * @param home the application directory
     * @param environment the environment variables
     * @param typed what the command line set, by key
     * @param alsoKnown whether a key that is not in {@link ConfigKeys} is known all the same: {@code use_<name>} of an
     *     installed transport. Keys with a dot, which belong to extensions, always are.
     */
    public ConfigLoader(
            Path home, Map<String, String> environment, Map<String, String> typed, Predicate<String> alsoKnown) {
        this.home = home.toAbsolutePath().normalize();
        this.environment = Map.copyOf(environment);
        this.typed = Map.copyOf(typed);
        this.alsoKnown = alsoKnown;
    }

    /**
     * Reads everything. Writes at most the default file of CFG-09.
     *
     * @throws ConfigException if a file cannot be used, or something that was typed is unknown or wrong
     */
    public LoadedConfig load() {
        checkTyped();
        List<Layer> above = new ArrayList<>();
        if (forced()) {
            above.add(new Layer("environment CQHTTP_*", variables("CQHTTP_")));
        }
        above.add(new Layer("environment ONEKYU_*", variables("ONEKYU_")));
        above.add(new Layer("--set", texts(typed)));
        JsonObject overriding = Layer.merge(above);

        ConfigFiles files = new ConfigFiles(home);
        Optional<ConfigFiles.Found> found = files.read(general -> account(overriding, general));
        if (found.isPresent()) {
            return fromFiles(found.get(), above);
        }
        if (files.anyAccountFile()) {
            return fromDefaults(account(overriding, JsonObject.EMPTY), above);
        }
        Config config = together(List.of(SANDBOX), above);
        config.checkValues();
        return new LoadedConfig(config, LoadedConfig.Origin.SANDBOX, List.of());
    }

    private LoadedConfig fromFiles(ConfigFiles.Found found, List<Layer> above) {
        List<Layer> layers = new ArrayList<>(found.general());
        List<ConfigProblem> warnings = new ArrayList<>(found.warnings());
        for (Layer layer : found.account()) {
            if (layer.has(SELF_ID)) {
                warnings.add(new ConfigProblem(
                        NOT_READ,
                        SELF_ID,
                        "has no effect in " + layer.place() + ", which is chosen by it",
                        "set it for all accounts, in the environment, or with --set"));
            }
            layers.add(layer.without(SELF_ID));
        }
        layers.replaceAll(layer -> layer.without(SCHEMA));
        Config config = together(layers, above);
        warnings.forEach(config::warn);
        layers.forEach(layer -> warnOfUnknown(layer, config));
        config.checkValues();
        return new LoadedConfig(config, LoadedConfig.Origin.FILES, found.files());
    }

    private LoadedConfig fromDefaults(long selfId, List<Layer> above) {
        JsonObject variables = variables("CQHTTP_");
        JsonObject content = DefaultFile.content(variables);
        Path file = home.resolve(ConfigFiles.FOLDER).resolve(selfId + ".json");
        DefaultFile.write(file, content);
        Config config = together(List.of(new Layer(home.relativize(file).toString(), content)), above);
        for (ConfigKey key : ConfigKeys.all()) {
            if (variables
                    .string(key.name())
                    .map(JsonString::new)
                    .filter(v -> !key.accepts(v))
                    .isPresent()) {
                config.warn(new ConfigProblem(
                        NOT_FILLED,
                        "CQHTTP_" + key.name().toUpperCase(Locale.ROOT),
                        "is not " + key.expected() + ", so " + file + " got the default",
                        "correct the variable, or edit the file"));
            }
        }
        config.checkValues();
        return new LoadedConfig(config, LoadedConfig.Origin.DEFAULTS_WRITTEN, List.of(file));
    }

    private Config together(List<Layer> files, List<Layer> above) {
        List<Layer> layers = new ArrayList<>(files);
        layers.addAll(above);
        return new Config(home, Layer.merge(layers), Layer.places(layers));
    }

    /** The account's id has to be known before its own file can be chosen. */
    private static long account(JsonObject overriding, JsonObject general) {
        return Config.of(Path.of(""), general.toBuilder().putAll(overriding).build())
                .integer(SELF_ID, ConfigKeys.DEFAULT_SELF_ID);
    }

    private void checkTyped() {
        List<ConfigProblem> problems = new ArrayList<>();
        typed.forEach((name, value) -> {
            Optional<ConfigKey> key = ConfigKeys.find(name);
            if (key.isEmpty() && !isKnown(name)) {
                problems.add(new ConfigProblem(
                        UNKNOWN_SET,
                        "--set " + name,
                        "there is no key of this name",
                        advice(
                                name,
                                name.startsWith("use_")
                                        ? "put the jar of that transport into plugins/"
                                        : "see the list of keys in conf/config.ini.example")));
            } else if (key.isPresent() && !key.get().accepts(new JsonString(value))) {
                ConfigKey k = key.get();
                problems.add(new ConfigProblem(
                        BAD_SET,
                        "--set " + name,
                        k.show(new JsonString(value)) + " is not " + k.expected(),
                        "correct the value"));
            }
        });
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    private void warnOfUnknown(Layer layer, Config config) {
        for (String name : layer.values().members().keySet()) {
            if (!isKnown(name)) {
                config.warn(new ConfigProblem(
                        UNKNOWN_IN_FILE,
                        name,
                        "in " + layer.place() + " there is a key that nothing here reads",
                        advice(name, "correct or remove it, or leave it if an extension reads it")));
            }
        }
    }

    private boolean isKnown(String name) {
        return name.contains(".")
                || name.equals(ConfigFiles.ENDPOINTS)
                || ConfigKeys.find(name).isPresent()
                || alsoKnown.test(name);
    }

    private static String advice(String name, String otherwise) {
        return ConfigKeys.nearest(name)
                .map(near -> "did you mean " + near + "?")
                .orElse(otherwise);
    }

    private boolean forced() {
        return ConfigKey.flag("FORCE_ENV", false)
                .typed(new JsonString(environment.getOrDefault("FORCE_ENV", "")))
                .filter(JsonBoolean.TRUE::equals)
                .isPresent();
    }

    /** Variables whose name is a known key; others, such as {@code ONEKYU_HOME}, are no settings. */
    private JsonObject variables(String prefix) {
        JsonObject.Builder values = JsonObject.builder();
        environment.forEach((name, value) -> {
            if (name.startsWith(prefix) && !value.isEmpty()) {
                String key = name.substring(prefix.length()).toLowerCase(Locale.ROOT);
                if (ConfigKeys.find(key).isPresent() || alsoKnown.test(key)) {
                    values.put(key, value);
                }
            }
        });
        return values.build();
    }

    private static JsonObject texts(Map<String, String> values) {
        JsonObject.Builder texts = JsonObject.builder();
        values.forEach(texts::put);
        return texts.build();
    }
}
