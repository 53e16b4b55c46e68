package io.github.onekyu.core.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Supplier;

/** The token that callers must show (communication.md §2). Thread-safe; {@code toString} does not show it. */
public final class AccessToken {
    /** No token: everybody may call (AUTH-01). */
    public static final AccessToken OPEN = new AccessToken("");

    private final byte[] token;

    private AccessToken(String token) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    /** @param token the configured {@code access_token}; empty is the same as none (CFG-14) */
    public static AccessToken of(String token) {
        return token.isEmpty() ? OPEN : new AccessToken(token);
    }

    /** Whether no token is asked for. */
    public boolean isOpen() {
        return token.length == 0;
    }

    /**
     * Judges a request.
     *
     * @param authorization the value of the {@code Authorization} header, where there is one; then the query is not
     *     consulted (AUTH-05)
     * @param queryToken the decoded query parameter {@code access_token}; one that always answers empty where only the
     *     header counts (FILE-04)
     */
    public Access check(Optional<String> authorization, Supplier<Optional<String>> queryToken) {
        if (isOpen()) {
            return Access.GRANTED;
        }
        if (authorization.isPresent()) {
            return checkHeader(trim(authorization.get()));
        }
        String given = queryToken.get().orElse("");
        if (given.isEmpty()) {
            return Access.MISSING;
        }
        return isToken(given) ? Access.GRANTED : Access.WRONG;
    }

    private Access checkHeader(String header) {
        int schemeEnd = firstBlank(header);
        if (schemeEnd == header.length()) { // AUTH-04: a bare token, or a scheme alone
            return isHeaderToken(header) ? Access.GRANTED : Access.MISSING;
        }
        String scheme = header.substring(0, schemeEnd);
        if (!scheme.equalsIgnoreCase("Bearer") && !scheme.equalsIgnoreCase("Token")) {
            return Access.MISSING;
        }
        return isHeaderToken(trim(header.substring(schemeEnd))) ? Access.GRANTED : Access.WRONG;
    }

    /** Servers give header bytes as ISO 8859-1 characters, so a token outside ASCII may come as its UTF-8 bytes. */
    private boolean isHeaderToken(String given) {
        boolean bytes = given.chars().allMatch(c -> c <= 0xff); // any other would turn into '?', which may be a token
        return isToken(given) || (bytes && MessageDigest.isEqual(given.getBytes(StandardCharsets.ISO_8859_1), token));
    }

    /** Takes as long for a nearly right token as for a wrong one (AUTH-03). */
    private boolean isToken(String given) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token);
    }

    private static int firstBlank(String text) {
        int i = 0;
        while (i < text.length() && !isBlank(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    @Override
    public String toString() {
        return isOpen() ? "AccessToken[none]" : "AccessToken[set]";
    }
}
