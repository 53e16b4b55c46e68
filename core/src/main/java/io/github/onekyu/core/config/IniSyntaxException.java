package io.github.onekyu.core.config;

/** The text is not INI as CFG-06 has it. The message never contains a value. */
final class IniSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IniSyntaxException(int line, int column, String message) {
        super("line " + line + ", column " + column + ": " + message);
    }
}
