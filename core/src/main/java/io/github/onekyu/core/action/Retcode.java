package io.github.onekyu.core.action;

/**
 * The numeric result of an action (communication.md §4). Any int is possible, since codes of the chat host pass
 * through; the constants are our own.
 */
public record Retcode(int value) {
    public static final Retcode OK = new Retcode(0);
    public static final Retcode ASYNC = new Retcode(1);
    /** Parameters missing or invalid; the host was not called. */
    public static final Retcode BAD_PARAMS = new Retcode(100);
    /** The host has no such data. */
    public static final Retcode NO_DATA = new Retcode(102);
    /** The operation failed or is not permitted. */
    public static final Retcode FAILED = new Retcode(103);
    /** The host's credentials were rejected. */
    public static final Retcode BAD_CREDENTIALS = new Retcode(104);
    /** No worker is left for an asynchronous call. */
    public static final Retcode NO_WORKER = new Retcode(201);
    /** WebSocket: the call is malformed; HTTP says 400 instead. */
    public static final Retcode MALFORMED = new Retcode(1400);
    /** The caller may not do this (EP-10). */
    public static final Retcode NOT_ALLOWED = new Retcode(1403);
    /** The caller calls faster than it may (EP-13). */
    public static final Retcode TOO_FAST = new Retcode(1429);
    /** WebSocket: no such action; HTTP says 404 instead. */
    public static final Retcode UNKNOWN_ACTION = new Retcode(1404);

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
