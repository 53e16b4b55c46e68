package io.github.onekyu.benchmarks.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import io.github.onekyu.core.message.Message;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.openjdk.jmh.annotations.Benchmark;

/** Runs every benchmark method once and looks at what it gives: a benchmark of a wrong result measures nothing. */
class CodecSmokeTest {
    private static final JsonValue ANSWER = Json.parse("{\"status\":\"ok\",\"retcode\":0,\"data\":null,\"echo\":17}");

    private final List<DynamicTest> tests = new ArrayList<>();
    private final TreeSet<String> covered = new TreeSet<>();

    private interface Call {
        Object get() throws Exception;
    }

    @TestFactory
    Stream<DynamicTest> everyBenchmarkGivesTheRightResult() {
        json();
        cqCode();
        segments();
        calls();
        answers();
        events();
        filters();
        return tests.stream();
    }

    @Test
    void noBenchmarkIsLeftOut() throws IOException {
        everyBenchmarkGivesTheRightResult();
        assertThat(covered).isEqualTo(benchmarks());
    }

    @Test
    void everyYardstickBelongsToABenchmarkAndSaysWhatItIs() throws Exception {
        for (String name : benchmarks()) {
            if (name.endsWith(Yardstick.SUFFIX)) {
                assertThat(benchmarks()).contains(name.substring(0, name.length() - Yardstick.SUFFIX.length()));
                assertThat(method(name).getAnnotation(Yardstick.class)).as(name).isNotNull();
            }
        }
    }

    private void json() {
        for (JsonBenchmark.Input input : JsonBenchmark.Input.values()) {
            JsonBenchmark json = new JsonBenchmark();
            json.input = input;
            json.setUp();
            JsonElement tree = JsonParser.parseString(input.text);
            check("Json.parse", () -> Json.write(json.parse()), input.text);
            check("Json.parseYardstick", json::parseYardstick, tree);
            check("Json.parseBytes", () -> Json.write(json.parseBytes()), input.text);
            check("Json.parseBytesYardstick", json::parseBytesYardstick, tree);
            check("Json.write", () -> utf8(json.write()), input.text);
            check("Json.writeYardstick", () -> utf8(json.writeYardstick()), input.text);
        }
    }

    private void cqCode() {
        CqCodeBenchmark cq = new CqCodeBenchmark();
        check("CqCode.parse", () -> cq.parse().toJson(), Json.parse(Samples.SEGMENTS));
        check("CqCode.parseYardstick", () -> shape(cq.parseYardstick()), shape(Message.parse(Samples.CQ)));
        check("CqCode.write", cq::write, Samples.CQ);
        check("CqCode.writeYardstick", cq::writeYardstick, Samples.CQ);
    }

    private void segments() {
        SegmentBenchmark segments = new SegmentBenchmark();
        check("Segment.arrayToString", segments::arrayToString, Samples.CQ);
        check("Segment.arrayToStringYardstick", segments::arrayToStringYardstick, Samples.SEGMENTS);
        check("Segment.stringToArray", () -> Json.write(segments.stringToArray()), Samples.SEGMENTS);
        check(
                "Segment.stringToArrayYardstick",
                () -> segments.stringToArrayYardstick().toString(),
                Samples.SEGMENTS);
    }

    private void calls() {
        CallBenchmark call = new CallBenchmark();
        JsonObject given = Samples.object(Samples.SEND).object("params").orElseThrow();
        check("Call.envelope", () -> call.envelope().params(), new Params(given));
        check(
                "Call.envelopeYardstick",
                () -> Json.parse(call.envelopeYardstick().toString()),
                given);
        JsonObject picked = given.without("auto_escape");
        check("Call.params", () -> call.params().json(), picked);
        check("Call.paramsYardstick", () -> Json.parse(call.paramsYardstick().toString()), picked);
        String echo = "\"echo\":"
                + Json.write(
                        Objects.requireNonNull(Samples.object(Samples.BIG_ECHO).get("echo"))) + "}";
        String answer = "{\"status\":\"ok\",\"retcode\":0,\"data\":null," + echo;
        check("Call.bigEcho", () -> utf8(call.bigEcho()), answer);
        check("Call.bigEchoYardstick", () -> utf8(call.bigEchoYardstick()), answer);
        check("Call.shortCall", () -> Json.parse(call.shortCall()), ANSWER);
        check("Call.shortCallYardstick", () -> Json.parse(call.shortCallYardstick()), ANSWER);
    }

    private void answers() {
        AnswerBenchmark answer = new AnswerBenchmark();
        String sent = "{\"status\":\"ok\",\"retcode\":0,\"data\":" + Samples.SENT + ",\"echo\":17}";
        String members = "{\"status\":\"ok\",\"retcode\":0,\"data\":" + Samples.MEMBERS + ",\"echo\":17}";
        check("Answer.sent", () -> utf8(answer.sent()), sent);
        check("Answer.sentYardstick", () -> utf8(answer.sentYardstick()), sent);
        check("Answer.members", () -> utf8(answer.members()), members);
        check("Answer.membersYardstick", () -> utf8(answer.membersYardstick()), members);
    }

    private void events() {
        EventBenchmark event = new EventBenchmark();
        String string = Samples.EVENT.replace(Samples.SEGMENTS, "\"" + Samples.CQ + "\"");
        check("Event.array", () -> utf8(event.array()), Samples.EVENT);
        check("Event.arrayYardstick", () -> utf8(event.arrayYardstick()), Samples.EVENT);
        check("Event.string", () -> utf8(event.string()), string);
        check("Event.stringYardstick", () -> utf8(event.stringYardstick()), string);
    }

    private void filters() {
        FilterBenchmark filter = new FilterBenchmark();
        check("Filter.simple", filter::simple, true);
        check("Filter.simpleYardstick", filter::simpleYardstick, true);
        check("Filter.regex", filter::regex, true);
        check("Filter.regexYardstick", filter::regexYardstick, true);
    }

    private void check(String name, Call call, Object expected) {
        covered.add(name);
        tests.add(DynamicTest.dynamicTest(name, () -> assertThat(call.get()).isEqualTo(expected)));
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static List<String> shape(List<Map<String, String>> segments) {
        return segments.stream().map(Object::toString).toList();
    }

    private static List<String> shape(Message message) {
        return message.segments().stream()
                .map(segment -> {
                    StringBuilder text = new StringBuilder("{=" + segment.type());
                    segment.data()
                            .members()
                            .forEach((key, value) -> text.append(", ")
                                    .append(key)
                                    .append('=')
                                    .append(segment.value(key).orElseThrow()));
                    return text.append('}').toString();
                })
                .toList();
    }

    private static Method method(String name) throws ReflectiveOperationException {
        String[] parts = name.split("\\.");
        return Class.forName(CodecSmokeTest.class.getPackageName() + "." + parts[0] + "Benchmark")
                .getMethod(parts[1]);
    }

    /** All that JMH would run, by the list its processor made. */
    private static TreeSet<String> benchmarks() throws IOException {
        TreeSet<String> names = new TreeSet<>();
        try (InputStream in = Objects.requireNonNull(Benchmark.class.getResourceAsStream("/META-INF/BenchmarkList"))) {
            String list = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            java.util.regex.Pattern.compile("codec\\.(\\w+)Benchmark S \\d+ \\S+ S \\d+ (\\w+)")
                    .matcher(list)
                    .results()
                    .forEach(found -> names.add(found.group(1) + "." + found.group(2)));
        }
        return names;
    }
}
