package io.github.onekyu.core.action;

import static io.github.onekyu.core.generated.Cases.same;

import io.github.onekyu.core.error.ProtocolException;
import io.github.onekyu.core.generated.Cases;
import io.github.onekyu.core.generated.Gen;
import io.github.onekyu.core.generated.GeneratedJson;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lenient reading of parameters against a second reading, made from PAR-06 to PAR-11 and the rows of actions.md. */
class GeneratedParamsTest {
    /** Which white space counts is left open by PAR-06; Unicode's is taken. */
    private static final Pattern DECIMAL = Pattern.compile("\\p{javaWhitespace}*([+-]?[0-9]+)\\p{javaWhitespace}*");

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");
    private static final Pattern YES = Pattern.compile("yes|true|1|on", Pattern.CASE_INSENSITIVE);
    private static final Pattern NO = Pattern.compile("no|false|0|off", Pattern.CASE_INSENSITIVE);
    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    @Test
    @Tag("PAR-06")
    @Tag("PAR-07")
    @Tag("PAR-08")
    @Tag("PAR-11")
    void everyValueIsReadAsItsTypeSays() {
        Cases.check(60, gen -> {
                    Optional<GeneratedJson> value = value(gen);
                    Params params = params(gen, Map.of("p", value));
                    Optional<BigInteger> integer = value.flatMap(GeneratedParamsTest::integer);
                    Optional<Boolean> bool = value.flatMap(GeneratedParamsTest::bool);
                    Optional<String> text = value.flatMap(GeneratedParamsTest::text);
                    Object input = params;

                    same(
                            integer.map(i -> OptionalLong.of(i.longValueExact()))
                                    .orElse(OptionalLong.empty()),
                            params.integer("p"),
                            input);
                    same(integer.map(BigInteger::longValueExact).orElse(1800L), params.integer("p", 1800), input);
                    same(bool, params.bool("p"), input);
                    same(bool.orElse(true), params.bool("p", true), input);
                    same(bool.orElse(false), params.bool("p", false), input);
                    same(text, params.text("p"), input);
                    same(text.orElse("-"), params.text("p", "-"), input);
                    same(
                            value.isPresent()
                                    && !java.util.Objects.equals(value.get().plain(), GeneratedJson.NULL),
                            params.has("p"),
                            input);
                    gen.note(integer.isPresent() ? "integer" : "no integer");
                    gen.note(bool.isPresent() ? "boolean" : "no boolean");
                    gen.note(text.isPresent() ? "string" : "no string");
                })
                .atLeast(20, "integer")
                .atLeast(30, "no integer")
                .atLeast(10, "boolean")
                .atLeast(30, "no boolean")
                .atLeast(30, "string")
                .atLeast(20, "no string");
    }

    /** What a parameter is, in the words of actions.md: type, whether required, default and bounds. */
    private record Param(String name, String type, boolean required, String fallback, List<String> aliases) {
        static Param required(String name, String type) {
            return new Param(name, type, true, "", List.of(name));
        }

        static Param optional(String name, String type, String fallback) {
            return new Param(name, type, false, fallback, List.of(name));
        }
    }

    /** Copied by hand from actions.md §6 and §8, never from the catalogue. */
    private static final Map<String, List<Param>> ROWS = new TreeMap<>(Map.ofEntries(
            Map.entry("delete_msg", List.of(Param.required("message_id", "message_id"))),
            Map.entry("send_like", List.of(user(), Param.optional("times", "int>0", "1"))),
            Map.entry("set_group_kick", List.of(group(), user(), bool("reject_add_request", false))),
            Map.entry("set_group_ban", List.of(group(), user(), Param.optional("duration", "int>=0", "1800"))),
            Map.entry("set_group_whole_ban", List.of(group(), bool("enable", true))),
            Map.entry("set_group_card", List.of(group(), user(), Param.optional("card", "string", "\"\""))),
            Map.entry("set_group_leave", List.of(group(), bool("is_dismiss", false))),
            Map.entry(
                    "set_group_special_title",
                    List.of(
                            group(),
                            user(),
                            Param.optional("special_title", "string", "\"\""),
                            Param.optional("duration", "int", "-1"))),
            Map.entry("set_discuss_leave", List.of(Param.required("discuss_id", "id"))),
            Map.entry(
                    "set_friend_add_request",
                    List.of(
                            Param.required("flag", "string+"),
                            bool("approve", true),
                            Param.optional("remark", "string", "\"\""))),
            Map.entry(
                    "set_group_add_request",
                    List.of(
                            Param.required("flag", "string+"),
                            new Param("sub_type", "add|invite", true, "", List.of("sub_type", "type")),
                            bool("approve", true),
                            Param.optional("reason", "string", "\"\""))),
            Map.entry("get_stranger_info", List.of(user(), bool("no_cache", false))),
            Map.entry("get_group_member_info", List.of(group(), user(), bool("no_cache", false))),
            Map.entry("get_cookies", List.of(Param.optional("domain", "string", "\"\""))),
            Map.entry("get_image", List.of(Param.required("file", "string+"))),
            Map.entry("set_group_name", List.of(group(), Param.required("group_name", "string+"))),
            Map.entry("delete_friend", List.of(new Param("user_id", "id", true, "", List.of("user_id", "id"))))));

