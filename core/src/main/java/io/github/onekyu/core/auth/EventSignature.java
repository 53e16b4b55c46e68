package io.github.onekyu.core.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs reports (POST-04). Thread-safe; {@code toString} does not show the secret. */
public final class EventSignature {
    private static final String ALGORITHM = "HmacSHA1";

    private final SecretKeySpec key;

    private EventSignature(String secret) {
        key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** @param secret the configured {@code secret}; without one reports are not signed */
    public static Optional<EventSignature> of(String secret) {
        return secret.isEmpty() ? Optional.empty() : Optional.of(new EventSignature(secret));
    }

    /** The value of {@code X-Signature} for exactly these bytes (POST-05). */
    public String sign(byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return "sha1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "EventSignature[set]";
    }
}
