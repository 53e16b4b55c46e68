package io.github.onekyu.core.config;

import io.github.onekyu.core.json.JsonObject;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads INI exactly as CFG-06 has it: no quoting, no escapes, no continued lines; the first {@code =} separates, so a
 * value may contain more of them. One reader for one text.
 */
final class IniReader {
    /** The name under which keys before the first section header are returned. No header can have it. */
    static final String BEFORE_SECTIONS = "";

    /** In the order of the text. */
    private final Map<String, JsonObject> sections = new LinkedHashMap<>();

    private final Set<String> keys = new HashSet<>();
    private String section = BEFORE_SECTIONS;
    private JsonObject.Builder values = JsonObject.builder();
    private int lineNumber;

    private IniReader() {}

    /**
     * All sections, with the values as JSON strings.
     *
     * @throws IniSyntaxException with line and column
     */
    static Map<String, JsonObject> read(String text) {
        IniReader reader = new IniReader();
        text.lines().forEach(reader::line);
        reader.endSection();
        return reader.sections;
    }

    private void line(String whole) {
        lineNumber++;
        String line = whole.substring(0, contentEnd(whole)).stripTrailing();
        String content = line.strip();
        if (content.isEmpty()) {
            return;
        }
        int column = line.length() - content.length() + 1;
        if (content.startsWith("[")) {
            header(content, column);
        } else {
            entry(line, content, column);
        }
    }

    private void header(String content, int column) {
        int close = content.indexOf(']');
        if (close < 0) {
            throw error(column, "the section header has no closing ']'");
        }
        if (close != content.length() - 1) {
            throw error(column + close + 1, "only a comment may follow the section header");
        }
        String name = content.substring(1, close).strip();
        if (name.isEmpty()) {
            throw error(column, "the section has no name");
        }
        endSection();
        if (sections.containsKey(name)) {
            throw error(column, "section [" + name + "] is there twice");
        }
        section = name;
        keys.clear();
    }

    private void entry(String line, String content, int column) {
        int separator = content.indexOf('=');
        if (separator < 0) {
            throw error(line.length() + 1, "'=' is missing: a line is 'key = value', '[section]' or a comment");
        }
        String key = content.substring(0, separator).stripTrailing();
        if (key.isEmpty()) {
            throw error(column, "there is no key before '='");
        }
        if (!keys.add(key)) {
            throw error(column, "key '" + key + "' is there twice in this section");
        }
        values.put(key, content.substring(separator + 1).strip());
    }

    private void endSection() {
        sections.put(section, values.build());
        values = JsonObject.builder();
    }

    /** Where a comment starts: '#' or ';' as the first thing in the line, or after white space. */
    private static int contentEnd(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if ((c == '#' || c == ';') && (i == 0 || Character.isWhitespace(line.charAt(i - 1)))) {
                return i;
            }
        }
        return line.length();
    }

    private IniSyntaxException error(int column, String message) {
        return new IniSyntaxException(lineNumber, column, message);
    }
}
