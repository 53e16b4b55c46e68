package io.github.onekyu.fuzz;

import io.github.onekyu.fuzz.ReferenceJson.Num;
import io.github.onekyu.fuzz.ReferenceJson.Outcome;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@code config.ini} and {@code config.json} say, read with regular expressions from CFG-02, CFG-04 and CFG-06. */
final class ReferenceConfig {
    private static final Pattern COMMENT = Pattern.compile("(?:^|(?<=\\p{javaWhitespace}))[#;].*$", Pattern.DOTALL);
    private static final Pattern HEADER = Pattern.compile("\\[([^\\]]*)\\]", Pattern.DOTALL);
    private static final Pattern ENTRY = Pattern.compile("([^=]*)=(.*)", Pattern.DOTALL);
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private ReferenceConfig() {}

    /** The sections with the JSON text of each value; empty if the file must be refused. */
    static Optional<Map<String, Map<String, String>>> ini(String text) {
        Map<String, Map<String, String>> sections = new HashMap<>();
        Map<String, String> section = new HashMap<>();
        for (String whole : text.split("\r\n|\r|\n", -1)) {
            String line = COMMENT.matcher(whole).replaceFirst("").strip();
            Matcher header = HEADER.matcher(line);
            Matcher entry = ENTRY.matcher(line);
            if (line.isEmpty()) {
                continue;
            }
            if (line.startsWith("[")) {
                section = new HashMap<>();
                if (!header.matches()
                        || header.group(1).isBlank()
                        || sections.put(header.group(1).strip(), section) != null) {
                    return Optional.empty();
                }
            } else if (!entry.matches()
                    || entry.group(1).isBlank()
                    || section.put(
                                    entry.group(1).strip(),
                                    ReferenceJson.write(entry.group(2).strip()))
                            != null) {
                return Optional.empty();
            }
        }
        return Optional.of(sections);
    }

    /** As {@link #ini}, for JSON; members that are no sections are left out. */
    static Optional<Map<String, Map<String, String>>> json(String text) {
        Outcome outcome = ReferenceJson.read(text);
        if (!outcome.valid() || !(outcome.value() instanceof Map<?, ?> members)) {
            return Optional.empty();
        }
        Map<String, Map<String, String>> sections = new HashMap<>();
        for (Map.Entry<?, ?> member : members.entrySet()) {
            String name = (String) member.getKey();
            if (member.getValue() instanceof Map<?, ?> values) {
                sections.put(name, section(values));
            } else if (name.equals("general") || DIGITS.matcher(name).matches()) {
                return Optional.empty();
            }
        }
        return Optional.of(sections);
    }

    private static Map<String, String> section(Map<?, ?> values) {
        Map<String, String> section = new HashMap<>();
        values.forEach((key, value) -> {
            if (value != null) {
                section.put((String) key, ReferenceJson.write(value));
            }
        });
        return section;
    }

    /** What an account sees of the sections: its own over {@code general}, without what only chooses or describes. */
    static Map<String, String> merged(Map<String, Map<String, String>> sections, long selfId) {
        Map<String, String> merged = new HashMap<>(sections.getOrDefault("general", Map.of()));
        sections.getOrDefault(Long.toString(selfId), Map.of()).forEach((key, value) -> {
            if (!key.equals("self_id")) {
                merged.put(key, value);
            }
        });
        merged.remove("$schema");
        return merged;
    }

    /** Whether a JSON reader may differ from this one: what the project refuses for its size. */
    static boolean unusual(String json) {
        Outcome outcome = ReferenceJson.read(json);
        return outcome.depth() > 500 || outcome.longestNumber() > 1000;
    }

    /** The value as people would write it, for the search of secrets in messages. */
    static String bare(@Nullable String jsonText) {
        Object value = jsonText == null ? "" : ReferenceJson.read(jsonText).value();
        return value instanceof Num number ? number.text() : value instanceof String text ? text : "";
    }
}
