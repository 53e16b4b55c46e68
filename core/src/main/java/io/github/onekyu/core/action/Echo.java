package io.github.onekyu.core.action;

/**
 * The caller's tag, kept as the JSON text it was sent in, so that {@code 1.10}, a twenty-digit number, {@code null} and
 * objects come back byte for byte (WS-20).
 *
 * @param json one valid JSON value
 */
public record Echo(String json) {}
