package io.github.onekyu.core.internal.observe;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses for people to read. */
final class MaskedAddress {
    private static final Pattern USER_INFO = Pattern.compile("^([a-zA-Z][a-zA-Z0-9+.-]*://)[^/?#]*@");
    private static final Pattern QUERY_VALUE = Pattern.compile("=[^&#]*");

    private MaskedAddress() {}

    /** The address without its user info, and with {@code ***} for each value of its query. */
    static String of(String address) {
        String shown = USER_INFO.matcher(address).replaceFirst("$1***@");
        int query = shown.indexOf('?');
        return query < 0
                ? shown
                : shown.substring(0, query)
                        + QUERY_VALUE.matcher(shown.substring(query)).replaceAll(Matcher.quoteReplacement("=***"));
    }
}
