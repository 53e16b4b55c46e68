package io.github.onekyu.bridge.ckyu.link;

import io.github.onekyu.core.OneBot;
import io.github.onekyu.core.auth.EventSignature;
import io.github.onekyu.core.config.ConfigView;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the operator asked for (LNK-20).
 *
 * @param url where to dial; empty where we do not
 * @param listen where to wait for the implementation; empty where we do not
 * @param token empty for none; never shown
 * @param signature checks reports, if there is a secret
 * @param maxMessage the longest frame or body, in bytes
 */
record LinkConfig(
        Mode mode,
        Optional<UpstreamAddress> url,
        Optional<InetSocketAddress> listen,
        String token,
        Optional<EventSignature> signature,
        int maxMessage) {
    private static final String MODE = "upstream_mode";
    static final String URL = "upstream_url";
    static final String API_URL = "upstream_api_url";
    static final String LISTEN = "upstream_listen";
    private static final String TOKEN = "upstream_access_token";
    private static final String SECRET = "upstream_secret";
    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[^:\\s\\[\\]]+):(\\d{1,5})");

    /** Who dials whom. */
    enum Mode {
        /** We dial its WebSocket server (LNK-17). */
        WS,
        /** It dials us (LNK-18). */
        WS_REVERSE,
        /** We call its HTTP API, it posts reports to us (LNK-19). */
        HTTP
    }

    static LinkConfig from(ConfigView config) {
        Mode mode = mode(config);
        String token = config.text(TOKEN).orElse("");
        if (mode != Mode.WS_REVERSE && token.chars().anyMatch(c -> c < 0x20 || c > 0x7e)) {
            config.problem(TOKEN, "holds a character that no header can carry", "choose a token of plain ASCII");
        }
        Optional<EventSignature> signature =
                EventSignature.of(config.text(SECRET).orElse(""));
        OwnListeners own = new OwnListeners(config);
        Optional<InetSocketAddress> listen = mode == Mode.WS ? Optional.empty() : listen(config, own);
        boolean guarded = mode == Mode.HTTP ? signature.isPresent() : !token.isEmpty();
        listen.filter(address -> !guarded).ifPresent(address -> requireLoopback(config, mode, address));
        Optional<UpstreamAddress> url = switch (mode) {
            case WS -> address(config, own, URL, "ws");
            case HTTP -> address(config, listen.map(at -> own.and(LISTEN, at)).orElse(own), API_URL, "http");
            case WS_REVERSE -> Optional.empty();
        };
        return new LinkConfig(mode, url, listen, token, signature, (int)
                Math.min(Integer.MAX_VALUE - 1024, config.integer("max_message_size", 64 << 20)));
    }

    private static Mode mode(ConfigView config) {
        String text = config.text(MODE).orElse("ws");
        try {
            return Mode.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            config.problem(MODE, "is \"" + text + "\"; expected ws, ws_reverse or http", "choose one of the three");
            return Mode.WS;
        }
    }

    private static Optional<UpstreamAddress> address(ConfigView config, OwnListeners own, String key, String scheme) {
        String example = scheme + "://127.0.0.1:" + (scheme.equals("ws") ? "3001/" : "3000/");
        Optional<String> text = config.text(key);
        if (text.isEmpty()) {
            config.problem(key, "is not set, so there is nothing to link to", "set it, such as " + example);
            return Optional.empty();
        }
        Optional<UpstreamAddress> address = UpstreamAddress.parse(text.get(), scheme);
        if (address.isEmpty()) {
            config.problem(
                    key,
                    "is \"" + text.get().replaceAll("[?].*", "") + "\"; expected " + scheme + "://host:port/path or "
                            + scheme + "s://…",
                    "write it such as " + example);
        }
        address.flatMap(found -> own.at(found.hostName(), found.port()))
                .ifPresent(listener -> config.problem(
                        key,
                        "is " + address.orElseThrow() + ", which is where Onekyu itself listens (" + listener + ")",
                        "write the address of the implementation, or change " + listener));
        return address;
    }

    private static Optional<InetSocketAddress> listen(ConfigView config, OwnListeners own) {
        String text = config.text(LISTEN).orElse("127.0.0.1:5701");
        Matcher form = HOST_AND_PORT.matcher(text.trim());
        if (!form.matches() || Integer.parseInt(form.group(2)) > 65535) {
            config.problem(LISTEN, "is \"" + text + "\"; expected host:port", "write it such as 127.0.0.1:5701");
            return Optional.empty();
        }
        String host = form.group(1);
        int port = Integer.parseInt(form.group(2));
        own.at(host, port)
                .ifPresent(listener -> config.problem(
                        LISTEN,
                        "is " + text + ", which is where Onekyu itself listens (" + listener + ")",
                        "choose another port"));
        try {
            return Optional.of(new InetSocketAddress(InetAddress.getByName(host.replaceAll("[\\[\\]]", "")), port));
        } catch (UnknownHostException unknown) {
            config.problem(
                    LISTEN, "is \"" + text + "\", but this machine knows no \"" + host + "\"", "write an IP address");
            return Optional.empty();
        }
    }

    /** Whoever can connect there speaks for the account: the same rule as for the bots' side (product.md). */
    private static void requireLoopback(ConfigView config, Mode mode, InetSocketAddress address) {
        if (!address.getAddress().isLoopbackAddress() && !config.flag("allow_insecure", false)) {
            String key = mode == Mode.HTTP ? SECRET : TOKEN;
            config.problem(
                    key,
                    "is not set, and " + LISTEN + " " + address.getHostString() + ":" + address.getPort()
                            + " can be reached from other machines: anybody there could pretend to be the implementation",
                    "set " + key + ", or " + LISTEN + " = 127.0.0.1:" + address.getPort()
                            + ", or allow_insecure = yes");
        }
    }

    /** What says who we are, to whomever we dial. */
    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("User-Agent", OneBot.userAgent());
        if (!token.isEmpty()) {
            headers.put("Authorization", "Bearer " + token);
        }
        return headers;
    }

    /** Where the implementation is, for people. */
    String place() {
        return url.map(UpstreamAddress::toString)
                .orElseGet(() -> listen.map(at -> at.getHostString() + ":" + at.getPort())
                        .orElse("?"));
    }

    /** Without token and secret. */
    @Override
    public String toString() {
        return "LinkConfig[" + mode + " " + place() + "]";
    }
}
