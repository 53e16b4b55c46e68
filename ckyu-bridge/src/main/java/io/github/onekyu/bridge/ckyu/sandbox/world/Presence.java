package io.github.onekyu.bridge.ckyu.sandbox.world;

import io.github.onekyu.core.json.JsonObject;

/**
 * How the account shows itself: online, away, busy and the like, in the numbers of its host (A-set_online_status).
 *
 * @param battery in percent, 0 where none is shown
 */
public record Presence(long status, long extended, long battery) implements Entity {
    static final String KIND = "presence/";
    /** There is one account. */
    static final String KEY = KIND + "self";

    /** Plainly online. */
    public static final Presence ONLINE = new Presence(10, 0, 0);

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("status", status)
                .put("ext_status", extended)
                .put("battery_status", battery)
                .build();
    }

    static Presence read(JsonObject json) {
        return new Presence(
                json.integer("status", ONLINE.status),
                json.integer("ext_status", 0),
                json.integer("battery_status", 0));
    }
}
