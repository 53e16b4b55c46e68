package io.github.onekyu.console;

import io.github.onekyu.core.console.Console;
import io.github.onekyu.core.console.ConsoleContext;
import io.github.onekyu.core.console.ConsoleProvider;

/** Makes the console; named in {@code META-INF/services}. */
public final class UndertowConsoleProvider implements ConsoleProvider {
    @Override
    public Console create(ConsoleContext context) {
        return new UndertowConsole(context, ConsoleConfig.from(context.config()));
    }
}