    private static final String[] ACTIONS = ROWS.keySet().toArray(new String[0]);

    private static Param group() {
        return Param.required("group_id", "id");
    }

    private static Param user() {
        return Param.required("user_id", "id");
    }

    private static Param bool(String name, boolean fallback) {
        return Param.optional(name, "bool", Boolean.toString(fallback));
    }

    @Test
    @Tag("ACT-02")
    @Tag("ACT-03")
    @Tag("ACT-06")
    @Tag("PAR-05")
    @Tag("PAR-06")
    @Tag("PAR-07")
    @Tag("PAR-08")
    @Tag("PAR-11")
    void everyActionGetsItsParamsInTheirTypesOrIsRefused() {
        Cases.check(61, Cases.FEWER, gen -> {
                    String action = gen.of(ACTIONS);
                    Map<String, Optional<GeneratedJson>> given = new LinkedHashMap<>();
                    for (Param param : ROWS.getOrDefault(action, List.of())) {
                        for (String name : param.aliases) {
                            given.put(name, gen.oneIn(3) ? value(gen) : fitting(gen, param.type));
                        }
                    }
                    for (String extra : List.of("access_token", "self_id", "echo", "foo")) {
                        if (gen.oneIn(4)) {
                            given.put(extra, value(gen)); // PAR-05
                        }
                    }
                    Map<String, String> expected = new TreeMap<>();
                    boolean refused = false;
                    for (Param param : ROWS.getOrDefault(action, List.of())) {
                        Optional<String> use = Optional.empty();
                        for (String name : param.aliases) { // first present and usable wins
                            use = use.or(() -> given.getOrDefault(name, Optional.empty())
                                    .flatMap(value -> usable(param.type, value)));
                        }
                        refused |= use.isEmpty() ? param.required : isOutOfBounds(param.type, use.get());
                        expected.put(param.name, use.orElse(param.fallback));
                    }

                    Params params = params(gen, given);
                    Object input = List.of(action, params);
                    JsonObject before = (JsonObject) Json.parse(Json.write(params.json()));
                    Map<String, String> actual = new TreeMap<>();
                    int retcode = 0;
                    try {
                        spec(action)
                                .normalise(params)
                                .json()
                                .members()
                                .forEach((name, value) -> actual.put(name, value.toString()));
                    } catch (ProtocolException e) {
                        retcode = e.retcode();
                    }
                    same(refused ? 100 : 0, retcode, input);
                    if (!refused) {
                        same(expected, actual, input);
                    }
                    same(before, params.json(), input); // ACT-09
                    gen.note(refused ? "refused" : "done");
                })
                .atLeast(30, "refused")
                .atLeast(20, "done");
    }

    private static ActionSpec spec(String action) {
        return ActionCatalog.standard().find(action).orElseThrow(() -> new AssertionError("no row: " + action));
    }

    // The oracle.

    /** PAR-06. */
    private static Optional<BigInteger> integer(GeneratedJson value) {
        BigInteger integer = null;
        if (value.plain() instanceof BigDecimal number
                && number.remainder(BigDecimal.ONE).signum() == 0) {
            integer = number.toBigIntegerExact();
        } else if (value.plain() instanceof String text) {
            var decimal = DECIMAL.matcher(text);
            integer = decimal.matches() ? new BigInteger(decimal.group(1)) : null;
        }
        return Optional.ofNullable(integer).filter(i -> i.compareTo(MIN) >= 0 && i.compareTo(MAX) <= 0);
    }

    /** PAR-07. */
    private static Optional<Boolean> bool(GeneratedJson value) {
        if (value.plain() instanceof Boolean bool) {
            return Optional.of(bool);
        }
        if (value.plain() instanceof BigDecimal number) {
            boolean one = number.compareTo(BigDecimal.ONE) == 0;
            return one || number.signum() == 0 ? Optional.of(one) : Optional.empty();
        }
        if (value.plain() instanceof String text) {
            boolean yes = YES.matcher(text).matches();
            return yes || NO.matcher(text).matches() ? Optional.of(yes) : Optional.empty();
        }
        return Optional.empty();
    }

    /** PAR-08; the digits of an integer are its decimal text. */
    private static Optional<String> text(GeneratedJson value) {
        if (value.plain() instanceof String text) {
            return Optional.of(text);
        }
        boolean integer = value.plain() instanceof BigDecimal
                && INTEGER.matcher(value.compact()).matches();
        return integer ? Optional.of(value.compact()) : Optional.empty();
    }

