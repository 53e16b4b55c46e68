package io.github.onekyu.console;

import io.github.onekyu.core.auth.Access;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.Cookie;
import io.undertow.server.handlers.CookieImpl;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets in only who may steer the console. A page of another site, which the browser of somebody on this machine shows,
 * must not: it can send requests here, under its own name or, by DNS rebinding, under ours.
 */
final class Guard implements HttpHandler {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Pictures and sounds of other machines only when somebody clicks on one; the page sees to that. */
    private static final String PAGE_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data: blob: http: https:; media-src 'self' blob: http: https:; connect-src 'self'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'";

    private static final Map<HttpString, String> SECURITY = Map.of(
            new HttpString("Content-Security-Policy"), PAGE_POLICY,
            new HttpString("X-Content-Type-Options"), "nosniff",
            new HttpString("Referrer-Policy"), "no-referrer",
            new HttpString("Cross-Origin-Resource-Policy"), "same-origin");
    private static final HttpString FETCH_SITE = new HttpString("Sec-Fetch-Site");

    private final ConsoleConfig config;
    private final Sessions sessions;
    private final HttpHandler next;

    Guard(ConsoleConfig config, Sessions sessions, HttpHandler next) {
        this.config = config;
        this.sessions = sessions;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        SECURITY.forEach((header, value) -> exchange.getResponseHeaders().put(header, value));
        String host = name(exchange.getRequestHeaders().getFirst(Headers.HOST));
        String origin = exchange.getRequestHeaders().getFirst(Headers.ORIGIN);
        if (!isOurs(host)) {
            Replies.error(
                    exchange,
                    StatusCodes.FORBIDDEN,
                    "OKY-1707",
                    "the Host header is not a name of this console; expected " + config.host() + " or localhost");
        } else if (origin != null && !isSameOrigin(origin, exchange)) {
            Replies.error(
                    exchange, StatusCodes.FORBIDDEN, "OKY-1707", "requests of other sites' pages are not accepted");
        } else {
            authorize(exchange);
        }
    }

    private void authorize(HttpServerExchange exchange) throws Exception {
        String path = exchange.getRequestPath();
        if (path.equals("/login")) {
            login(exchange);
            return;
        }
        // Health is for probes, which carry no secrets, and tells none.
        boolean health = path.equals("/healthz") || path.equals("/readyz");
        Access access = health || hasSession(exchange)
                ? Access.GRANTED
                : config.token()
                        .check(
                                Optional.ofNullable(exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION)),
                                Optional::empty);
        if (access == Access.GRANTED) {
            next.handleRequest(exchange);
        } else {
            exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Bearer");
            Replies.error(
                    exchange,
                    access.httpStatus(),
                    "OKY-1708",
                    "this console can be reached from other machines; send \"Authorization: Bearer <access_token>\"");
        }
    }

    /** The link that the start prints: works once, and leaves a cookie. */
    private void login(HttpServerExchange exchange) {
        var given = exchange.getQueryParameters().get("code");
        Optional<String> session = given == null || !exchange.getRequestMethod().equals(Methods.GET)
                ? Optional.empty()
                : sessions.enter(given.getFirst(), System.nanoTime());
        if (session.isEmpty()) {
            Replies.error(
                    exchange,
                    StatusCodes.FORBIDDEN,
                    "OKY-1711",
                    "this link has been used, is older than " + Sessions.CODE_LIFE.toMinutes()
                            + " minutes or is not the newest; restart Onekyu for another, or send \"Authorization:"
                            + " Bearer <access_token>\"");
            return;
        }
        exchange.setResponseCookie(new CookieImpl(Sessions.COOKIE, session.get())
                .setHttpOnly(true)
                .setSameSite(true)
                .setSameSiteMode("Strict")
                .setPath("/"));
        exchange.getResponseHeaders().put(Headers.LOCATION, "/");
        exchange.setStatusCode(StatusCodes.SEE_OTHER).endExchange();
    }

    /** A cookie counts only where the browser says that our own page, or the person at it, asks. */
    private boolean hasSession(HttpServerExchange exchange) {
        Cookie cookie = exchange.getRequestCookie(Sessions.COOKIE);
        String site = exchange.getRequestHeaders().getFirst(FETCH_SITE);
        return cookie != null
                && (site == null || site.equals("same-origin") || site.equals("none"))
                && sessions.knows(cookie.getValue());
    }

    private boolean isOurs(String host) {
        // A console for every address cannot know its names; there the token protects.
        return LOOPBACK.contains(host)
                || host.equals(config.host().toLowerCase(Locale.ROOT))
                || host.equals("[" + config.host().toLowerCase(Locale.ROOT) + "]")
                || !config.token().isOpen();
    }

    private static boolean isSameOrigin(String origin, HttpServerExchange exchange) {
        if (exchange.getRequestMethod().equals(Methods.GET)) {
            return true; // without CORS headers the other site's page cannot read the answer
        }
        try {
            String authority = new URI(origin).getRawAuthority();
            return authority != null
                    && authority.equalsIgnoreCase(exchange.getRequestHeaders().getFirst(Headers.HOST));
        } catch (URISyntaxException notAnOrigin) {
            return false;
        }
    }

    /** The host part of {@code host:port}, in lower case; empty where there is none. */
    private static String name(String header) {
        if (header == null) {
            return "";
        }
        int colon = header.lastIndexOf(':');
        boolean port = colon > header.lastIndexOf(']');
        return (port ? header.substring(0, colon) : header).toLowerCase(Locale.ROOT);
    }
}
