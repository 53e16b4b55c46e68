package io.github.onekyu.app;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * SIGHUP: read the configuration again. Where the terminal has gone it means what it always meant, the end. By name, since
 * not every Java has {@code sun.misc.Signal}, and not every system the signal; without either nothing changes.
 */
final class HangUp {
    private static final Path TERMINAL = Path.of("/dev/tty");

    private HangUp() {}

    /**
     * @param reload called on a thread of its own for each signal
     * @param end called instead if the process had a terminal and has lost it
     */
    static void listen(Runnable reload, Runnable end) {
        boolean terminal = hasTerminal();
        Runnable decide = () -> (terminal && !hasTerminal() ? end : reload).run();
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object listener = Proxy.newProxyInstance(
                    HangUp.class.getClassLoader(),
                    new Class<?>[] {handler},
                    (proxy, method, arguments) -> called(proxy, method.getName(), arguments, decide));
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), listener);
        } catch (ReflectiveOperationException | LinkageError absent) {
            LoggerFactory.getLogger(HangUp.class)
                    .debug(
                            "SIGHUP does not reload here: {}",
                            String.valueOf(absent.getCause() == null ? absent : absent.getCause()));
        }
    }

    @SuppressWarnings("ReferenceEquality") // a proxy is equal to itself alone
    private static @Nullable Object called(
            Object proxy, String method, Object @Nullable [] arguments, Runnable decide) {
        switch (method) {
            case "handle" -> {
                Thread thread = new Thread(decide, "onekyu-hangup");
                thread.setDaemon(true);
                thread.start();
                return null;
            }
            case "equals" -> {
                return arguments != null && proxy == arguments[0];
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            default -> {
                return "SIGHUP listener";
            }
        }
    }

    private static boolean hasTerminal() {
        try (FileChannel terminal = FileChannel.open(TERMINAL, StandardOpenOption.READ)) {
            return terminal.isOpen();
        } catch (IOException none) {
            return false;
        }
    }
}
