package io.github.onekyu.core.error;

/**
 * One thing to mend in the configuration.
 *
 * @param code the stable message code, {@code OKY-1001}
 * @param key the key, file or option it is about
 * @param trouble what is wrong and what was expected; never the value of a secret (CFG-15)
 * @param hint the next step
 */
public record ConfigProblem(String code, String key, String trouble, String hint) {
    @Override
    public String toString() {
        return code + " " + key + ": " + trouble + "; " + hint;
    }
}
