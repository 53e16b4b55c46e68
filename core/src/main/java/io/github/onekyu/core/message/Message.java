package io.github.onekyu.core.message;

import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A message: its segments, with adjacent texts merged into one (MSG-08) and empty ones dropped, so that equal messages
 * have equal lists.
 */
public record Message(List<MessageSegment> segments) {
    public static final Message EMPTY = new Message(List.of());

    public Message {
        segments = normalised(segments);
    }

    public static Message of(MessageSegment... segments) {
        return new Message(Arrays.asList(segments));
    }

    /** A message of this text as it stands; CQ codes in it are not read. */
    public static Message text(String text) {
        return of(MessageSegment.text(text));
    }

    /** The message that a CQ string stands for; never fails, since what is no CQ code is text. */
    public static Message parse(String cq) {
        return new Message(CqCode.read(cq));
    }

    /**
     * Reads a message in any of its forms: a string, an array of segments, one segment (MSG-01).
     *
     * @param autoEscape takes a string as plain text (MSG-02); arrays and segments are literal anyway (MSG-03)
     * @return empty if the value is none of these, or one element is no segment (MSG-05)
     */
    public static Optional<Message> of(JsonValue json, boolean autoEscape) {
        if (json instanceof JsonString string) {
            return Optional.of(autoEscape ? text(string.value()) : parse(string.value()));
        }
        if (json instanceof JsonObject) {
            return MessageSegment.of(json).map(Message::of);
        }
        if (!(json instanceof JsonArray array)) {
            return Optional.empty();
        }
        List<MessageSegment> segments = new ArrayList<>(array.size());
        for (JsonValue item : array) {
            Optional<MessageSegment> segment = MessageSegment.of(item);
            if (segment.isEmpty()) {
                return Optional.empty();
            }
            segments.add(segment.get());
        }
        return Optional.of(new Message(segments));
    }

    /** Whether there is nothing to send (MSG-10); white space is something. */
    public boolean isEmpty() {
        return segments.isEmpty();
    }

    /** This message with the other one behind it. */
    public Message plus(Message other) {
        List<MessageSegment> both = new ArrayList<>(segments);
        both.addAll(other.segments);
        return new Message(both);
    }

    public JsonArray toJson() {
        return new JsonArray(
                segments.stream().<JsonValue>map(MessageSegment::toJson).toList());
    }

    /** The canonical string form (CQ-13 to CQ-15). */
    public String toCqCode() {
        return CqCode.write(this);
    }

    @Override
    public String toString() {
        return toCqCode();
    }

    private static List<MessageSegment> normalised(List<MessageSegment> given) {
        List<MessageSegment> result = new ArrayList<>(given.size());
        int i = 0;
        while (i < given.size()) {
            MessageSegment segment = given.get(i++);
            if (!segment.isText()) {
                result.add(segment);
                continue;
            }
            if (i < given.size() && given.get(i).isText()) {
                StringBuilder run = new StringBuilder(textOf(segment));
                while (i < given.size() && given.get(i).isText()) {
                    run.append(textOf(given.get(i++)));
                }
                segment = MessageSegment.text(run.toString());
            }
            if (!textOf(segment).isEmpty()) {
                result.add(segment);
            }
        }
        return List.copyOf(result);
    }

    private static String textOf(MessageSegment text) {
        return text.value(MessageSegment.TEXT).orElse("");
    }
}
