package io.github.onekyu.transport.post;

import io.github.onekyu.core.auth.EventSignature;
import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.transport.Overflow;
import io.github.onekyu.core.transport.QueueBounds;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What the operator asked for.
 *
 * @param receiver where reports go; empty if {@code post_url} is no address to post to, and then nothing is sent
 *     (POST-01)
 * @param timeout for one whole exchange; zero for none (POST-06)
 * @param signature if a secret is set (POST-04)
 * @param contentType what receivers are told; some want it without the character set (EP-07)
 * @param queue what may wait, and which event is not reported then (EP-18, EP-19)
 */
record PostConfig(
        Optional<URI> receiver,
        Duration timeout,
        Optional<EventSignature> signature,
        String contentType,
        QueueBounds queue) {
    static final String OVERFLOW = "post_overflow";
    static final QueueBounds DEFAULT_QUEUE = new QueueBounds(10_000, Long.MAX_VALUE, Overflow.DROP_NEWEST);
    /** As CQHTTP sent it (POST-03). */
    static final String CONTENT_TYPE = "application/json; charset=UTF-8";

    static final String URL = "post_url";

    static PostConfig from(ConfigView config) {
        Optional<URI> receiver = config.text(URL).flatMap(PostConfig::parse);
        if (receiver.isEmpty()) {
            config.warning(
                    URL,
                    "not an address that reports could be sent to, so there are none",
                    "write it as http://host:port/path or https://host:port/path; a host name has no underscore");
        }
        return new PostConfig(
                receiver,
                Duration.ofSeconds(config.integer("post_timeout", 0)),
                config.text("secret").flatMap(EventSignature::of),
                config.text("content_type").orElse(CONTENT_TYPE),
                QueueBounds.from(config, PostTransportProvider.NAME, DEFAULT_QUEUE));
    }

    /** Empty if the text is no {@code http} or {@code https} address. User information and fragment are left out. */
    static Optional<URI> parse(String text) {
        try {
            URI uri = new URI(encode(text.trim()));
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if ((!scheme.equals("http") && !scheme.equals("https")) || uri.getHost() == null || uri.getPort() > 65535) {
                return Optional.empty();
            }
            return Optional.of(new URI(scheme + "://"
                    + uri.getHost()
                    + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                    + (uri.getRawPath().isEmpty() ? "/" : uri.getRawPath())
                    + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())));
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }

    /** People write spaces and characters of their language into addresses; a request line takes neither. */
    private static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xff);
            boolean strayPercent = c == '%' && !(isHex(bytes, i + 1) && isHex(bytes, i + 2));
            if (c <= ' ' || c >= 0x7f || "\"<>\\^`{|}".indexOf(c) >= 0 || strayPercent) {
                encoded.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            } else {
                encoded.append(c);
            }
        }
        return encoded.toString();
    }

    private static boolean isHex(byte[] bytes, int index) {
        return index < bytes.length && Character.digit(bytes[index], 16) >= 0;
    }

    /** An address for people: without the query, where tokens live (NET-08). */
    static String shown(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }
}
