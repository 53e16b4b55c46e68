package io.github.onekyu.console;

import io.github.onekyu.core.console.ConsoleContext;
import java.util.concurrent.Executor;

/**
 * What all calls share.
 *
 * @param workers for what may block
 */
record Workshop(ConsoleContext context, History history, Executor workers, long started) {}
