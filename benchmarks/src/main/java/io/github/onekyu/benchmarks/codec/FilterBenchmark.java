package io.github.onekyu.benchmarks.codec;

import io.github.onekyu.core.filter.EventFilter;
import io.github.onekyu.core.json.JsonObject;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Whether a group message is delivered: by words and numbers, and by a regular expression. */
@State(Scope.Thread)
public class FilterBenchmark {
    private static final String EXPRESSION = "^早上好.*(face|at)";

    private final JsonObject event = Samples.object(Samples.EVENT);
    private final EventFilter simple = EventFilter.parse(Samples.value("""
            {"post_type":"message","message_type":{".in":["group","discuss"]},"group_id":{".neq":123456},\
            ".or":[{"user_id":10001},{"user_id":1000200030}],"raw_message":{".contains":"见图"}}"""));
    private final EventFilter regex =
            EventFilter.parse(Samples.value("{\"raw_message\":{\".regex\":\"" + EXPRESSION + "\"}}"));
    private final Pattern pattern = Pattern.compile(EXPRESSION);

    @Benchmark
    public boolean simple() {
        return simple.passes(event);
    }

    @Benchmark
    @Yardstick("Java by hand")
    public boolean simpleYardstick() {
        String type = event.string("message_type", "");
        long user = event.integer("user_id", 0);
        return event.string("post_type", "").equals("message")
                && (type.equals("group") || type.equals("discuss"))
                && event.integer("group_id", 0) != 123456
                && (user == 10001 || user == 1000200030)
                && event.string("raw_message", "").contains("见图");
    }

    @Benchmark
    public boolean regex() {
        return regex.passes(event);
    }

    @Benchmark
    @Yardstick("java.util.regex")
    public boolean regexYardstick() {
        return pattern.matcher(event.string("raw_message", "")).find();
    }
}
