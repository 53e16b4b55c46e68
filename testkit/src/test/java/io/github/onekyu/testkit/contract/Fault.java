package io.github.onekyu.testkit.contract;

/** What can be wrong with a transport, one thing at a time; the contract has to notice each of them. */
enum Fault {
    NONE,
    /** {@code "echo": null} is taken for no echo. */
    LOSES_NULL_ECHO,
    /** An echo is read into a double and written again. */
    ROUNDS_ECHO,
    /** Every second event overtakes the one before it. */
    SWAPS_EVENTS,
    /** One thread goes on after the stop. */
    LEAKS_A_THREAD,
    /** The port stays taken after the stop. */
    KEEPS_THE_PORT,
    /** Connections stay open after the stop. */
    FORGETS_CONNECTIONS,
    /** 1404 goes out without the echo. */
    NO_ECHO_FOR_UNKNOWN_ACTIONS,
    /** The second connection's {@code connect} goes to everybody. */
    GREETS_EVERYBODY,
    /** A call waits for the one before it. */
    ONE_CALL_AT_A_TIME,
    /** Messages that cannot be parsed get no reply. */
    SILENT_ON_GARBAGE,
    /** A taken port is not an error. */
    IGNORES_A_TAKEN_PORT,
    /** A wrong token counts as a missing one. */
    WRONG_IS_MISSING,
    /** One peer that does not read holds everybody up. */
    WAITS_FOR_SLOW_PEERS
}
