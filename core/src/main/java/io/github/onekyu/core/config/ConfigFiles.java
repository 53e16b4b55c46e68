package io.github.onekyu.core.config;

import io.github.onekyu.core.error.ConfigException;
import io.github.onekyu.core.error.ConfigProblem;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonSyntaxException;
import io.github.onekyu.core.json.JsonValue;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The four file layouts and their order (CFG-01 to CFG-04). It only reads: a file that exists but cannot be used is an
 * error, never a reason to try the next one or to write a new one (CFG-08, D-37).
 */
final class ConfigFiles {
    static final String FOLDER = "config";
    /** The member that holds the endpoints by their names. */
    static final String ENDPOINTS = "endpoints";

    private static final String SYNTAX = "OKY-1001";
    private static final String UNREADABLE = "OKY-1002";
    private static final String NOT_READ = "OKY-1013";
    private static final String UNTOUCHED =
            "correct the file, or move it away; it was not changed and nothing was started";
    private static final Pattern GSON_POSITION = Pattern.compile("(.*?)\\s+at line (\\d+) column (\\d+)\\b.*");
    private static final Pattern ACCOUNT_FILE = Pattern.compile("\\d+\\.(cfg|ini|json)");

    /**
     * What one layout gave.
     *
     * @param selfId the account whose files these are
     * @param general layers for every account
     * @param account layers for this account, which win
     */
    record Found(
            long selfId, List<Path> files, List<Layer> general, List<Layer> account, List<ConfigProblem> warnings) {}

    private final Path home;
    private final Path folder;
    private final List<ConfigProblem> warnings = new ArrayList<>();

    ConfigFiles(Path home) {
        this.home = home;
        this.folder = home.resolve(FOLDER);
    }

    /**
     * Reads the first layout that is there.
     *
     * @param account finds the account's id, given the values for every account
     * @throws ConfigException if a file of that layout cannot be used
     */
    Optional<Found> read(ToLongFunction<JsonObject> account) {
        return single(home, "config", account, "cfg", "ini")
                .or(() -> pair(account, "cfg", "ini"))
                .or(() -> single(home, "config", account, "json"))
                .or(() -> pair(account, "json"));
    }

    /** Whether the application directory has files for some account at all (CFG-09). */
    boolean anyAccountFile() {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.anyMatch(
                    e -> ACCOUNT_FILE.matcher(e.getFileName().toString()).matches());
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private Optional<Found> single(Path where, String name, ToLongFunction<JsonObject> account, String... endings) {
        Path file = first(where, name, endings);
        if (file == null) {
            return Optional.empty();
        }
        Map<String, JsonObject> sections = sections(file);
        Layer general = layer(file, sections, "general");
        long id = account.applyAsLong(general.values());
        return Optional.of(new Found(
                id, List.of(file), List.of(general), List.of(layer(file, sections, Long.toString(id))), warnings));
    }

    private Optional<Found> pair(ToLongFunction<JsonObject> account, String... endings) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        List<Path> files = new ArrayList<>();
        List<Layer> general = new ArrayList<>();
        List<Layer> own = new ArrayList<>();
        Path generalFile = first(folder, "general", endings);
        if (generalFile != null) {
            files.add(generalFile);
            general.add(isJson(generalFile) ? root(generalFile) : layer(generalFile, sections(generalFile), "general"));
        }
        long id = account.applyAsLong(Layer.merge(general));
        Path ownFile = first(folder, Long.toString(id), endings);
        if (ownFile != null) {
            files.add(ownFile);
            if (isJson(ownFile)) {
                own.add(root(ownFile));
            } else {
                Map<String, JsonObject> sections = sections(ownFile);
                own.add(layer(ownFile, sections, "general"));
                own.add(layer(ownFile, sections, Long.toString(id)));
            }
        }
        return files.isEmpty() ? Optional.empty() : Optional.of(new Found(id, files, general, own, warnings));
    }

    private static @Nullable Path first(Path where, String name, String... endings) {
        for (String ending : endings) {
            Path file = where.resolve(name + "." + ending);
            if (exists(file)) {
                return file;
            }
        }
        return null;
    }

    /** Also true for what cannot be looked at and for a broken link: passing over it would mean open defaults (D-37). */
    private static boolean exists(Path file) {
        try {
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return true;
        } catch (NoSuchFileException absent) {
            return false;
        } catch (IOException hidden) {
            return true;
        }
    }

    private Layer layer(Path file, Map<String, JsonObject> sections, String section) {
        String place = isJson(file) ? name(file) + " \"" + section + "\"" : name(file) + " [" + section + "]";
        JsonObject values = sections.getOrDefault(section, JsonObject.EMPTY);
        return new Layer(place, isJson(file) ? values : withEndpoints(values, sections, section + "."));
    }

