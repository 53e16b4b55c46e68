package io.github.onekyu.core.diagnosis;

import io.github.onekyu.core.config.Presets;
import io.github.onekyu.core.json.JsonObject;
import java.net.URI;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Why a peer does not take us, in words: the same ones in the log, in the list of endpoints and from {@code doctor}. Every
 * sentence ends with what the operator can do; none holds a secret.
 */
public final class Reasons {
    private static final int MOST_WORDS = 120;

    private Reasons() {}

    /**
     * A connection that did not come about: no such host, nobody there, no answer.
     *
     * @param host as it was asked for
     * @param place {@code host:port}, or words for it
     * @param key the setting with the address
     * @param failure of the name's look-up or of the connection; causes count too
     */
    public static String notReached(Peer peer, String host, String place, String key, Throwable failure) {
        return switch (Cause.ofConnect(failure)) {
            case UNKNOWN_HOST ->
                "no host is called " + host + "; check the name in " + key
                        + ", and in a container that both are in one network";
            case TIMED_OUT ->
                "no answer from " + place
                        + " to a TCP connection; a firewall drops it, or the machine is off: check the" + " address in "
                        + key + " and the firewalls on the way";
            case REFUSED ->
                "nothing listens on " + place + " (connection refused); start " + peer + ", and compare the port with "
                        + key + "; in a container, 127.0.0.1 is the container itself";
            default ->
                place + " cannot be reached: " + plain(String.valueOf(failure.getMessage())) + "; check the address in "
                        + key + " and the network";
        };
    }

    /**
     * TLS that did not come about, where no more is known than that.
     *
     * @param detail what the TLS layer says; may be empty
     */
    public static String tlsFailed(String detail) {
        return "TLS: no secure connection comes about" + (detail.isEmpty() ? "" : " (" + plain(detail) + ")")
                + "; the certificate is not trusted, is for another name or has expired, or the peer does not speak TLS:"
                + " onekyu doctor says which";
    }

    /**
     * A WebSocket handshake that was answered with another status than 101.
     *
     * @param phrase the words beside the status; may be empty
     * @param location the {@code Location} header; empty for none
     */
    public static String handshakeRefused(Peer peer, int status, String phrase, String location) {
        return "the handshake was refused with HTTP " + status + (phrase.isEmpty() ? "" : " " + plain(phrase)) + ": "
                + advice(peer, status, location);
    }

    /** An answer to the handshake that is not HTTP, or whose head has no end. */
    public static String notHttp(String place, String key) {
        return "what answers at " + place + " is not HTTP; check host and port in " + key;
    }

    /** An answer to the handshake that is 101, but without what RFC 6455 §4.2.2 wants beside it. */
    public static String noUpgrade(String key) {
        return "the answer to the handshake is 101 without the headers of a WebSocket server; check " + key;
    }

    /** What a status at the handshake means, and what to do. */
    public static String advice(Peer peer, int status, String location) {
        return switch (status) {
            case 401 ->
                peer + " wants a token, or another one; compare " + peer.credential() + " here with "
                        + possessive(peer);
            case 403 ->
                peer == Peer.BOT
                        ? "the bot does not take this token or account, or has not yet dropped the previous connection;"
                                + " compare access_token, ws_reverse_authorization_scheme (some take Bearer only) and the"
                                + " account's id with the bot's, and see that no proxy removes X-Self-ID"
                        : peer + " does not take this token; make " + peer.credential() + " the same as "
                                + possessive(peer);
            case 404, 405 -> peer + " has no WebSocket at this path; check the path of the URL" + paths(peer);
            case 400, 426 ->
                peer + " did not take it for a WebSocket handshake; check host, port and path of the URL" + paths(peer);
            case 421 -> "this is a WebSocket server of Onekyu, where bots connect; the URL must lead to " + peer;
            default -> {
                if (status >= 300 && status < 400) {
                    yield "redirects are not followed" + pointsTo(location) + "; put the final address into the URL";
                }
                if (status >= 200 && status < 300) {
                    yield "a web server answers there, but no WebSocket; expected 101, check port and path of the URL"
                            + paths(peer);
                }
                yield status >= 500
                        ? peer + ", or a proxy in front of it, is failing; look into its log"
                        : "expected 101; look into the log of " + peer;
            }
        };
    }

