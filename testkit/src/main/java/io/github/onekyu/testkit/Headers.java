package io.github.onekyu.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Header fields as they came over the wire: in order, names in their exact case. {@link #first} and {@link #values}
 * compare names without case, {@link #hasExactly} with it.
 */
public record Headers(List<Field> fields) {
    /** One field; blanks around the value are gone. */
    public record Field(String name, String value) {}

    public Headers {
        fields = List.copyOf(fields);
    }

    static Headers parse(List<String> lines) {
        List<Field> fields = new ArrayList<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new AssertionError("a header line without a colon: " + line);
            }
            fields.add(new Field(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        return new Headers(fields);
    }

    public Optional<String> first(String name) {
        return values(name).stream().findFirst();
    }

    public List<String> values(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .toList();
    }

    public boolean has(String name) {
        return !values(name).isEmpty();
    }

    /** Whether a field of this name exists in exactly this spelling. */
    public boolean hasExactly(String name) {
        return fields.stream().anyMatch(field -> field.name().equals(name));
    }

    boolean says(String name, String token) {
        return values(name).stream()
                .anyMatch(value -> value.toLowerCase(java.util.Locale.ROOT).contains(token));
    }
}
