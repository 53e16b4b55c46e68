package io.github.onekyu.core.internal.event;

import io.github.onekyu.core.json.JsonObject;
import java.time.Clock;

/** Makes the events that tell about the connection itself (events.md §3), with exactly the fields of its tables. */
public final class MetaEvents {
    private final long selfId;
    private final Clock clock;

    public MetaEvents(long selfId, Clock clock) {
        this.selfId = selfId;
        this.clock = clock;
    }

    /** @param subType {@code enable}, {@code disable} or {@code connect} */
    public JsonObject lifecycle(String subType) {
        return base("lifecycle").put("sub_type", subType).build();
    }

    public JsonObject heartbeat(JsonObject status, long intervalMillis) {
        return base("heartbeat")
                .put("status", status)
                .put("interval", intervalMillis)
                .build();
    }

    private JsonObject.Builder base(String type) {
        return JsonObject.builder()
                .put("time", clock.instant().getEpochSecond())
                .put("self_id", selfId)
                .put("post_type", "meta_event")
                .put("meta_event_type", type);
    }
}
