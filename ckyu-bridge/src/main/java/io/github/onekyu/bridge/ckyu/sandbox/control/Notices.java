package io.github.onekyu.bridge.ckyu.sandbox.control;

import io.github.onekyu.bridge.ckyu.sandbox.world.Turn;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lets any notice of the protocol happen, by its name and fields (events.md §2.2); the world changes with it. */
public final class Notices {
    /** Reads the fields, changes the world and raises the notice. */
    @FunctionalInterface
    interface Notice {
        void happen(Turn turn, Fields fields);
    }

    private static final Map<String, Notice> ALL = all();

    private Notices() {}

    private static Map<String, Notice> all() {
        Map<String, Notice> all = new TreeMap<>(GroupNotices.all());
        all.putAll(OtherNotices.all());
        return all;
    }

    /** The notice of that body; raised by the turn. */
    public static void happen(Turn turn, JsonObject body) {
        Fields names = new Fields("notice", body);
        List<String> types =
                ALL.keySet().stream().map(name -> name.split("/")[0]).distinct().toList();
        String type = names.word("notice_type", types);
        Notice notice = ALL.get(type);
        String name = type;
        if (notice == null) {
            String prefix = type + "/";
            List<String> kinds = ALL.keySet().stream()
                    .filter(each -> each.startsWith(prefix))
                    .map(each -> each.substring(prefix.length()))
                    .toList();
            name = prefix + names.word("sub_type", kinds);
            notice = ALL.get(name);
        }
        if (notice == null) {
            throw names.unusable("notice_type", new JsonString(type), "one of " + String.join(", ", types));
        }
        Fields fields = new Fields("notice " + name, body);
        fields.has("notice_type");
        if (!name.equals(type)) {
            fields.has("sub_type");
        }
        Lookups.self(turn.world(), fields);
        common(turn, fields, "notice");
        notice.happen(turn, fields);
    }

    /** What may stand in every event: people paste whole ones. */
    static void common(Turn turn, Fields fields, String postType) {
        fields.optionalWord("post_type", List.of(postType));
        if (fields.has("time")) {
            turn.eventTime(fields.integer("time", 0, Integer.MAX_VALUE));
        }
    }
}
