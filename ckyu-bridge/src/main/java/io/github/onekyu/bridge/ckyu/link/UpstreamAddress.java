package io.github.onekyu.bridge.ckyu.link;

import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of an implementation. Not a {@link URI}, since container networks have host names with underscores, which a
 * URI takes for no host at all.
 *
 * @param host a name or an address, IPv6 in brackets
 * @param target path and query as the operator wrote them, percent-encoded where a request line needs it (LNK-17)
 */
record UpstreamAddress(String scheme, String host, int port, String target) {
    private static final Pattern FORM = Pattern.compile(
            "([a-z]+)://(?:[^/?#@]*@)?(\\[[0-9A-Fa-f:.%]+]|[^/?#:@\\[\\]\\s]+)(?::(\\d{1,5}))?([/?][^#]*)?(?:#.*)?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /**
     * Empty if it is none.
     *
     * @param plain the scheme to expect, {@code ws} or {@code http}; with an {@code s} behind it for TLS
     */
    static Optional<UpstreamAddress> parse(String text, String plain) {
        Matcher form = FORM.matcher(text.trim());
        if (!form.matches()) {
            return Optional.empty();
        }
        String scheme = form.group(1).toLowerCase(Locale.ROOT);
        boolean secure = scheme.equals(plain + "s");
        int port = form.group(3) == null ? (secure ? 443 : 80) : Integer.parseInt(form.group(3));
        if (!(secure || scheme.equals(plain)) || port == 0 || port > 65535) {
            return Optional.empty();
        }
        String rest = form.group(4) == null ? "/" : form.group(4);
        String host = form.group(2);
        try {
            host = host.startsWith("[") ? host : IDN.toASCII(host);
        } catch (IllegalArgumentException noHostName) {
            return Optional.empty();
        }
        return Optional.of(new UpstreamAddress(scheme, host, port, encode(rest.startsWith("?") ? "/" + rest : rest)));
    }

    private static String encode(String target) {
        StringBuilder encoded = new StringBuilder(target.length());
        for (byte b : target.getBytes(StandardCharsets.UTF_8)) {
            if (b > 0x20 && b < 0x7f && "\"<>\\^`{|}".indexOf(b) < 0) {
                encoded.append((char) b);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
            }
        }
        return encoded.toString();
    }

    /**
     * What the client is told. May ask the name service, so not on a thread that must not block.
     *
     * @throws UnknownHostException only for names that no URI can hold; others are the client's to resolve
     */
    URI dialled() throws UnknownHostException {
        URI uri = URI.create(scheme + "://" + host + ":" + port + target);
        if (uri.getHost() != null) {
            return uri;
        }
        String address = InetAddress.getByName(host).getHostAddress();
        return URI.create(
                scheme + "://" + (address.contains(":") ? "[" + address + "]" : address) + ":" + port + target);
    }

    /** The same address with more of a path, before the query. */
    UpstreamAddress below(String segment) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        String slash = path.endsWith("/") ? "" : "/";
        return new UpstreamAddress(
                scheme, host, port, path + slash + encode(segment) + (query < 0 ? "" : target.substring(query)));
    }

    /** The host without brackets. */
    String hostName() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** For people: without the query, where tokens live. */
    @Override
    public String toString() {
        int query = target.indexOf('?');
        return scheme + "://" + host + ":" + port + (query < 0 ? target : target.substring(0, query));
    }
}
