package io.github.onekyu.bridge.ckyu.sandbox.action;

import io.github.onekyu.core.error.BackendException;

/**
 * The sandbox's own retcodes, negative as those of the hosts of old (ACT-04). {@code docs/sandbox.md} explains each; a
 * code never changes its meaning.
 */
public final class HostCodes {
    /** The host cannot be reached: a fault says so, or it is overloaded. */
    public static final int OFFLINE = -1;
    /** The account is not in that group. */
    public static final int NOT_IN_GROUP = -9;
    /** There is no such user, or they are not in that group. */
    public static final int NO_SUCH_USER = -10;
    /** Somebody has answered that request before. */
    public static final int ANSWERED = -11;
    /** No anonymous member has that flag. */
    public static final int NO_SUCH_MASK = -13;
    /** The owner of a group cannot leave it, only dismiss it. */
    public static final int OWNER_CANNOT_LEAVE = -17;
    /** Only the owner of a group can dismiss it. */
    public static final int NOT_OWNER = -18;
    /** The account has no relation to that user, so that it cannot write to them. */
    public static final int NO_RELATION = -23;
    /** The account may not speak in that group now. */
    public static final int BANNED = -34;
    /** The message cannot be recalled any more. */
    public static final int TOO_LATE = -36;
    /** The account's role does not permit this. */
    public static final int NO_PERMISSION = -37;
    /** The group has no room for another file. */
    public static final int NO_SPACE = -38;
    /** The bytes of a medium in the message could not be had (ENH-05). */
    public static final int NO_MEDIA = -39;
    /** The host has no such data (ACT-04). */
    public static final int NO_DATA = 102;

    private HostCodes() {}

    static BackendException refusal(int code, String why) {
        return new BackendException(code, why);
    }
}
