package io.github.onekyu.core.observe;

/**
 * What last went wrong with an endpoint.
 *
 * @param code of the log's message, {@code OKY-nnnn}
 * @param message one sentence without secrets that says what to do next
 * @param time of the last time, milliseconds since 1970
 * @param count how often it happened in a row
 */
public record Problem(String code, String message, long time, long count) {}
