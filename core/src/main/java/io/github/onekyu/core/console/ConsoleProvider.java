package io.github.onekyu.core.console;

/** Makes the console. Stateless; found by ServiceLoader by whoever runs accounts (the launcher). */
public interface ConsoleProvider {
    /** Reads and checks {@code console_host} and {@code console_port}; opens nothing. */
    Console create(ConsoleContext context);
}
