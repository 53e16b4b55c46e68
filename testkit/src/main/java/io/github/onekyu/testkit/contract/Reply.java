package io.github.onekyu.testkit.contract;

import io.github.onekyu.testkit.PlainJson;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The reply to a call.
 *
 * @param httpStatus 200 where replies are messages
 * @param text the body or message as it came
 */
public record Reply(int httpStatus, String text) {
    /** A reply that came as a message. */
    public static Reply message(String text) {
        return new Reply(200, text);
    }

    /** All members; fails if the text is not a JSON object. */
    public Map<String, @Nullable Object> json() {
        return PlainJson.object(text);
    }

    /** As a message would have it: HTTP status 404 is 1404, 400 is 1400 (communication.md §4). */
    public int retcode() {
        if (httpStatus != 200) {
            return 1000 + httpStatus;
        }
        return json().get("retcode") instanceof BigDecimal code ? code.intValueExact() : Integer.MIN_VALUE;
    }

    public String status() {
        return httpStatus == 200 ? String.valueOf(json().get("status")) : "failed";
    }

    public @Nullable Object data() {
        return json().get("data");
    }
}
