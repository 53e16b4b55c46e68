package io.github.onekyu.core.backend;

import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.action.Params;

/**
 * One operation for the host. For an action of the catalogue the parameters are complete: every listed one is there
 * with its type, defaults filled in, aliases resolved, {@code message} an array of segments (ACT-03, ACT-10).
 * {@code send_msg} arrives as the specific action it stands for. For other actions they are as the caller sent them.
 *
 * @param action the operation's name, without suffixes
 * @param params its parameters
 * @param caller who asked
 * @param requested the name the caller used, such as {@code send_msg}
 */
public record HostCall(String action, Params params, Caller caller, String requested) {}
