package io.github.onekyu.console;

import io.github.onekyu.core.console.ConsoleContext;
import java.util.concurrent.Executor;

/**
 * What all calls share.
 *
 * @param workers for what may block
 * @param started when the process did, in milliseconds since 1970
 * @param asksForToken whether calls need the access token, as {@link Guard} sees to
 */
record Workshop(ConsoleContext context, History history, Executor workers, long started, boolean asksForToken) {}
