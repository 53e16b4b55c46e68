package io.github.onekyu.benchmarks.codec;

import io.github.onekyu.core.message.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** CQ strings against what bot programs usually do: a regular expression to read, chained replacements to write. */
@State(Scope.Thread)
public class CqCodeBenchmark {
    private static final Pattern CODE = Pattern.compile("\\[CQ:([A-Za-z0-9_.-]+)((?:,[^,\\]=]+=[^,\\]]*)*)]");

    private final String cq = Samples.CQ;
    private final Message message = Message.parse(Samples.CQ);
    private final List<Map<String, String>> plain = readByRegex(Samples.CQ);

    @Benchmark
    public Message parse() {
        return Message.parse(cq);
    }

    @Benchmark
    @Yardstick("java.util.regex")
    public List<Map<String, String>> parseYardstick() {
        return readByRegex(cq);
    }

    @Benchmark
    public String write() {
        return message.toCqCode();
    }

    @Benchmark
    @Yardstick("String.replace")
    public String writeYardstick() {
        return writeByReplacing(plain);
    }

    /** Each segment as a map whose empty key is the type. */
    static List<Map<String, String>> readByRegex(String cq) {
        List<Map<String, String>> segments = new ArrayList<>();
        Matcher code = CODE.matcher(cq);
        int end = 0;
        while (code.find()) {
            addText(segments, cq.substring(end, code.start()));
            Map<String, String> segment = new LinkedHashMap<>();
            segment.put("", code.group(1));
            if (!code.group(2).isEmpty()) {
                for (String param : code.group(2).substring(1).split(",")) {
                    int equals = param.indexOf('=');
                    segment.put(param.substring(0, equals), unescape(param.substring(equals + 1)));
                }
            }
            segments.add(segment);
            end = code.end();
        }
        addText(segments, cq.substring(end));
        return segments;
    }

    static String writeByReplacing(List<Map<String, String>> segments) {
        StringBuilder cq = new StringBuilder();
        for (Map<String, String> segment : segments) {
            if ("text".equals(segment.get(""))) {
                cq.append(escape(segment.getOrDefault("text", "")));
                continue;
            }
            cq.append("[CQ:").append(segment.get(""));
            segment.forEach((key, value) -> {
                if (!key.isEmpty()) {
                    cq.append(',').append(key).append('=').append(escape(value).replace(",", "&#44;"));
                }
            });
            cq.append(']');
        }
        return cq.toString();
    }

    private static void addText(List<Map<String, String>> segments, String text) {
        if (!text.isEmpty()) {
            Map<String, String> segment = new LinkedHashMap<>();
            segment.put("", "text");
            segment.put("text", unescape(text));
            segments.add(segment);
        }
    }

    private static String unescape(String text) {
        return text.replace("&#44;", ",")
                .replace("&#91;", "[")
                .replace("&#93;", "]")
                .replace("&amp;", "&");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("[", "&#91;").replace("]", "&#93;");
    }
}
