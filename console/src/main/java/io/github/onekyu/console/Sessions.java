package io.github.onekyu.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Browsers that came in by the one-time link: the link's code works once and not for long, and gives a session that lives
 * as long as the process, or until too many others came. Thread-safe.
 */
final class Sessions {
    static final String COOKIE = "onekyu_console";
    static final Duration CODE_LIFE = Duration.ofMinutes(10);
    private static final int BYTES = 32;
    private static final int MOST = 16;

    private final SecureRandom random = new SecureRandom();
    // Guarded by this.
    private final Deque<byte[]> open = new ArrayDeque<>();
    private byte @Nullable [] code;
    private long codeUntil;

    /** A new code; the one before works no more. */
    synchronized String newCode(long now) {
        String text = token();
        code = text.getBytes(StandardCharsets.US_ASCII);
        codeUntil = now + CODE_LIFE.toNanos();
        return text;
    }

    /** A session for the code, which is used up by it; empty if it is not the one. */
    synchronized Optional<String> enter(String given, long now) {
        byte[] expected = code;
        if (expected == null
                || now - codeUntil >= 0
                || !MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8))) {
            return Optional.empty();
        }
        code = null;
        String session = token();
        open.addLast(session.getBytes(StandardCharsets.US_ASCII));
        if (open.size() > MOST) {
            open.removeFirst();
        }
        return Optional.of(session);
    }

    synchronized boolean knows(String session) {
        byte[] given = session.getBytes(StandardCharsets.UTF_8);
        boolean known = false;
        for (byte[] one : open) {
            known |= MessageDigest.isEqual(one, given);
        }
        return known;
    }

    private String token() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
