package io.github.onekyu.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.message.CqCode;
import io.github.onekyu.core.message.Message;
import io.github.onekyu.core.message.MessageSegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** CQ strings (message.md §2): read as a second reader reads them, and written so that they mean the same. */
class CqCodeFuzzTest {
    /** A code as CQ-01 to CQ-04 have it; whatever does not match is text. */
    private static final Pattern CODE = Pattern.compile("\\[CQ:([A-Za-z0-9_.-]+)((?:,[^\\]]*)?)\\]");

    /** Of text, a bracket is the longest to write: five characters for one. */
    private static final int GROWTH = 5;

    private static final int LONG = 1 << 14;

    @DictionaryFile(resourcePath = "cq.dict")
    @FuzzTest
    void whatIsWrittenMeansWhatWasRead(byte[] input) {
        String cq = new String(input, StandardCharsets.UTF_8);
        Message message = Message.parse(cq);
        assertEquals(reference(cq), plain(message));
        assertNormal(message);

        String written = message.toCqCode();
        assertEquals(message, Message.parse(written));
        assertEquals(written, Message.parse(written).toCqCode());
        // In a code nothing that was read is unescaped and yet needs escaping, but text=… leaves its code.
        assertTrue(written.length() <= GROWTH * cq.length(), () -> "grew to " + written.length());

        assertEquals(Optional.of(message), Message.of(message.toJson(), false));
        assertEquals(cq, CqCode.unescape(CqCode.escape(cq)));
        assertEquals(Message.text(cq), Message.of(new JsonString(cq), true).orElseThrow());

        // Now and then, since it takes as long as some hundred others.
        if (!cq.isEmpty() && input.length % 256 == 1) {
            String many = cq.repeat(LONG / cq.length());
            CpuLimit.within(1000, "a long message", () -> Message.parse(many).toCqCode());
        }
    }

    /** Adjacent texts are one and none is empty (MSG-08). */
    private static void assertNormal(Message message) {
        boolean textBefore = false;
        for (MessageSegment segment : message.segments()) {
            assertFalse(textBefore && segment.isText(), "two texts side by side");
            assertFalse(segment.isText() && segment.value("text").orElseThrow().isEmpty(), "an empty text");
            textBefore = segment.isText();
        }
    }

    /** Type and params of each segment. */
    private static List<Map<String, String>> plain(Message message) {
        List<Map<String, String>> segments = new ArrayList<>();
        for (MessageSegment segment : message.segments()) {
            Map<String, String> plain = new LinkedHashMap<>();
            plain.put("[", segment.type());
            segment.data()
                    .members()
                    .forEach((key, value) ->
                            plain.put("=" + key, segment.value(key).orElseThrow()));
            segments.add(plain);
        }
        return segments;
    }

    private static List<Map<String, String>> reference(String cq) {
        List<Map<String, String>> segments = new ArrayList<>();
        Matcher code = CODE.matcher(cq);
        int end = 0;
        while (code.find()) {
            text(segments, cq.substring(end, code.start()));
            end = code.end();
            Map<String, String> segment = new LinkedHashMap<>();
            segment.put("[", code.group(1));
            for (String part : code.group(2).split(",", -1)) {
                String[] pair = part.split("=", 2);
                if (pair.length == 2 && !pair[0].isBlank()) {
                    segment.put("=" + pair[0].strip(), unescape(pair[1]));
                }
            }
            if (code.group(1).equals("text")) {
                text(segments, CqCode.escape(segment.getOrDefault("=text", "")));
            } else {
                segments.add(segment);
            }
        }
        text(segments, cq.substring(end));
        return segments;
    }

    private static void text(List<Map<String, String>> segments, String escaped) {
        if (escaped.isEmpty()) {
            return;
        }
        int last = segments.size() - 1;
        if (last >= 0 && segments.get(last).get("[").equals("text")) {
            segments.get(last).merge("=text", unescape(escaped), String::concat);
            return;
        }
        Map<String, String> text = new LinkedHashMap<>();
        text.put("[", "text");
        text.put("=text", unescape(escaped));
        segments.add(text);
    }

    /** In the order of CQ-11: the ampersand last. */
    private static String unescape(String escaped) {
        return escaped.replace("&#44;", ",")
                .replace("&#91;", "[")
                .replace("&#93;", "]")
                .replace("&amp;", "&");
    }
}
