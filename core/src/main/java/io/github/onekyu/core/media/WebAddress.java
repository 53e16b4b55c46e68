package io.github.onekyu.core.media;

import java.net.IDN;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads web addresses as people paste them: blanks, brackets and letters of any script are encoded as browsers do. */
final class WebAddress {
    private static final String AS_THEY_ARE = "-._~:/?@!$&'()*+,;=";

    private WebAddress() {}

    /**
     * @param url begins with {@code http://} or {@code https://} in any case
     * @throws IllegalArgumentException if it is no address
     */
    static URI parse(String url) {
        int scheme = url.indexOf("://");
        int start = scheme + "://".length();
        int end = start;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        int fragment = url.indexOf('#', end);
        String target = url.substring(end, fragment < 0 ? url.length() : fragment);
        URI uri = URI.create(url.substring(0, scheme).toLowerCase(Locale.ROOT)
                + "://"
                + host(url.substring(start, end))
                + encoded(target));
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("it names no host");
        }
        return uri;
    }

    /** Host and port. A user name before it is left out: it would have to follow redirects to strangers. */
    private static String host(String authority) {
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        return host.chars().allMatch(c -> c < 0x80) ? host : IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
    }

    private static String encoded(String target) {
        StringBuilder result = new StringBuilder(target.length());
        target.codePoints().forEach(c -> {
            if ((c < 0x80 && Character.isLetterOrDigit(c)) || AS_THEY_ARE.indexOf(c) >= 0 || c == '%') {
                result.appendCodePoint(c);
            } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    result.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
                }
            }
        });
        return withoutStrayPercents(result.toString());
    }

    private static String withoutStrayPercents(String target) {
        return target.indexOf('%') < 0 ? target : target.replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
    }
}
