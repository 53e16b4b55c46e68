package io.github.onekyu.core.observe;

import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Finds the event that a call seems to answer: nothing on the wire says so. It is the last event of the chat in which the
 * call acts, of the message or the request that it names. For one thread at a time.
 */
final class AnsweredEvents {
    private static final int MOST = 1024;

    private final Map<Subject, Long> last = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Subject, Long> eldest) {
            return size() > MOST;
        }
    };

    /** Something that both an event and a call name. */
    private record Subject(long selfId, char kind, long id) {}

    void happened(long selfId, long number, JsonObject event) {
        if (event.string("post_type", "meta_event").equals("meta_event")) {
            return;
        }
        event.integer("message_id").ifPresent(id -> last.put(new Subject(selfId, 'm', id), number));
        event.string("flag").ifPresent(flag -> last.put(new Subject(selfId, 'f', flag.hashCode()), number));
        OptionalLong group = event.integer("group_id");
        if (group.isPresent()) {
            last.put(new Subject(selfId, 'g', group.getAsLong()), number);
        } else {
            event.integer("user_id").ifPresent(user -> last.put(new Subject(selfId, 'u', user), number));
        }
    }

    /** Asking for something answers nobody. */
    OptionalLong by(long selfId, ActionRequest call) {
        String action = call.action();
        if (last.isEmpty() || action.startsWith("get_") || action.startsWith("can_") || action.startsWith("_get")) {
            return OptionalLong.empty();
        }
        Params params = call.params();
        OptionalLong found = find(selfId, 'm', params.integer("message_id"));
        if (found.isEmpty()) {
            found = params.text("flag")
                    .map(flag -> find(selfId, 'f', OptionalLong.of(flag.hashCode())))
                    .orElse(OptionalLong.empty());
        }
        OptionalLong group = params.integer("group_id");
        if (found.isEmpty()) {
            found = group.isPresent() ? find(selfId, 'g', group) : find(selfId, 'u', params.integer("user_id"));
        }
        return found;
    }

    private OptionalLong find(long selfId, char kind, OptionalLong id) {
        Long number = id.isPresent() ? last.get(new Subject(selfId, kind, id.getAsLong())) : null;
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }
}
