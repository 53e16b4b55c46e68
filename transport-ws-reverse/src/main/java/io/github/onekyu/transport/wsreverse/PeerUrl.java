package io.github.onekyu.transport.wsreverse;

import java.net.IDN;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a bot (RWS-03a). Not a {@link URI}, because path and query go out as the operator wrote them, and
 * because container networks have host names with underscores, which a URI takes for no host at all.
 *
 * @param host a name or an address; IPv6 in brackets
 * @param requestTarget path and query as given; only what no request line may hold is percent-encoded
 */
record PeerUrl(boolean secure, String host, int port, String requestTarget) {
    private static final Pattern FORM = Pattern.compile(
            "(wss?)://(?:[^/?#@]*@)?(\\[[0-9A-Fa-f:.%]+]|[^/?#:@\\[\\]\\s]+)(?::(\\d{1,5}))?([/?][^#]*)?(?:#.*)?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Empty if it is no WebSocket address. User information and fragment are left out; the token travels as a header. */
    static Optional<PeerUrl> parse(String text) {
        Matcher form = FORM.matcher(text.trim());
        if (!form.matches()) {
            return Optional.empty();
        }
        boolean secure = form.group(1).toLowerCase(Locale.ROOT).equals("wss");
        int port = form.group(3) == null ? defaultPort(secure) : Integer.parseInt(form.group(3));
        if (port == 0 || port > 65535) {
            return Optional.empty();
        }
        String rest = form.group(4) == null ? "/" : form.group(4);
        String host = form.group(2);
        try {
            host = host.startsWith("[") ? host : IDN.toASCII(host);
        } catch (IllegalArgumentException noHostName) {
            return Optional.empty();
        }
        return Optional.of(new PeerUrl(secure, host, port, encode(rest.startsWith("?") ? "/" + rest : rest)));
    }

    private static int defaultPort(boolean secure) {
        return secure ? 443 : 80;
    }

    private static String encode(String target) {
        StringBuilder encoded = new StringBuilder(target.length());
        for (byte b : target.getBytes(StandardCharsets.UTF_8)) {
            if (b > 0x20 && b < 0x7f) {
                encoded.append((char) b);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
            }
        }
        return encoded.toString();
    }

    /** The host without brackets, to be resolved. */
    String hostName() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** The value of {@code Host}: with the port unless it is the default one (RWS-04). */
    String hostHeader() {
        return port == defaultPort(secure) ? host : host + ":" + port;
    }

    /** Host and port, for people. */
    String authority() {
        return host + ":" + port;
    }

    /** What Tyrus is told: it wants a URI, but neither resolves nor sends it. */
    URI engineUri() {
        return URI.create((secure ? "wss://" : "ws://") + hostHeader() + "/");
    }

    /** For people: without the query, where tokens live (NET-08). */
    @Override
    public String toString() {
        int query = requestTarget.indexOf('?');
        return (secure ? "wss://" : "ws://")
                + hostHeader()
                + (query < 0 ? requestTarget : requestTarget.substring(0, query));
    }
}
