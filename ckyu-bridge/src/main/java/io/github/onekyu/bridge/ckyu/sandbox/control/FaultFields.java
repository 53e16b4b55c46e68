package io.github.onekyu.bridge.ckyu.sandbox.control;

import io.github.onekyu.core.json.JsonObject;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A request to set or clear a fault.
 *
 * @param action for which operation; empty for all
 * @param clear takes faults away instead
 * @param delayMillis how much later answers come
 * @param retcode what the operation fails with
 */
public record FaultFields(
        Optional<String> action, boolean clear, long delayMillis, OptionalLong retcode, boolean offline) {
    private static final long LONGEST_DELAY = 600_000;

    public static FaultFields read(JsonObject body, Set<String> actions) {
        Fields fields = new Fields("fault", body);
        Optional<String> action = fields.optionalText("action").filter(name -> !name.equals("*"));
        action.ifPresent(name -> known(name, actions));
        boolean clear = fields.flag("clear", false);
        long delay = fields.integer("delay", 0, 0, LONGEST_DELAY);
        OptionalLong retcode = fields.has("retcode")
                ? OptionalLong.of(fields.integer("retcode", Integer.MIN_VALUE, Integer.MAX_VALUE))
                : OptionalLong.empty();
        boolean offline = fields.flag("offline", false);
        fields.end();
        if (retcode.isPresent() && retcode.getAsLong() == 0) {
            throw Fields.invalid("fault: retcode is 0, which is success; expected another integer");
        }
        boolean sets = delay > 0 || retcode.isPresent() || offline;
        if (clear == sets) {
            throw Fields.invalid("fault: expected either clear, or at least one of delay (ms), retcode and offline");
        }
        return new FaultFields(action, clear, delay, retcode, offline);
    }

    private static void known(String action, Set<String> actions) {
        if (action.equals("send_msg")) {
            throw Fields.invalid("fault: send_msg ends in send_private_msg or send_group_msg; set the fault there");
        }
        if (!actions.contains(action)) {
            throw Fields.invalid("fault: action is \"" + action + "\"; expected an operation of the sandbox, such as "
                    + "send_group_msg, or none for all");
        }
    }
}
