package io.github.onekyu.core.filter;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the JSON of a filter into conditions, or says where it is wrong. */
final class FilterCompiler {
    private static final int SHOWN = 80;

    private FilterCompiler() {}

    static Condition compile(JsonValue json) {
        return object(json, "the filter", "");
    }

    /** FLT-10; {@code what} and {@code path} say where this is, for the error. */
    private static Condition object(JsonValue json, String what, String path) {
        if (!(json instanceof JsonObject object)) {
            throw wrong(path, what + " must be an object, not " + shown(json));
        }
        List<Condition> conditions = new ArrayList<>();
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            String key = member.getKey();
            JsonValue argument = member.getValue();
            String here = path + "/" + key;
            if (key.startsWith(".")) {
                conditions.add(operator(key, argument, here));
            } else if (!key.isEmpty()) { // FLT-22
                Condition condition =
                        argument instanceof JsonObject ? object(argument, here, here) : Condition.equalTo(argument);
                conditions.add(Condition.member(key, condition));
            }
        }
        return Condition.every(conditions);
    }

    private static Condition operator(String name, JsonValue argument, String path) {
        return switch (name) {
            case ".not" -> object(argument, name, path).negated();
            case ".and" -> object(argument, name, path);
            case ".or" -> or(argument, path);
            case ".eq" -> Condition.equalTo(argument);
            case ".neq" -> Condition.equalTo(argument).negated();
            case ".in" -> in(argument, path);
            case ".contains" -> {
                String part = string(name, argument, path);
                yield Condition.text(text -> text.contains(part));
            }
            case ".regex" -> regex(string(name, argument, path), path);
            default ->
                throw wrong(
                        path, "\"" + name + "\" is no operator; there are .not .and .or .eq .neq .in .contains .regex");
        };
    }

    private static Condition or(JsonValue argument, String path) {
        if (!(argument instanceof JsonArray array)) {
            throw wrong(path, ".or must be an array of objects, not " + shown(argument));
        }
        List<Condition> alternatives = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            alternatives.add(object(array.get(i), "an item of .or", path + "/" + i));
        }
        return Condition.any(alternatives);
    }

    /** FLT-18. */
    private static Condition in(JsonValue argument, String path) {
        if (argument instanceof JsonString string) {
            return Condition.text(text -> string.value().contains(text));
        }
        if (!(argument instanceof JsonArray array)) {
            throw wrong(path, ".in must be a string or an array, not " + shown(argument));
        }
        return Condition.any(array.stream().map(Condition::equalTo).toList());
    }

    private static Condition regex(String expression, String path) {
        String re2 = EcmaRegex.toRe2(expression);
        RegexSize.trouble(re2).ifPresent(trouble -> {
            throw wrong(path, ".regex " + shown(new JsonString(expression)) + " is too large: " + trouble);
        });
        if (CaseFolding.hangs(re2)) {
            throw wrong(
                    path,
                    ".regex " + shown(new JsonString(expression))
                            + " cannot ignore case with (?i) and name the letters U+1C80 to U+1C88, alone or in a range");
        }
        try {
            Pattern pattern = Pattern.compile(re2);
            return Condition.text(text -> pattern.matcher(text).find());
        } catch (PatternSyntaxException e) {
            throw wrong(
                    path,
                    ".regex " + shown(new JsonString(expression)) + " is not an expression known here: "
                            + e.getDescription() + " \"" + e.getPattern() + "\"",
                    e);
        }
    }

    private static String string(String operator, JsonValue argument, String path) {
        if (argument instanceof JsonString string) {
            return string.value();
        }
        throw wrong(path, operator + " must be a string, not " + shown(argument));
    }

    private static EventFilterException wrong(String path, String trouble) {
        return wrong(path, trouble, null);
    }

    private static EventFilterException wrong(String path, String trouble, @Nullable Exception cause) {
        return new EventFilterException(
                EventFilterException.NOT_A_FILTER, "at " + (path.isEmpty() ? "/" : path) + ": " + trouble, cause);
    }

    private static String shown(JsonValue value) {
        String text = value.toString();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
