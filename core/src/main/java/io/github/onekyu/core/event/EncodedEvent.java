package io.github.onekyu.core.event;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.message.Message;
import io.github.onekyu.core.message.MessageFormat;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One event ready to be sent. Each wire form is made at most once, when the first receiver asks for it, and shared by
 * all of them: treat the arrays as read-only. Thread-safe.
 */
public final class EncodedEvent {
    private final Forms forms;
    private final MessageFormat configured;

    /**
     * @param id the event's number in this process
     * @param json the event with {@code message}, where it has one, as an array of segments
     * @param configured the account's {@code post_message_format}
     */
    public EncodedEvent(long id, JsonObject json, MessageFormat configured) {
        this(new Forms(id, Objects.requireNonNull(json, "json")), configured);
    }

    private EncodedEvent(Forms forms, MessageFormat configured) {
        this.forms = forms;
        this.configured = configured;
    }

    /** The same event for a receiver with another {@code post_message_format}; it shares all that is encoded. */
    public EncodedEvent in(MessageFormat format) {
        return format == configured ? this : new EncodedEvent(forms, format);
    }

    public long id() {
        return forms.id;
    }

    /** The event with its message as segments: the context of a quick operation. */
    public JsonObject json() {
        return forms.json;
    }

    /** The UTF-8 bytes in the receiver's own message format. */
    public byte[] bytes() {
        return bytes(configured);
    }

    public byte[] bytes(MessageFormat format) {
        return form(format).bytes;
    }

    /** The same as text, for libraries that take nothing else. */
    public String text() {
        return form(configured).text();
    }

    /**
     * A form a transport derives from the bytes, such as a WebSocket frame: made once and shared like the bytes. One
     * kind of derived form is kept for each message format, so only one transport should use this.
     */
    public <T> T derived(Class<T> type, java.util.function.Function<byte[], T> encoder) {
        return form(configured).derived(type, encoder);
    }

    private Form form(MessageFormat format) {
        return forms.in(format);
    }

    /** What all views of one event share. */
    private static final class Forms {
        private final long id;
        private final JsonObject json;
        private volatile @Nullable Form stringForm;
        private volatile @Nullable Form arrayForm;

        Forms(long id, JsonObject json) {
            this.id = id;
            this.json = json;
        }

        Form in(MessageFormat format) {
            boolean array = format == MessageFormat.ARRAY;
            Form form = array ? arrayForm : stringForm;
            return form == null ? made(array) : form;
        }

        private synchronized Form made(boolean array) {
            Form form = array ? arrayForm : stringForm;
            if (form == null) {
                form = new Form(Json.writeBytes(array ? json : withStringMessage()));
                if (array) {
                    arrayForm = form;
                } else {
                    stringForm = form;
                }
            }
            return form;
        }

        private JsonObject withStringMessage() {
            var message = json.get("message");
            if (message == null || json.array("message").isEmpty()) {
                return json;
            }
            Optional<Message> parsed = Message.of(message, false);
            return parsed.isEmpty()
                    ? json
                    : json.with("message", new JsonString(parsed.get().toCqCode()));
        }
    }

    private static final class Form {
        private final byte[] bytes;
        private volatile @Nullable String text;
        private volatile @Nullable Object derived;

        Form(byte[] bytes) {
            this.bytes = bytes;
        }

        String text() {
            String known = text;
            if (known == null) {
                known = new String(bytes, StandardCharsets.UTF_8);
                text = known;
            }
            return known;
        }

        synchronized <T> T derived(Class<T> type, java.util.function.Function<byte[], T> encoder) {
            Object known = derived;
            if (type.isInstance(known)) {
                return type.cast(known);
            }
            T made = encoder.apply(bytes);
            derived = made;
            return made;
        }
    }
}
