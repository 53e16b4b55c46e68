package io.github.onekyu.fuzz;

import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonNumber;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The table of config.md §4.2 once more, evaluated on the spot. */
final class ReferenceFilter {
    /** Expressions of this shape mean the same to {@code java.util.regex}, and stay small enough for it. */
    private static final Pattern PLAIN_EXPRESSION = Pattern.compile("(?!.*\\(\\?)[a-z0-9 .*+?|()^]{0,12}");

    private static final int SHORT = 16;

    /** Thrown where this reader has no opinion. */
    private static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unknown() {
            super(null, null, false, false);
        }
    }

    private ReferenceFilter() {}

    /** Whether the event passes; empty where only the project's own engine can tell. */
    static Optional<Boolean> decide(JsonValue filter, JsonObject event) {
        try {
            return Optional.of(object(filter, event));
        } catch (Unknown e) {
            return Optional.empty();
        }
    }

    /** Whether FLT-05 has a reason: a wrong argument, a name with a dot that is no operator, or an expression. */
    static boolean mayBeRefused(JsonValue filter) {
        if (!(filter instanceof JsonObject object)) {
            return true;
        }
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            JsonValue argument = member.getValue();
            boolean wrong = switch (member.getKey()) {
                case "", ".eq", ".neq" -> false;
                case ".not", ".and" -> mayBeRefused(argument);
                case ".or" ->
                    !(argument instanceof JsonArray items) || items.stream().anyMatch(ReferenceFilter::mayBeRefused);
                case ".in" -> !(argument instanceof JsonString || argument instanceof JsonArray);
                case ".contains" -> !(argument instanceof JsonString);
                case ".regex" -> true;
                default ->
                    member.getKey().startsWith(".") || (argument instanceof JsonObject && mayBeRefused(argument));
            };
            if (wrong) {
                return true;
            }
        }
        return false;
    }

    private static boolean object(JsonValue filter, JsonValue value) {
        boolean all = true;
        for (Map.Entry<String, JsonValue> member :
                ((JsonObject) filter).members().entrySet()) {
            all &= member(member.getKey(), member.getValue(), value);
        }
        return all;
    }

    private static boolean member(String key, JsonValue argument, JsonValue value) {
        return switch (key) {
            case "" -> true;
            case ".not" -> !object(argument, value);
            case ".and" -> object(argument, value);
            case ".or" -> {
                boolean any = false;
                for (JsonValue item : (JsonArray) argument) {
                    any |= object(item, value);
                }
                yield any;
            }
            case ".eq" -> equal(argument, value);
            case ".neq" -> !equal(argument, value);
            case ".in" ->
                argument instanceof JsonString whole
                        ? value instanceof JsonString part && whole.value().contains(part.value())
                        : ((JsonArray) argument).stream().anyMatch(item -> equal(item, value));
            case ".contains" ->
                value instanceof JsonString whole && whole.value().contains(((JsonString) argument).value());
            case ".regex" -> value instanceof JsonString text && found(((JsonString) argument).value(), text.value());
            default -> named(key, argument, value);
        };
    }

    private static boolean named(String key, JsonValue argument, JsonValue value) {
        @Nullable JsonValue member = value instanceof JsonObject object ? object.get(key) : null;
        if (member == null) {
            return false;
        }
        return argument instanceof JsonObject ? object(argument, member) : equal(argument, member);
    }

    private static boolean found(String expression, String text) {
        if (!PLAIN_EXPRESSION.matcher(expression).matches() || text.length() > SHORT || text.indexOf('\u0085') >= 0) {
            throw new Unknown();
        }
        try {
            return Pattern.compile(expression).matcher(text).find();
        } catch (PatternSyntaxException e) {
            throw new Unknown();
        }
    }

    private static boolean equal(JsonValue a, JsonValue b) {
        if (a instanceof JsonNumber x && b instanceof JsonNumber y) {
            return equal(x.text(), y.text());
        }
        if (a instanceof JsonArray x && b instanceof JsonArray y) {
            boolean same = x.size() == y.size();
            for (int i = 0; same && i < x.size(); i++) {
                same = equal(x.get(i), y.get(i));
            }
            return same;
        }
        if (a instanceof JsonObject x && b instanceof JsonObject y) {
            return x.members().keySet().equals(y.members().keySet())
                    && x.members().entrySet().stream()
                            .allMatch(m -> equal(m.getValue(), y.members().get(m.getKey())));
        }
        return a.equals(b);
    }

    private static boolean equal(String a, String b) {
        try {
            return a.equals(b) || new BigDecimal(a).compareTo(new BigDecimal(b)) == 0;
        } catch (NumberFormatException | ArithmeticException beyondBigDecimal) {
            throw new Unknown();
        }
    }
}
