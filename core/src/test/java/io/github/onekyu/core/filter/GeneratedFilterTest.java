package io.github.onekyu.core.filter;

import static io.github.onekyu.core.generated.Cases.same;

import io.github.onekyu.core.generated.Cases;
import io.github.onekyu.core.generated.Gen;
import io.github.onekyu.core.generated.GeneratedJson;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Filters and events against an evaluator that walks the filter anew for each value, as config.md §4.2 reads. */
class GeneratedFilterTest {
    private static final String[] KEYS = {"a", "b", "user_id", "sender", "raw_message", "你", "sender.role", ".a"};
    private static final String[] TEXTS = {"", "a", "ab", "b", "abc", "1", "true", "null", "你好", "a\nb", "!!hi", "A"};
    private static final String[] NUMBERS = {
        "0", "-0", "1", "1.0", "10e-1", "100", "1e2", "9007199254740993", "9007199254740992", "-1", "0.1"
    };

    @Test
    @Tag("FLT-10")
    @Tag("FLT-11")
    @Tag("FLT-12")
    @Tag("FLT-13")
    @Tag("FLT-14")
    @Tag("FLT-15")
    @Tag("FLT-16")
    @Tag("FLT-17")
    @Tag("FLT-18")
    @Tag("FLT-19")
    @Tag("FLT-21")
    @Tag("FLT-22")
    @Tag("FLT-23")
    void everyFilterPassesWhatItSaysAndNoOtherCompiles() {
        Cases.check(42, gen -> {
                    GeneratedJson event = object(gen, 2);
                    GeneratedJson filter = filter(gen, event.plain(), 3);
                    if (gen.oneIn(8)) {
                        filter = GeneratedJson.object(gen, Map.of("", filter, "a", filter(gen, "ab", 2)));
                    }
                    boolean valid = isFilter(filter.plain());
                    EventFilter compiled;
                    try {
                        compiled = EventFilter.parse(Json.parse(filter.loose()));
                    } catch (EventFilterException e) {
                        same(false, valid, filter.compact());
                        same("OKY-1022", e.code(), filter.compact());
                        gen.note("refused");
                        return;
                    }
                    same(true, valid, filter.compact());
                    GeneratedJson other = gen.either() ? object(gen, 1) : event;
                    boolean passes = holds(filter.plain(), event.plain());
                    same(passes, passes(compiled, event), filter.compact() + "\n on " + event.compact());
                    same(
                            holds(filter.plain(), other.plain()),
                            passes(compiled, other),
                            filter.compact() + "\n on " + other.compact());
                    gen.note(passes ? "pass" : "block");
                })
                .atLeast(20, "pass")
                .atLeast(20, "block")
                .atLeast(5, "refused");
    }

    @Test
    @Tag("FLT-20")
    void everyExpressionIsFoundWhereItIs() {
        Cases.check(20, Cases.FEWER, gen -> {
                    Expression expression = expression(gen, 3);
                    String regex = expression.source;
                    String text = gen.join(6, "a", "b", "A", "你", ".", "\n", "\r", "\u2028", "1", " ", "-");
                    boolean found = false;
                    for (int at = 0; at <= text.length(); at++) {
                        found |= !expression.ends.at(text, at).isEmpty();
                    }
                    String filter = "{\"t\":{\".regex\":" + GeneratedJson.compactString(regex) + "}}";
                    JsonObject event = JsonObject.builder().put("t", text).build();

                    same(found, EventFilter.parse(Json.parse(filter)).passes(event), regex + "\n on " + text);
                    gen.note(found ? "found" : "not found");
                })
                .atLeast(25, "found")
                .atLeast(25, "not found");
    }

    private static boolean passes(EventFilter filter, GeneratedJson event) {
        return filter.passes((JsonObject) Json.parse(event.loose()));
    }

    // The oracle.

    /** {@code E(filter, value)}. */
    private static boolean holds(Object filter, Object value) {
        for (Map.Entry<?, ?> member : ((Map<?, ?>) filter).entrySet()) {
            if (!holds((String) member.getKey(), member.getValue(), value)) {
                return false; // FLT-10
            }
        }
        return true;
    }

    private static boolean holds(String key, Object argument, Object value) {
        switch (key) {
            case "": // FLT-22
                return true;
            case ".not":
                return !holds(argument, value);
            case ".and":
                return holds(argument, value);
            case ".or":
                for (Object item : (List<?>) argument) {
                    if (holds(item, value)) {
                        return true;
                    }
                }
                return false;
            case ".eq":
                return value.equals(argument);
            case ".neq":
                return !value.equals(argument);
            case ".in":
                return argument instanceof List<?> items
                        ? items.contains(value)
                        : value instanceof String part && ((String) argument).indexOf(part) >= 0;
            case ".contains":
                return value instanceof String whole && whole.indexOf((String) argument) >= 0;
            default:
                if (!(value instanceof Map<?, ?> members) || !members.containsKey(key)) {
                    return false; // FLT-11, FLT-12
                }
                Object member = members.get(key);
                return argument instanceof Map<?, ?> inner ? holds(inner, member) : member.equals(argument);
        }
    }