    private static String possessive(Peer peer) {
        return peer + "'s";
    }

    /** Where frameworks have their WebSocket, as their presets say. */
    private static String paths(Peer peer) {
        if (peer != Peer.BOT) {
            return "";
        }
        return Presets.NAMES.stream()
                .map(name -> name + " " + path(name))
                .filter(text -> !text.endsWith(" ") && !text.endsWith(" /"))
                .collect(Collectors.joining(", ", " (", ")"));
    }

    private static String path(String preset) {
        return Presets.preset(preset)
                .object("transports")
                .flatMap(by -> by.object("ws_reverse"))
                .flatMap((JsonObject values) -> values.string("url"))
                .flatMap(Address::parse)
                .map(Address::path)
                .orElse("");
    }

    private static String pointsTo(String location) {
        try {
            URI to = URI.create(location);
            String place = (to.getScheme() == null ? "" : to.getScheme().toLowerCase(Locale.ROOT) + "://")
                    + (to.getHost() == null ? "" : to.getHost())
                    + (to.getPort() < 0 ? "" : ":" + to.getPort())
                    + (to.getPath() == null ? "" : to.getPath());
            return place.isEmpty() ? "" : " (it points to " + place + ")";
        } catch (IllegalArgumentException unreadable) {
            return ""; // the status alone says enough
        }
    }

    /** A report that was answered with another status than 2xx. */
    public static String reportRefused(int status) {
        return "answered with HTTP " + status + "; expected 200 or 204"
                + switch (status) {
                    case 401, 403 ->
                        ": the receiver does not take the signature or the account; make secret the same on"
                                + " both sides (ZeroBot takes its access token for it)";
                    case 404, 405 ->
                        ": nothing takes reports at this path; check the path of post_url (nonebot2"
                                + " /onebot/v11/, koishi /onebot)";
                    case 406, 415 ->
                        ": the receiver wants another Content-Type; set content_type = application/json in"
                                + " the endpoint's section (preset = zerobot does)";
                    case 301, 302, 303 -> ": such redirects are not followed; put the final address into post_url";
                    default -> status >= 500 ? ": the receiver is failing; look into its log" : "";
                };
    }

    /**
     * A connection that the peer closed.
     *
     * @param code of the close frame; 1005 without one in it, 0 without a frame
     * @param said the words in the frame
     */
    public static String closed(Peer peer, int code, String said) {
        if (code == 0) {
            return "the peer ended the TCP connection without a close frame";
        }
        String words = plain(said);
        String end = "the peer closed with code " + code + (words.isEmpty() ? "" : ", \"" + words + "\"");
        return code == 1008 ? end + ": " + policy(peer, words.toLowerCase(Locale.ROOT)) : end;
    }

    /** What frameworks mean by 1008. */
    private static String policy(Peer peer, String said) {
        if (said.contains("duplicate") || said.contains("already") || said.contains("exist")) {
            return peer + " still has a connection of this account; end the other one, or wait until it has noticed"
                    + " its end";
        }
        if (said.contains("self-id") || said.contains("self_id") || said.contains("selfid")) {
            return peer + " misses or does not know X-Self-ID; compare the account's id with the bot's settings, and"
                    + " see that no proxy removes the header";
        }
        if (said.contains("role")) {
            return peer + " does not take this X-Client-Role; set role = universal";
        }
        if (said.contains("auth") || said.contains("token") || said.contains("unauthorized")) {
            return peer + " does not take this token; make " + peer.credential() + " the same as " + possessive(peer);
        }
        return peer + " refuses by its own rules: mostly the token (" + peer.credential()
                + "), the account's id, or an old connection that is not gone yet";
    }

    /** The peer's words for a log: one short line of plain text. */
    static String plain(String words) {
        String line = words.replaceAll("[\\p{Cntrl}\\p{Cf}\u2028\u2029]+", " ").strip();
        return line.length() > MOST_WORDS ? line.substring(0, MOST_WORDS) + "…" : line;
    }
}
