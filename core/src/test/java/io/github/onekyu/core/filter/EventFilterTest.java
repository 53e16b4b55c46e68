package io.github.onekyu.core.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventFilterTest {
    private static final JsonObject A = event("{'post_type':'message','message_type':'group','group_id':123456,"
            + "'user_id':12345,'anonymous':null,'raw_message':'!!hi 通知','sender':{'role':'member'},"
            + "'message':[{'type':'text','data':{'text':'!!hi 通知'}}]}");
    private static final JsonObject B = event("{'post_type':'message','message_type':'private','user_id':66666,"
            + "'raw_message':'x','sender':{'nickname':'b'}}");

    /** The table of config.md §4.3. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "{}¦true¦true",
                "{'raw_message':{'.regex':'^!!'}}¦true¦false",
                "{'message_type':'group','anonymous':{'.eq':null}}¦true¦false",
                "{'anonymous':null}¦true¦false",
                "{'group_id':{'.neq':1}}¦true¦false",
                "{'.not':{'group_id':1}}¦true¦true",
                "{'group_id':{'.not':{'.eq':1}}}¦true¦false",
                "{'.or':[{'message_type':'private'},{'group_id':{'.in':[123456]}}]}¦true¦true",
                "{'.or':[]}¦false¦false",
                "{'user_id':'12345'}¦false¦false",
                "{'user_id':{'.in':'12345'}}¦false¦false",
                "{'message_type':{'.in':'group,discuss'}}¦true¦false",
                "{'message_type':{'.regex':'group|discuss'},"
                        + "'.or':[{'group_id':1},{'raw_message':{'.contains':'通知'}}]}¦true¦false",
                "{'sender':{'role':'member'}}¦true¦false",
                "{'sender.role':'member'}¦false¦false",
                "{'user_id':{'.neq':12345}}¦false¦true"
            })
    @Tag("FLT-10")
    @Tag("FLT-11")
    @Tag("FLT-12")
    @Tag("FLT-13")
    @Tag("FLT-15")
    @Tag("FLT-16")
    @Tag("FLT-17")
    @Tag("FLT-18")
    @Tag("FLT-19")
    @Tag("FLT-20")
    @Tag("FLT-23")
    void vectors(String filter, boolean passesA, boolean passesB) {
        EventFilter compiled = filter(filter);
        assertThat(compiled.passes(A)).isEqualTo(passesA);
        assertThat(compiled.passes(B)).isEqualTo(passesB);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                // FLT-10, FLT-14, FLT-22
                "{'.and':{}}¦{}¦true",
                "{'.and':{'a':1,'b':2}}¦{'a':1,'b':2}¦true",
                "{'.and':{'a':1,'b':2}}¦{'a':1,'b':3}¦false",
                "{'a':1,'b':2}¦{'a':1}¦false",
                "{'':{'.nonsense':1}}¦{}¦true",
                "{'':1,'a':1}¦{'a':2}¦false",
                // FLT-11, FLT-12
                "{'a':{}}¦{'a':null}¦true",
                "{'a':{}}¦{}¦false",
                "{'a':{'b':{}}}¦{'a':1}¦false",
                "{'a':{'b':1}}¦{'a':[{'b':1}]}¦false",
                "{'a':{'.not':{'b':1}}}¦{'a':5}¦true",
                "{'a':{'b':{'.not':{'.eq':1}}}}¦{'a':5}¦false",
                "{'a':{'b':{'.neq':1}}}¦{'a':{}}¦false",
                "{'a':null}¦{}¦false",
                "{'a':[1,{'b':2}]}¦{'a':[1.0,{'b':2}]}¦true",
                // FLT-13
                "{'.not':{}}¦{'a':1}¦false",
                "{'.not':{'.not':{'a':1}}}¦{'a':1}¦true",
                // FLT-15
                "{'a':{'.or':[{'.eq':1},{'.eq':2}]}}¦{'a':2}¦true",
                "{'a':{'.or':[{'.eq':1},{'.eq':2}]}}¦{'a':3}¦false",
                "{'.or':[{}]}¦{}¦true",
                // FLT-16, FLT-17
                "{'a':{'.eq':1}}¦{'a':1.0}¦true",
                "{'a':{'.eq':1}}¦{'a':'1'}¦false",
                "{'a':{'.eq':1}}¦{'a':true}¦false",
                "{'a':{'.eq':true}}¦{'a':'true'}¦false",
                "{'a':{'.eq':0}}¦{'a':false}¦false",
                "{'a':{'.eq':0}}¦{'a':null}¦false",
                "{'a':{'.eq':''}}¦{'a':null}¦false",
                "{'a':{'.eq':9007199254740993}}¦{'a':9007199254740992}¦false",
                "{'a':{'.eq':{'x':1,'y':[2]}}}¦{'a':{'y':[2.0],'x':1}}¦true",
                "{'a':{'.eq':{'x':1}}}¦{'a':{'x':1,'y':2}}¦false",
                "{'a':{'.eq':{'x':1,'y':null}}}¦{'a':{'x':1,'z':null}}¦false",
                "{'a':{'.eq':[1,2]}}¦{'a':[2,1]}¦false",
                "{'a':{'.eq':[1]}}¦{'a':[1,2]}¦false",
                "{'a':{'.eq':[]}}¦{'a':{}}¦false",
                "{'.eq':{'a':1}}¦{'a':1}¦true",
                "{'a':{'.neq':'1'}}¦{'a':1}¦true",
                // FLT-18
                "{'a':{'.in':'abc'}}¦{'a':'b'}¦true",
                "{'a':{'.in':'abc'}}¦{'a':''}¦true",
                "{'a':{'.in':'abc'}}¦{'a':'ac'}¦false",
                "{'a':{'.in':'1'}}¦{'a':1}¦false",
                "{'a':{'.in':[1,'x',null,[2]]}}¦{'a':1.0}¦true",
                "{'a':{'.in':[1,'x',null,[2]]}}¦{'a':null}¦true",
                "{'a':{'.in':[1,'x',null,[2]]}}¦{'a':[2]}¦true",
                "{'a':{'.in':[1,'x',null,[2]]}}¦{'a':2}¦false",
                "{'a':{'.in':[]}}¦{'a':1}¦false",
                // FLT-19
                "{'a':{'.contains':'b'}}¦{'a':'abc'}¦true",
                "{'a':{'.contains':''}}¦{'a':'abc'}¦true",
                "{'a':{'.contains':'B'}}¦{'a':'abc'}¦false",
                "{'a':{'.contains':'b'}}¦{'a':['b']}¦false",
                "{'a':{'.contains':'1'}}¦{'a':1}¦false",
                // FLT-20
                "{'a':{'.regex':'b+'}}¦{'a':'abbc'}¦true",
                "{'a':{'.regex':'^b'}}¦{'a':'ab'}¦false",
                "{'a':{'.regex':'B'}}¦{'a':'b'}¦false",
                "{'a':{'.regex':''}}¦{'a':''}¦true",
                "{'a':{'.regex':'1'}}¦{'a':1}¦false",
                "{'a':{'.regex':'.'}}¦{'a':['x']}¦false",
                // FLT-23
                "{'sender.role':'x'}¦{'sender.role':'x'}¦true"
            })
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
    @Tag("FLT-20")
    @Tag("FLT-22")
    @Tag("FLT-23")
    void eachConstructMeansWhatTheTableSays(String filter, String event, boolean passes) {
        assertThat(filter(filter).passes(event(event))).isEqualTo(passes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "{'.foo':1}¦at /.foo: \".foo\" is no operator",
                "{'.or':{}}¦at /.or: .or must be an array of objects, not {}",
                "{'.or':[{},1]}¦at /.or/1: an item of .or must be an object, not 1",
                "{'.not':[]}¦at /.not: .not must be an object, not []",
                "{'.and':null}¦at /.and: .and must be an object, not null",
                "{'a':{'.regex':'('}}¦at /a/.regex: .regex \"(\" is not an expression known here: missing closing )",
                "{'a':{'.regex':5}}¦at /a/.regex: .regex must be a string, not 5",
                "{'a':{'.contains':1}}¦at /a/.contains: .contains must be a string, not 1",
                "{'a':{'.in':1}}¦at /a/.in: .in must be a string or an array, not 1",
                "[]¦at /: the filter must be an object, not []",
                "'x'¦at /: the filter must be an object, not \"x\"",
                "{'.':1}¦\".\" is no operator",
                "{'.EQ':1}¦\".EQ\" is no operator",
                "{'..eq':1}¦\"..eq\" is no operator",
                "{'a':{'b':{'.or':[{'c':{'.Not':{}}}]}}}¦at /a/b/.or/0/c/.Not: \".Not\" is no operator"
            })
    @Tag("FLT-05")
    @Tag("FLT-15")
    @Tag("FLT-21")
    void whatIsNoFilterIsRefusedByName(String filter, String message) {
        assertThatExceptionOfType(EventFilterException.class)
                .isThrownBy(() -> filter(filter))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.code()).isEqualTo("OKY-1022"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "(?=a)¦(?=",
                "(?!a)¦(?!",
                "(?<=a)b¦(?<",
                "(?<!a)b¦(?<",
                "(a)\\1¦\\1",
                "a++¦++",
                "\\p{IsHan}¦\\p{IsHan}",
                "*a¦*",
                "[b-a]¦b-a",
                "a\\¦trailing backslash"
            })
    @Tag("FLT-05")
    @Tag("FLT-20")
    void anExpressionThatCannotBeUsedIsNamed(String regex, String named) {
        JsonObject filter = JsonObject.builder()
                .put("a", JsonObject.builder().put(".regex", regex).build())
                .build();
        assertThatExceptionOfType(EventFilterException.class)
                .isThrownBy(() -> EventFilter.parse(filter))
                .withMessageContaining(named);
    }

    /** RE2/J would take memory and stack without limit for these. */
    @Test
    @Tag("FLT-05")
    void anExpressionThatWouldGrowTooLargeIsRefused() {
        for (String tooLarge : List.of(
                "((a{1000}){1000}){1000}",
                "(((a{30}){30}){30}){30}",
                "(?:[^\\]a]{999}|x){200}",
                "(\\Qa(\\E{2}|\\x{41}{1000}){100,}")) {
            assertThatExceptionOfType(EventFilterException.class)
                    .as(tooLarge)
                    .isThrownBy(() -> matches(tooLarge, "a"))
                    .withMessageContaining("is too large: with its repeats written out");
        }
        assertThatExceptionOfType(EventFilterException.class)
                .isThrownBy(() -> matches("(".repeat(100_000) + ")".repeat(100_000), "a"))
                .withMessageContaining("nested more than 1000 deep");
        assertThat(matches("^(a{100}){100}$", "a".repeat(10_000))).isTrue();
        assertThat(matches("^" + "(".repeat(1000) + "a" + ")".repeat(1000) + "$", "a"))
                .isTrue();
        assertThat(matches("^\\x{61}[{9}(]\\p{L}x{1000}$", "a(b" + "x".repeat(1000)))
                .isTrue();
    }

    /** Each of them made RE2/J go round for ever. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?i)\u1c80",
                "a(?s-mi:\\u1c88)",
                "(?i)[\\]\\u0080-\\uffff]",
                "(?i)[^a\\[-\u1c85]",
                "(?i)\\Q[\u1c81\\E",
                "(?i)[\\x7f-\\x{10ffff}]"
            })
    @Tag("FLT-05")
    void lettersThatCannotBeFoldedAreRefused(String regex) {
        assertThatExceptionOfType(EventFilterException.class)
                .isThrownBy(
                        () -> Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> matches(regex, "a")))
                .withMessageContaining("U+1C80 to U+1C88");
    }

    @Test
    @Tag("FLT-20")
    void otherLettersAreFolded() {
        assertThat(matches("[\\u0080-\\uffff]", "\u1c80")).isTrue();
        assertThat(matches("(?i)[^\\x00-\\x7f]", "\u1c80")).isTrue();
        assertThat(matches("(?i)^[\u4e00-\u9fff]$", "\u4f60")).isTrue();
        assertThat(matches("(?i)\u0432", "\u0412")).isTrue();
        assertThat(matches("(?i)\u0432", "\u1c80")).isFalse();
        assertThat(matches("(?i)a[^]", "A\n")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\u2028", "\u2029"})
    @Tag("FLT-20")
    void aDotDoesNotMatchALineBreak(String lineBreak) {
        assertThat(matches("^a.b$", "a" + lineBreak + "b")).isFalse();
        assertThat(matches("^a[^x]b$", "a" + lineBreak + "b")).isTrue();
        assertThat(matches("^a[.]b$", "a" + lineBreak + "b")).isFalse();
        assertThat(matches("(?s)^a.b$", "a" + lineBreak + "b")).isTrue();
    }

    @Test
    @Tag("FLT-20")
    void expressionsAreWrittenAsInEcmaScript() {
        assertThat(matches("^.$", "😀")).isTrue();
        assertThat(matches("^a.b$", "a.b")).isTrue();
        assertThat(matches("^a\\.b$", "axb")).isFalse();
        assertThat(matches("^[.]$", "x")).isFalse();
        assertThat(matches("^[\\].]+$", "].")).isTrue();
        assertThat(matches("^\\u4f60\\u597d$", "你好")).isTrue();
        assertThat(matches("^[\\u4e00-\\u9fff]+$", "你好")).isTrue();
        assertThat(matches("^\\ud83d\\ude00$", "😀")).isTrue();
        assertThat(matches("^a\\u002Ab$", "a*b")).isTrue();
        assertThat(matches("^\\/\\w+\\s\\d{2,}\\b", "/ban 12 x")).isTrue();
        assertThat(matches("a$", "a\nb")).isFalse();
        assertThat(matches("^(?:x|y)*?z", "xyz")).isTrue();
        assertThat(matches("a[]", "a")).isFalse();
        assertThat(matches("a[^]b", "a\nb")).isTrue();
        assertThat(matches("^[[:digit:].]+$", "1.2")).isTrue();
    }

    @Test
    @Tag("FLT-20")
    void noExpressionTakesMoreThanLinearTime() {
        String text = "a".repeat(200_000) + "!";
        EventFilter filter = filter("{'a':{'.regex':'^(a+)+$'},'b':{'.regex':'(a|aa)*b'}}");
        JsonObject event = JsonObject.builder().put("a", text).put("b", text).build();
        assertThat(Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> filter.passes(event)))
                .isFalse();
    }

    @Test
    @Tag("FLT-01")
    @Tag("FLT-05")
    void allAndNoneAreWhatTheySay() {
        assertThat(EventFilter.ALL.passes(A)).isTrue();
        assertThat(EventFilter.NONE.passes(A)).isFalse();
        assertThat(EventFilter.NONE.passes(event("{'post_type':'meta_event'}"))).isFalse();
    }

    private static boolean matches(String regex, String text) {
        JsonObject operator = JsonObject.builder().put(".regex", regex).build();
        return EventFilter.parse(JsonObject.builder().put("a", operator).build())
                .passes(JsonObject.builder().put("a", text).build());
    }

    private static EventFilter filter(String json) {
        return EventFilter.parse(Json.parse(json.replace('\'', '"')));
    }

    private static JsonObject event(String json) {
        return (JsonObject) Json.parse(json.replace('\'', '"'));
    }
}
