package io.github.onekyu.core.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns received {@code emoji} segments into the characters they stand for (ENH-12, {@code convert_unicode_emoji}). */
public final class Emoji {
    private static final Pattern CODE = Pattern.compile("\\[CQ:emoji,id=([0-9]{1,10})]");
    private static final Pattern ID = Pattern.compile("[0-9]{1,10}");

    /** An id that is this and the decimal code of a character means that character on a key cap. */
    private static final String KEYCAP = "100000";

    private Emoji() {}

    /** The message with its emoji as text; an id that is no character stays a segment. */
    public static Message convert(Message message) {
        List<MessageSegment> segments = new ArrayList<>(message.segments().size());
        for (MessageSegment segment : message.segments()) {
            Optional<String> emoji =
                    segment.type().equals("emoji") ? segment.value("id").flatMap(Emoji::characters) : Optional.empty();
            segments.add(emoji.map(MessageSegment::text).orElse(segment));
        }
        return new Message(segments);
    }

    /** The CQ string with its emoji as text and everything else left as it was, for {@code raw_message}. */
    public static String convert(String cq) {
        Matcher code = CODE.matcher(cq);
        return code.replaceAll(found -> Matcher.quoteReplacement(
                characters(found.group(1)).map(CqCode::escape).orElse(found.group())));
    }

    private static Optional<String> characters(String id) {
        if (!ID.matcher(id).matches()) {
            return Optional.empty();
        }
        boolean keycap = id.startsWith(KEYCAP) && id.length() > KEYCAP.length();
        long codePoint = Long.parseLong(keycap ? id.substring(KEYCAP.length()) : id);
        boolean isCharacter = codePoint > 0
                && codePoint <= Character.MAX_CODE_POINT
                && !(codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
        if (!isCharacter) {
            return Optional.empty();
        }
        String character = Character.toString((int) codePoint);
        return Optional.of(keycap ? character + "\ufe0f\u20e3" : character);
    }
}
