package io.github.onekyu.core.observe;

import io.github.onekyu.core.json.JsonObject;

/**
 * One entry of the {@link Trace} with its place in it.
 *
 * @param seq rises by one from record to record in the whole process
 * @param time milliseconds since 1970
 */
public record TraceRecord(long seq, long time, long selfId, TraceEntry entry) {
    /** Everything as one object, secrets masked. Made anew each time. */
    public JsonObject json() {
        return JsonObject.builder()
                .put("seq", seq)
                .put("time", time)
                .put("self_id", selfId)
                .putAll(entry.json())
                .build();
    }
}
