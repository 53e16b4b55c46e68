package io.github.onekyu.core.diagnosis;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where to knock. Not a {@link java.net.URI}: names of container networks have underscores, and path and query go out as
 * they were written.
 *
 * @param scheme {@code ws}, {@code wss}, {@code http} or {@code https}; {@code tcp} for a port that only has to be open
 * @param host a name or an address; IPv6 in brackets
 * @param target path and query; may hold secrets
 */
public record Address(String scheme, String host, int port, String target) {
    private static final Pattern FORM = Pattern.compile(
            "(wss?|https?)://(?:[^/?#@]*@)?(\\[[0-9A-Fa-f:.%]+]|[^/?#:@\\[\\]\\s]+)(?::(\\d{1,5}))?([/?][^#\\s]*)?(?:#.*)?",
            Pattern.CASE_INSENSITIVE);

    /** Empty if it is none. User information and fragment are left out. */
    public static Optional<Address> parse(String text) {
        Matcher form = FORM.matcher(text.trim());
        if (!form.matches()) {
            return Optional.empty();
        }
        String scheme = form.group(1).toLowerCase(Locale.ROOT);
        int usual = scheme.equals("wss") || scheme.equals("https") ? 443 : 80;
        int port = form.group(3) == null ? usual : Integer.parseInt(form.group(3));
        String rest = form.group(4) == null ? "/" : form.group(4);
        return port == 0 || port > 65535
                ? Optional.empty()
                : Optional.of(new Address(scheme, form.group(2), port, rest.startsWith("?") ? "/" + rest : rest));
    }

    /** Where to reach a listener of this machine that is bound to {@code host}: 0.0.0.0 itself cannot be dialled. */
    public static Address ofListener(String scheme, String host, int port, String target) {
        String name = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        return new Address(scheme, name.contains(":") ? "[" + name + "]" : name, port, target);
    }

    boolean secure() {
        return scheme.equals("wss") || scheme.equals("https");
    }

    /** The host without brackets. */
    String hostName() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    String hostHeader() {
        return port == (secure() ? 443 : 80) ? host : host + ":" + port;
    }

    /** The path without the query. */
    String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** {@code host:port}, for people. */
    String place() {
        return host + ":" + port;
    }

    /** For people: without the query, where tokens live. */
    @Override
    public String toString() {
        return scheme + "://" + hostHeader() + path();
    }
}