    /** FLT-05, FLT-21 and the column "Argument". */
    private static boolean isFilter(Object filter) {
        if (!(filter instanceof Map<?, ?> members)) {
            return false;
        }
        for (Map.Entry<?, ?> member : members.entrySet()) {
            String key = (String) member.getKey();
            Object argument = member.getValue();
            boolean right = switch (key) {
                case "", ".eq", ".neq" -> true;
                case ".not", ".and" -> isFilter(argument);
                case ".or" ->
                    argument instanceof List<?> items && items.stream().allMatch(GeneratedFilterTest::isFilter);
                case ".in" -> argument instanceof String || argument instanceof List<?>;
                case ".contains" -> argument instanceof String;
                default -> !key.startsWith(".") && (!(argument instanceof Map<?, ?>) || isFilter(argument));
            };
            if (!right) {
                return false;
            }
        }
        return true;
    }

    // The generators.

    private static GeneratedJson object(Gen gen, int depth) {
        Map<String, GeneratedJson> members = new LinkedHashMap<>();
        for (int n = gen.below(5); n > 0; n--) {
            members.put(gen.of(KEYS), value(gen, depth));
        }
        return GeneratedJson.object(gen, members);
    }

    private static GeneratedJson value(Gen gen, int depth) {
        return switch (gen.below(depth > 0 ? 8 : 6)) {
            case 0 -> GeneratedJson.bool(gen.either());
            case 1 -> GeneratedJson.ofNull();
            case 2, 3 -> GeneratedJson.string(gen, gen.of(TEXTS));
            case 6 -> object(gen, depth - 1);
            case 7 -> array(gen, depth - 1);
            default -> GeneratedJson.number(gen.of(NUMBERS));
        };
    }

    private static GeneratedJson array(Gen gen, int depth) {
        List<GeneratedJson> items = new ArrayList<>();
        for (int n = gen.below(4); n > 0; n--) {
            items.add(value(gen, depth));
        }
        return GeneratedJson.array(gen, items);
    }

    /** A filter that fits the value more often than chance would have it, and is none now and then. */
    private static GeneratedJson filter(Gen gen, Object value, int depth) {
        Map<String, GeneratedJson> members = new LinkedHashMap<>();
        for (int n = gen.of(0, 1, 1, 1, 2, 3); n > 0; n--) {
            if (gen.either() || depth == 0) {
                String key = gen.oneIn(12) ? "" : gen.of(KEYS).replace(".a", "a");
                if (value instanceof Map<?, ?> object && !object.isEmpty() && !gen.oneIn(5)) {
                    key = (String) gen.of(object.keySet().toArray()); // ".a" among them: no operator
                    key = key.startsWith(".") && !gen.oneIn(6) ? "a" : key;
                }
                Object inner = value instanceof Map<?, ?> object && object.containsKey(key) ? object.get(key) : "";
                members.put(key, gen.either() && depth > 0 ? filter(gen, inner, depth - 1) : like(gen, inner));
            } else {
                String operator = gen.of(".not", ".and", ".or", ".eq", ".neq", ".in", ".contains");
                members.put(operator, argument(gen, operator, value, depth - 1));
            }
        }
        return GeneratedJson.object(gen, members);
    }

    private static GeneratedJson argument(Gen gen, String operator, Object value, int depth) {
        if (gen.oneIn(20)) {
            return value(gen, 1);
        }
        return switch (operator) {
            case ".not", ".and" -> filter(gen, value, depth);
            case ".or" -> {
                List<GeneratedJson> items = new ArrayList<>();
                for (int n = gen.below(4); n > 0; n--) {
                    items.add(gen.oneIn(60) ? value(gen, 0) : filter(gen, value, depth));
                }
                yield GeneratedJson.array(gen, items);
            }
            case ".in" -> {
                List<GeneratedJson> items = new ArrayList<>();
                for (int n = gen.below(4); n > 0; n--) {
                    items.add(like(gen, value));
                }
                String text = value instanceof String part ? part : "";
                yield gen.either()
                        ? GeneratedJson.array(gen, items)
                        : GeneratedJson.string(gen, gen.of("", "a") + (gen.either() ? text : gen.of(TEXTS)) + "b");
            }
            case ".contains" ->
                GeneratedJson.string(
                        gen,
                        value instanceof String text && gen.either()
                                ? text.substring(gen.below(text.length() + 1))
                                : gen.of(TEXTS));
            default -> like(gen, value);
        };
    }

