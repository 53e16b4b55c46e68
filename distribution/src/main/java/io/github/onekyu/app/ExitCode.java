package io.github.onekyu.app;

/** What the process tells whoever started it. A stop by a signal has the system's own code (143, 130). */
final class ExitCode {
    static final int OK = 0;
    static final int INTERNAL = 1;
    static final int USAGE = 2;
    /** An address that cannot be bound, a chat host that cannot be reached. */
    static final int UNAVAILABLE = 69;

    static final int PERMISSION = 77;
    static final int CONFIGURATION = 78;

    /** What a shell says of a program that SIGHUP ended. */
    static final int HUNG_UP = 129;

    private ExitCode() {}
}
