package io.github.onekyu.bridge.ckyu.sandbox.action;

import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import io.github.onekyu.core.media.MediaKind;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The addresses under which media of the data directory can be read: those of the HTTP server where it serves them to
 * everybody (FILE-01 to FILE-04), else {@code file:} addresses.
 *
 * <p>Messages are kept without them and get them on their way out, so that they are right after a move or with other
 * settings, and {@code raw_message} has none (ENH-11). Nothing here looks at the disk: a name that is made of a hash of
 * ours is that of a file which was there when the message was said. Thread-safe.
 */
// The same object means "nothing was changed here", which spares comparing whole messages.
@SuppressWarnings("ReferenceEquality")
public final class MediaAddresses {
    private static final Pattern OURS = Pattern.compile("(?:[0-9a-f]{64}|[0-9A-F]{64})\\.[a-z0-9]{1,5}");
    private static final Map<String, MediaKind> KINDS =
            Map.of("image", MediaKind.IMAGE, "record", MediaKind.RECORD, "video", MediaKind.VIDEO);
    private static final Set<String> READING = Set.of(
            "get_msg", "get_group_msg_history", "get_friend_msg_history", "get_forward_msg", "get_recent_contact");
    private static final int DEFAULT_PORT = 5700;

    private final Path dataDir;
    private final Optional<String> server;

    private MediaAddresses(Path dataDir, Optional<String> server) {
        this.dataDir = dataDir.toAbsolutePath();
        this.server = server;
    }

    public static MediaAddresses from(ConfigView config) {
        return new MediaAddresses(config.dataDir(), server(config));
    }

    /** Where the HTTP server asks for a token, whoever is given an address could not use it. */
    private static Optional<String> server(ConfigView config) {
        int port = config.port("port", DEFAULT_PORT);
        boolean serves = config.flag("use_http", true)
                && config.flag("serve_data_files", false)
                && config.text("access_token").isEmpty()
                && port != 0;
        return serves
                ? Optional.of("http://" + reachable(config.text("host").orElse("0.0.0.0")) + ":" + port + "/data/")
                : Optional.empty();
    }

    /** From this machine. */
    private static String reachable(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return switch (bare) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::", "0:0:0:0:0:0:0:0" -> "[::1]";
            default -> bare.indexOf(':') >= 0 ? "[" + bare + "]" : bare;
        };
    }

    /** The kind of a segment of that type; empty if its {@code file} is no medium. */
    public static Optional<MediaKind> kind(String segmentType) {
        return Optional.ofNullable(KINDS.get(segmentType));
    }

    /** The address of the file of that name. */
    String url(MediaKind kind, String name) {
        // the server refuses such names, whatever they mean (FILE-05)
        return server.filter(base -> !name.contains(".."))
                .map(base -> base + kind.directory() + encoded("/" + name))
                .orElseGet(() ->
                        dataDir.resolve(kind.directory()).resolve(name).toUri().toString());
    }

    private static String encoded(String path) {
        try {
            return new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(path, impossible); // a path with a slash in front can always be encoded
        }
    }

    /** An event, or what a list tells of a message. */
    public JsonObject event(JsonObject event) {
        return event.has("message") ? members(event) : event;
    }

    /** What an action answers. */
    public JsonValue answer(String action, JsonValue data) {
        return READING.contains(action) ? fill(data) : data;
    }

    /** The same with addresses on all media in it, however deep: the same object if there is none. */
    private JsonValue fill(JsonValue value) {
        if (value instanceof JsonArray array) {
            return items(array);
        }
        return value instanceof JsonObject object ? medium(members(object)) : value;
    }

    private JsonArray items(JsonArray array) {
        List<JsonValue> changed = null;
        for (int i = 0; i < array.size(); i++) {
            JsonValue after = fill(array.get(i));
            if (after != array.get(i)) {
                if (changed == null) {
                    changed = new ArrayList<>(array.items());
                }
                changed.set(i, after);
            }
        }
        return changed == null ? array : new JsonArray(changed);
    }

    private JsonObject members(JsonObject object) {
        JsonObject result = object;
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            JsonValue after = fill(member.getValue());
            if (after != member.getValue()) {
                result = result.with(member.getKey(), after);
            }
        }
        return result;
    }

    private JsonObject medium(JsonObject segment) {
        JsonObject data = segment.object("data").orElse(JsonObject.EMPTY);
        Optional<MediaKind> kind = kind(segment.string("type", ""));
        String file = data.string("file", "");
        return kind.isPresent()
                        && data.string("url", "").isEmpty()
                        && OURS.matcher(file).matches()
                ? segment.with("data", data.with("url", new JsonString(url(kind.get(), file))))
                : segment;
    }
}