    /** {@code [10001.ws_reverse.koishi]} is what a JSON file has in {@code endpoints}, {@code ws_reverse.koishi} (EP-01). */
    private static JsonObject withEndpoints(JsonObject values, Map<String, JsonObject> sections, String prefix) {
        JsonObject.Builder endpoints = JsonObject.builder();
        sections.keySet().stream()
                .filter(section -> section.startsWith(prefix) && section.length() > prefix.length())
                .sorted()
                .forEach(section -> endpoints.put(
                        section.substring(prefix.length()), sections.getOrDefault(section, JsonObject.EMPTY)));
        JsonObject all = endpoints.build();
        return all.members().isEmpty() ? values : values.with(ENDPOINTS, all);
    }

    /** A JSON file whose members are the settings themselves. */
    private Layer root(Path file) {
        return new Layer(name(file), object(file));
    }

    private Map<String, JsonObject> sections(Path file) {
        if (!isJson(file)) {
            return iniSections(file);
        }
        Map<String, JsonObject> sections = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> member : object(file).members().entrySet()) {
            if (member.getValue() instanceof JsonObject section) {
                sections.put(member.getKey(), section);
            } else if (isSectionName(member.getKey())) {
                throw refused(SYNTAX, file, "\"" + member.getKey() + "\" must be an object", UNTOUCHED);
            } else if (ConfigKeys.find(member.getKey()).isPresent()) {
                notRead(file, member.getKey(), "is not inside \"general\"", "move it into the object \"general\"");
            }
        }
        return sections;
    }

    private Map<String, JsonObject> iniSections(Path file) {
        Map<String, JsonObject> sections;
        try {
            sections = IniReader.read(text(file));
        } catch (IniSyntaxException e) {
            throw refused(SYNTAX, file, String.valueOf(e.getMessage()), UNTOUCHED);
        }
        JsonObject stray = sections.getOrDefault(IniReader.BEFORE_SECTIONS, JsonObject.EMPTY);
        for (String key : stray.members().keySet()) {
            notRead(file, key, "stands before the first section", "put it below a line [general]");
        }
        return sections;
    }

    private void notRead(Path file, String key, String where, String hint) {
        warnings.add(new ConfigProblem(NOT_READ, key, where + " of " + name(file) + " and has no effect", hint));
    }

    private static boolean isSectionName(String name) {
        return name.equals("general") || (!name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9'));
    }

    private JsonObject object(Path file) {
        String text = text(file);
        try {
            if (Json.parse(text) instanceof JsonObject object) {
                return object;
            }
        } catch (JsonSyntaxException e) {
            throw refused(SYNTAX, file, jsonTrouble(String.valueOf(e.getMessage()), text), UNTOUCHED);
        }
        throw refused(SYNTAX, file, "line 1, column 1: the file must be one JSON object", UNTOUCHED);
    }

    /** The parser speaks to programmers: its position is kept, its advice is not. */
    private static String jsonTrouble(String message, String text) {
        Matcher position = GSON_POSITION.matcher(message);
        if (position.matches()) {
            String reason = position.group(1).startsWith("Use JsonReader")
                    ? "not JSON (comments, unquoted names and the like are not allowed)"
                    : position.group(1);
            return "line " + position.group(2) + ", column " + position.group(3) + ": " + reason;
        }
        long lines = Math.max(1, text.lines().count());
        long column = text.lines().reduce("", (a, b) -> b).length() + 1L;
        return "line " + lines + ", column " + column + ": " + message;
    }

    /** The file's text without a byte order mark (CFG-07). */
    private String text(Path file) {
        try {
            String text = Json.decode(Files.readAllBytes(file));
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (JsonSyntaxException notUtf8) {
            throw refused(SYNTAX, file, "the file is not valid UTF-8", "save it as UTF-8; nothing was started");
        }
    }

    private ConfigException unreadable(Path file, IOException e) {
        String reason = e instanceof AccessDeniedException
                ? "permission denied"
                : e instanceof NoSuchFileException ? "the link leads nowhere" : String.valueOf(e.getMessage());
        return refused(
                UNREADABLE,
                file,
                "it exists but cannot be read (" + reason + ")",
                "make it readable, or move it away; nothing was started");
    }

    private static ConfigException refused(String code, Path file, String trouble, String hint) {
        return new ConfigException(List.of(new ConfigProblem(code, file.toString(), trouble, hint)));
    }

    private static boolean isJson(Path file) {
        return file.getFileName().toString().endsWith(".json");
    }

    private String name(Path file) {
        return home.relativize(file).toString();
    }
}