    /** The value itself in another spelling, something near it, or anything. */
    private static GeneratedJson like(Gen gen, Object value) {
        if (gen.oneIn(4)) {
            return value(gen, 1);
        }
        if (value instanceof BigDecimal number) {
            String plain = number.toPlainString();
            return gen.oneIn(4)
                    ? GeneratedJson.string(gen, plain)
                    : GeneratedJson.number(
                            gen.of(plain, plain + "e0", number.setScale(3).toPlainString()));
        }
        if (value instanceof Map<?, ?> object) {
            List<Object> keys = new ArrayList<>(object.keySet());
            Map<String, GeneratedJson> members = new LinkedHashMap<>();
            for (int i = keys.size() - 1; i >= (gen.oneIn(4) ? 1 : 0); i--) {
                members.put((String) keys.get(i), like(gen, object.get(keys.get(i))));
            }
            return GeneratedJson.object(gen, members);
        }
        if (value instanceof List<?> list) {
            List<GeneratedJson> items = new ArrayList<>();
            for (Object item : list) {
                items.add(like(gen, item));
            }
            return GeneratedJson.array(gen, items);
        }
        if (value instanceof Boolean bool) {
            return gen.oneIn(4) ? GeneratedJson.string(gen, bool.toString()) : GeneratedJson.bool(bool);
        }
        return value instanceof String text ? GeneratedJson.string(gen, text) : GeneratedJson.ofNull();
    }

    /** Where a match that starts at an index may end. */
    private interface Ends {
        Set<Integer> at(String text, int index);
    }

    /** An expression with a matcher of its own that tries everything. */
    private record Expression(String source, Ends ends) {}

    private static Expression expression(Gen gen, int depth) {
        return switch (gen.below(depth > 0 ? 9 : 5)) {
            case 0 -> new Expression("^", (text, i) -> i == 0 ? Set.of(i) : Set.of());
            case 1 -> new Expression("$", (text, i) -> i == text.length() ? Set.of(i) : Set.of());
            case 2 -> one(".", "\n\r\u2028\u2029", false);
            case 5, 6 -> {
                Expression first = expression(gen, depth - 1);
                Expression then = expression(gen, depth - 1);
                yield new Expression(first.source + then.source, (text, i) -> {
                    Set<Integer> ends = new TreeSet<>();
                    first.ends.at(text, i).forEach(middle -> ends.addAll(then.ends.at(text, middle)));
                    return ends;
                });
            }
            case 7 -> {
                Expression left = expression(gen, depth - 1);
                Expression right = expression(gen, depth - 1);
                yield new Expression("(?:" + left.source + "|" + right.source + ")", (text, i) -> {
                    Set<Integer> ends = new TreeSet<>(left.ends.at(text, i));
                    ends.addAll(right.ends.at(text, i));
                    return ends;
                });
            }
            case 8 -> repeated(gen, depth);
            default ->
                gen.by(
                        () -> one(gen.of("a", "b", "你", " "), "", true),
                        () -> one("\\.", ".", true),
                        () -> one("\\u4f60", "你", true),
                        () -> one("[ab]", "ab", true),
                        () -> one("[^a]", "a", false),
                        () -> one("[a\\-1]", "a-1", true),
                        () -> one("\\d", "1", true),
                        () -> one("\\n", "\n", true),
                        () -> one("[.]", ".", true));
        };
    }

    /** One character of these, or any but these; a plain one stands for itself. */
    private static Expression one(String source, String characters, boolean wanted) {
        String set = characters.isEmpty() && wanted ? source : characters;
        return new Expression(
                source,
                (text, i) ->
                        i < text.length() && (set.indexOf(text.charAt(i)) >= 0) == wanted ? Set.of(i + 1) : Set.of());
    }

    private static Expression repeated(Gen gen, int depth) {
        Expression item = expression(gen, depth - 1);
        String quantifier = gen.of("*", "+", "?", "*?");
        return new Expression("(?:" + item.source + ")" + quantifier, (text, i) -> {
            Set<Integer> ends = new TreeSet<>();
            if (!quantifier.equals("+")) {
                ends.add(i);
            }
            Set<Integer> newest = item.ends.at(text, i);
            ends.addAll(newest);
            while (!quantifier.equals("?") && !newest.isEmpty()) {
                Set<Integer> next = new TreeSet<>();
                newest.forEach(end -> next.addAll(item.ends.at(text, end)));
                next.removeAll(ends);
                ends.addAll(next);
                newest = next;
            }
            return ends;
        });
    }
}
