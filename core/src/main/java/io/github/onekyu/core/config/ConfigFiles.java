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
    private static final Pattern ACCOUNT_FILE = Pattern.compile("(\\d+)\\.(cfg|ini|json)");
    /** {@code [10001]}, and {@code [10001.ws.a]}, which says as well that there is such an account. */
    private static final Pattern ACCOUNT_SECTION = Pattern.compile("([1-9]\\d{0,17})(\\..*)?");

    /**
     * What one layout gave.
     *
     * @param selfId the account whose files these are
     * @param general layers for every account
     * @param account layers for this account, which win
     */
    record Found(
            long selfId, List<Path> files, List<Layer> general, List<Layer> account, List<ConfigProblem> warnings) {}

    /** Decides which accounts there are. */
    interface Choice {
        /**
         * @param general the values for every account
         * @param present the accounts that have a section or file of their own, in its order
         */
        List<Long> accounts(JsonObject general, List<Long> present);
    }

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
     * @return what it has for each account; empty if no layout is there
     * @throws ConfigException if a file of that layout cannot be used
     */
    List<Found> read(Choice choice) {
        List<Found> found = single(home, "config", choice, "cfg", "ini");
        if (found.isEmpty()) {
            found = pair(choice, "cfg", "ini");
        }
        if (found.isEmpty()) {
            found = single(home, "config", choice, "json");
        }
        return found.isEmpty() ? pair(choice, "json") : found;
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

    private List<Found> single(Path where, String name, Choice choice, String... endings) {
        Path file = first(where, name, endings);
        if (file == null) {
            return List.of();
        }
        Map<String, JsonObject> sections = sections(file);
        Layer general = layer(file, sections, "general");
        return choice.accounts(general.values(), accountsIn(sections, !isJson(file))).stream()
                .map(id -> new Found(
                        id,
                        List.of(file),
                        List.of(general),
                        List.of(layer(file, sections, Long.toString(id))),
                        warnings))
                .toList();
    }

    /** @param endpoints whether endpoints have sections of their own */
    private static List<Long> accountsIn(Map<String, JsonObject> sections, boolean endpoints) {
        return sections.keySet().stream()
                .map(ACCOUNT_SECTION::matcher)
                .filter(section -> section.matches() && (endpoints || section.group(2) == null))
                .map(section -> Long.parseLong(section.group(1)))
                .distinct()
                .toList();
    }

    private List<Found> pair(Choice choice, String... endings) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> shared = new ArrayList<>();
        List<Layer> general = new ArrayList<>();
        Path generalFile = first(folder, "general", endings);
        if (generalFile != null) {
            shared.add(generalFile);
            general.add(isJson(generalFile) ? root(generalFile) : layer(generalFile, sections(generalFile), "general"));
        }
        List<Found> found = new ArrayList<>();
        for (long id : choice.accounts(Layer.merge(general), accountFiles(endings))) {
            List<Path> files = new ArrayList<>(shared);
            List<Layer> own = new ArrayList<>();
            Path ownFile = first(folder, Long.toString(id), endings);
            if (ownFile != null) {
                files.add(ownFile);
                own.addAll(own(ownFile, id));
            }
            if (!files.isEmpty()) {
                found.add(new Found(id, files, general, own, warnings));
            }
        }
        return found;
    }

    private List<Layer> own(Path file, long id) {
        if (isJson(file)) {
            return List.of(root(file));
        }
        Map<String, JsonObject> sections = sections(file);
        return List.of(layer(file, sections, "general"), layer(file, sections, Long.toString(id)));
    }

    /** The accounts that have a file with one of these endings. */
    private List<Long> accountFiles(String... endings) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> ACCOUNT_FILE.matcher(entry.getFileName().toString()))
                    .filter(name -> name.matches() && List.of(endings).contains(name.group(2)))
                    .map(name -> name.group(1))
                    .filter(id -> ACCOUNT_SECTION.matcher(id).matches())
                    .map(Long::parseLong)
                    .sorted()
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
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
