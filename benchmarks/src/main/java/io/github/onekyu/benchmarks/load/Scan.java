package io.github.onekyu.benchmarks.load;

import java.nio.charset.StandardCharsets;

/** Finds things in bytes without making objects. */
final class Scan {
    private Scan() {}

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Where the pattern begins within {@code [from, to)}, or -1. */
    static int first(byte[] bytes, int from, int to, byte[] pattern) {
        for (int i = from; i <= to - pattern.length; i++) {
            if (matches(bytes, i, pattern)) {
                return i;
            }
        }
        return -1;
    }

    /** Where the pattern begins for the last time within {@code [from, to)}, or -1. */
    static int last(byte[] bytes, int from, int to, byte[] pattern) {
        for (int i = to - pattern.length; i >= from; i--) {
            if (matches(bytes, i, pattern)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean matches(byte[] bytes, int at, byte[] pattern) {
        for (int i = 0; i < pattern.length; i++) {
            if (bytes[at + i] != pattern[i]) {
                return false;
            }
        }
        return true;
    }

    /** As {@link #first}, for a lower-case pattern, whatever the case of the bytes. */
    static int firstIgnoringCase(byte[] bytes, int from, int to, byte[] pattern) {
        for (int i = from; i <= to - pattern.length; i++) {
            int j = 0;
            while (j < pattern.length && Character.toLowerCase(bytes[i + j]) == pattern[j]) {
                j++;
            }
            if (j == pattern.length) {
                return i;
            }
        }
        return -1;
    }

    /** The decimal number at this place, after blanks and quotes. */
    static long number(byte[] bytes, int at) {
        int i = at;
        while (bytes[i] == ' ' || bytes[i] == '"') {
            i++;
        }
        long value = 0;
        while (i < bytes.length && bytes[i] >= '0' && bytes[i] <= '9') {
            value = value * 10 + (bytes[i++] - '0');
        }
        return value;
    }
}
