package io.github.onekyu.app;

import io.github.onekyu.core.error.BackendException;
import io.github.onekyu.core.error.ConfigException;
import io.github.onekyu.core.error.TransportException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import org.slf4j.LoggerFactory;

/** Tells the operator why there was no start: codes and words on the error stream, the stack trace only in the log. */
final class StartFailure {
    private static final String HOST = "OKY-1805";
    private static final String UNBOUND = "OKY-1806";
    private static final String INTERNAL = "OKY-1899";

    private StartFailure() {}

    /** @return the exit code */
    static int report(Throwable failure, PrintStream err) {
        LoggerFactory.getLogger(StartFailure.class).debug("the start failed", failure);
        if (failure instanceof ConfigException config) {
            config.problems().forEach(err::println);
            return ExitCode.CONFIGURATION;
        }
        if (failure instanceof LauncherException launcher) {
            err.println(launcher.getMessage());
            return launcher.exitCode();
        }
        if (failure instanceof TransportException) {
            err.println(coded(failure, UNBOUND, "a transport cannot start: "));
            return ExitCode.UNAVAILABLE;
        }
        if (failure instanceof BackendException) {
            err.println(coded(failure, HOST, "the chat host cannot be started: "));
            return isDenied(failure) ? ExitCode.PERMISSION : ExitCode.UNAVAILABLE;
        }
        err.println(INTERNAL + " internal error: " + failure
                + "; please report it (log_level=debug writes its stack trace" + " to the log file)");
        return ExitCode.INTERNAL;
    }

    private static String coded(Throwable failure, String code, String what) {
        String message = String.valueOf(failure.getMessage());
        return message.startsWith("OKY-") ? message : code + " " + what + message;
    }

    private static boolean isDenied(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AccessDeniedException) {
                return true;
            }
        }
        return false;
    }
}
