package io.github.onekyu.core.config;

import io.github.onekyu.core.error.ConfigException;
import io.github.onekyu.core.error.ConfigProblem;
import io.github.onekyu.core.json.JsonBoolean;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import java.nio.file.Files;
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
    private static final String DATA_DIR = "data_dir";

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
     * Reads everything for the first account. Writes at most the default file of CFG-09.
     *
     * @throws ConfigException if a file cannot be used, or something that was typed is unknown or wrong
     */
    public LoadedConfig load() {
        return loadAll().accounts().get(0);
    }

    /** As {@link #load}, for every account of the configuration (ACC-01). */
    public LoadedAccounts loadAll() {
        checkTyped();
        List<Layer> above = new ArrayList<>();
        if (forced()) {
            above.add(new Layer("environment CQHTTP_*", variables("CQHTTP_")));
        }
        above.add(new Layer("environment ONEKYU_*", variables("ONEKYU_")));
        above.add(new Layer("--set", texts(typed)));
        JsonObject overriding = Layer.merge(above);

        ConfigFiles files = new ConfigFiles(home);
        List<ConfigFiles.Found> found = files.read((general, present) -> accounts(overriding, general, present));
        if (!found.isEmpty()) {
            LoadedAccounts loaded = found.size() > 1
                    ? several(found, above)
                    : LoadedAccounts.of(fromFiles(found.get(0), List.of(), above));
            if (selfId(overriding).isEmpty()) {
                warnOfUnheard(found, loaded.accounts().get(0));
            }
            return loaded;
        }
        if (files.anyAccountFile()) {
            return LoadedAccounts.of(fromDefaults(
                    accounts(overriding, JsonObject.EMPTY, List.of()).get(0), above));
        }
        Config config = together(List.of(SANDBOX), above);
        config.checkValues();
        return LoadedAccounts.of(new LoadedConfig(config, LoadedConfig.Origin.SANDBOX, List.of()));
    }

    /** Everyone who has a section or file, unless the environment or the command line names one (ACC-01). */
    private static List<Long> accounts(JsonObject overriding, JsonObject general, List<Long> present) {
        if (present.isEmpty() || selfId(overriding).isPresent()) {
            JsonObject all = general.toBuilder().putAll(overriding).build();
            return List.of(selfId(all).orElse(ConfigKeys.DEFAULT_SELF_ID));
        }
        List<Long> ids = new ArrayList<>(present);
        selfId(general).filter(ids::remove).ifPresent(first -> ids.add(0, first));
        return ids;
    }

    private static Optional<Long> selfId(JsonObject values) {
        Config config = Config.of(Path.of(""), values);
        return config.isSet(SELF_ID)
                ? Optional.of(config.integer(SELF_ID, ConfigKeys.DEFAULT_SELF_ID))
                : Optional.empty();
    }

    /** Somebody who names an account expects to get it. */
    private static void warnOfUnheard(List<ConfigFiles.Found> found, LoadedConfig account) {
        Optional<Long> wanted = selfId(Layer.merge(found.get(0).general()));
        if (wanted.filter(id -> id != ConfigKeys.DEFAULT_SELF_ID && id != account.selfId())
                .isPresent()) {
            account.config()
                    .warn(new ConfigProblem(
                            NOT_READ,
                            SELF_ID,
                            "names an account that has no section or file, while others have: those are the accounts",
                            "give it a section, or choose it with --set self_id=" + wanted.get()));
        }
    }

    private LoadedAccounts several(List<ConfigFiles.Found> found, List<Layer> above) {
        List<LoadedConfig> accounts = new ArrayList<>();
        for (ConfigFiles.Found account : found) {
            LoadedConfig loaded = fromFiles(account, ownData(account, above), above);
            account.account().forEach(layer -> warnOfShared(layer, loaded.config()));
            accounts.add(loaded);
        }
        Config process = together(
                found.get(0).general().stream()
                        .map(layer -> layer.without(SCHEMA))
                        .toList(),
                above);
        return new LoadedAccounts(process, accounts);
    }

    /**
     * Several accounts must not find each other's files: one whose section does not say where its data are has them in a
     * folder with its number. A world from the time when it was alone stays where it is (ACC-04).
     */
    private List<Layer> ownData(ConfigFiles.Found account, List<Layer> above) {
        boolean chosen = account.account().stream().anyMatch(layer -> layer.has(DATA_DIR))
                && above.stream().noneMatch(layer -> layer.has(DATA_DIR));
        List<Layer> layers = new ArrayList<>(account.general());
        layers.addAll(above);
        Path shared = together(layers, List.of()).dataDir();
        if (chosen || Files.exists(shared.resolve("sandbox").resolve(account.selfId() + ".world"))) {
            return List.of();
        }
        return List.of(new Layer(
                "the accounts' folders",
                JsonObject.builder()
                        .put(
                                DATA_DIR,
                                shared.resolve(Long.toString(account.selfId())).toString())
                        .build()));
    }

    /** @param last on top of everything */
    private LoadedConfig fromFiles(ConfigFiles.Found found, List<Layer> last, List<Layer> above) {
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
        List<Layer> top = new ArrayList<>(above);
        top.addAll(last);
        List<Layer> said = new ArrayList<>(layers);
        said.addAll(top);
        if (selfId(Layer.merge(said)).orElse(ConfigKeys.DEFAULT_SELF_ID) != found.selfId()) {
            top.add(new Layer(
                    "its section or file",
                    JsonObject.builder().put(SELF_ID, found.selfId()).build()));
        }
        Config config = together(layers, top);
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

    private static void warnOfShared(Layer layer, Config config) {
        for (String name : ConfigKeys.PROCESS) {
            if (layer.has(name)) {
                config.warn(new ConfigProblem(
                        NOT_READ,
                        name,
                        "has no effect in " + layer.place() + ": all accounts share console and log",
                        "move it to [general]"));
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