    /** The value as the host gets it, as compact JSON. */
    private static Optional<String> usable(String type, GeneratedJson value) {
        return switch (type) {
            case "bool" -> bool(value).map(bool -> bool ? "true" : "false");
            case "string", "string+", "add|invite" -> text(value).map(GeneratedJson::compactString);
            default -> integer(value).map(BigInteger::toString);
        };
    }

    /** ACT-06 and the extra rules of the rows. */
    private static boolean isOutOfBounds(String type, String usable) {
        return switch (type) {
            case "id", "int>0" -> new BigInteger(usable).signum() <= 0;
            case "int>=0" -> new BigInteger(usable).signum() < 0;
            case "message_id" -> new BigInteger(usable).signum() == 0;
            case "string+" -> usable.equals("\"\"");
            case "add|invite" -> !usable.equals("\"add\"") && !usable.equals("\"invite\"");
            default -> false;
        };
    }

    // The generators.

    private static Params params(Gen gen, Map<String, Optional<GeneratedJson>> given) {
        Map<String, GeneratedJson> present = new LinkedHashMap<>();
        given.forEach((name, value) -> value.ifPresent(json -> present.put(name, json)));
        return new Params(
                (JsonObject) Json.parse(GeneratedJson.object(gen, present).loose()));
    }

    /** A value that suits the type more often than not. */
    private static Optional<GeneratedJson> fitting(Gen gen, String type) {
        return switch (type) {
            case "bool" -> gen.oneIn(8) ? value(gen) : Optional.of(gen.either() ? word(gen) : zeroOrOne(gen));
            case "string", "string+" ->
                gen.oneIn(4) ? value(gen) : Optional.of(GeneratedJson.string(gen, gen.of("", "a")));
            case "add|invite" ->
                gen.oneIn(3)
                        ? value(gen)
                        : Optional.of(GeneratedJson.string(gen, gen.of("add", "invite", "add", "Add", "add ", "")));
            default -> gen.oneIn(8) ? value(gen) : Optional.of(decimal(gen, gen.oneIn(8) ? "0" : gen.integer(18)));
        };
    }

    private static Optional<GeneratedJson> value(Gen gen) {
        if (gen.oneIn(12)) {
            return Optional.empty();
        }
        return Optional.of(gen.by(
                () -> decimal(gen, gen.integer(gen.of(2, 18, 30))),
                () -> decimal(gen, nearInt64(gen)),
                () -> GeneratedJson.number(GeneratedJson.number(gen)),
                () -> zeroOrOne(gen),
                () -> word(gen),
                () -> GeneratedJson.string(gen, noDecimal(gen)),
                () -> GeneratedJson.any(gen, 1)));
    }

    private static String nearInt64(Gen gen) {
        return gen.of(MIN, MAX).add(BigInteger.valueOf(gen.from(-2, 2))).toString();
    }

    /** A decimal integer in one of the forms of PAR-06. */
    private static GeneratedJson decimal(Gen gen, String digits) {
        String blanks = " \t\n\r\f\u000b";
        String before = gen.oneIn(3) ? gen.word(1, 2, blanks) : "";
        String after = gen.oneIn(3) ? gen.word(1, 2, blanks) : "";
        String sign = gen.oneIn(6) && !digits.startsWith("-") ? "+" : "";
        return gen.by(
                () -> GeneratedJson.number(digits),
                () -> GeneratedJson.number(digits + gen.of(".0", ".000", "e0", ".0E+0")),
                () -> GeneratedJson.string(gen, before + sign + digits + after),
                () -> GeneratedJson.string(gen, digits.startsWith("-") ? digits : gen.of("0", "000") + digits));
    }

    private static GeneratedJson zeroOrOne(Gen gen) {
        return GeneratedJson.number(gen.of("0", "1", "0", "1", "1.0", "0.0", "1e0", "2", "-1", "0.5", "10e-1", "11"));
    }

    private static GeneratedJson word(Gen gen) {
        if (gen.oneIn(4)) {
            return GeneratedJson.bool(gen.either());
        }
        String word = gen.anyCase(gen.of("yes", "true", "1", "on", "no", "false", "0", "off"));
        String wrong = gen.of("", "", "", "", " ", "s", "!");
        return GeneratedJson.string(
                gen,
                gen.oneIn(8)
                        ? gen.of("y", "n", "t", "f", "enable", "ye\u017f", "none", "o", "maybe", "null")
                        : word + wrong);
    }

    private static String noDecimal(Gen gen) {
        return gen.by(
                () -> gen.word(0, 5, "0123+- .xe_"),
                () -> gen.integer(3) + gen.of("x", ".0", "e2", "L", " 1", "_000", ",5", "."),
                () -> gen.of("0x10", "１２", "--1", "+-1", "-+1", "-", "+", "", " ", "Infinity", "NaN", "null", "[1]"),
                () -> GeneratedJson.text(gen));
    }
}
