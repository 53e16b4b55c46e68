package io.github.onekyu.core.filter;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonSyntaxException;
import io.github.onekyu.core.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A compiled filter: read once, asked for every event. Immutable and thread-safe; linear time whatever the event. */
public final class EventFilter {
    /** No filter (FLT-01). */
    public static final EventFilter ALL = new EventFilter(value -> true);

    /** What stands in for a filter that cannot be used (FLT-05). */
    public static final EventFilter NONE = new EventFilter(value -> false);

    private final Condition condition;

    private EventFilter(Condition condition) {
        this.condition = condition;
    }

    /** @throws EventFilterException that names the place and the construct which is no filter (FLT-05) */
    public static EventFilter parse(JsonValue json) {
        return new EventFilter(FilterCompiler.compile(json));
    }

    /**
     * Loads what the key {@code event_filter} names. Blocks for the time of reading a file.
     *
     * @param home the directory to which a relative name belongs
     * @param file the key's value; empty is no filter (FLT-01)
     * @throws EventFilterException if it cannot be used; the caller then logs that and takes {@link #NONE} (FLT-05)
     */
    public static EventFilter load(Path home, String file) {
        if (file.isEmpty()) {
            return ALL;
        }
        byte[] bytes = read(home, file);
        JsonValue json;
        try {
            json = Json.parse(bytes);
        } catch (JsonSyntaxException e) {
            throw new EventFilterException(
                    EventFilterException.NOT_JSON,
                    "event filter " + file + " is not JSON: " + e.getMessage()
                            + "; all events are blocked until it is corrected",
                    e);
        }
        try {
            return parse(json);
        } catch (EventFilterException e) {
            throw new EventFilterException(
                    e.code(),
                    "event filter " + file + ": " + e.getMessage() + "; all events are blocked until it is corrected",
                    e);
        }
    }

    private static byte[] read(Path home, String file) {
        try {
            return Files.readAllBytes(home.resolve(file));
        } catch (NoSuchFileException e) {
            throw unreadable(file, "there is no file " + e.getMessage(), e);
        } catch (IOException | IllegalArgumentException e) { // the latter: a name that no file can have
            throw unreadable(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static EventFilterException unreadable(String file, String trouble, Exception cause) {
        return new EventFilterException(
                EventFilterException.UNREADABLE,
                "event filter " + file + " cannot be read: " + trouble
                        + "; all events are blocked until the file is there, or event_filter is empty",
                cause);
    }

    /** Whether the event is to be delivered; the event is the first value (config.md §4.2). */
    public boolean passes(JsonObject event) {
        return condition.test(event);
    }
}
