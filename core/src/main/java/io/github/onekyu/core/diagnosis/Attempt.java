package io.github.onekyu.core.diagnosis;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonSyntaxException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One probe, carried out step by step on the calling thread. */
final class Attempt {
    /** A bot that throws us out does it within this. */
    private static final int SETTLED_MILLIS = 1000;
    /** By then an implementation has said which account it has. */
    private static final int LIFECYCLE_MILLIS = 3000;

    private final Probe probe;
    private final Steps steps;
    private final Reach reach;

    Attempt(Probe probe, Steps steps, @Nullable KeyStore trusted) {
        this.probe = probe;
        this.steps = steps;
        this.reach = new Reach(probe, steps, trusted);
    }

    /** @return what to say about a connection that works */
    String run() throws Finding {
        try (Socket socket = reach.open()) {
            if (probe.address().scheme().equals("tcp")) {
                return "listens";
            }
            return probe.address().scheme().startsWith("ws") ? webSocket(socket) : http(socket);
        } catch (IOException failed) {
            throw broken(failed);
        }
    }

    private Finding broken(IOException failure) {
        String place = probe.address().place();
        if (failure instanceof SocketTimeoutException) {
            return new Finding(
                    Cause.NO_ANSWER,
                    "no answer from " + place + " in time (step " + steps.current() + "); something listens there but"
                            + " does not speak: check the port in " + probe.key() + ", or look into the log of "
                            + probe.peer());
        }
        if (failure instanceof SSLException) {
            return new Finding(
                    Cause.TLS_FAILED,
                    "TLS: " + Reasons.plain(String.valueOf(failure.getMessage())) + "; look into the peer's log");
        }
        if (!probe.address().secure() && reach.speaksTls()) {
            return tlsWanted();
        }
        return new Finding(
                Cause.ENDED_IN_SILENCE,
                "the peer at " + place + " ended the connection without an answer (step " + steps.current()
                        + "); check that the port in " + probe.key() + " is that of " + probe.peer()
                        + ", and look into its log");
    }

    private Finding tlsWanted() {
        String scheme = probe.address().scheme();
        return new Finding(
                Cause.TLS_WANTED,
                "TLS is spoken at " + probe.address().place() + "; write " + scheme + "s:// in place of " + scheme
                        + ":// in " + probe.key());
    }

    // ---- HTTP

    private HttpHead exchange(Socket socket, InputStream in, String more) throws Finding, IOException {
        Address address = probe.address();
        boolean post = !probe.body().isEmpty();
        byte[] body = probe.body().getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(post ? "POST " : "GET ")
                .append(address.target())
                .append(" HTTP/1.1\r\nHost: ")
                .append(address.hostHeader())
                .append("\r\n")
                .append(more);
        probe.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        if (post) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        head.append("\r\n").append(probe.body());
        socket.setSoTimeout(steps.millisLeft());
        socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        Optional<HttpHead> answer = HttpHead.read(in);
        if (answer.isEmpty()) {
            throw !address.secure() && reach.speaksTls()
                    ? tlsWanted()
                    : new Finding(Cause.NOT_HTTP, Reasons.notHttp(address.place(), probe.key()));
        }
        return answer.get();
    }

    private String http(Socket socket) throws Finding, IOException {
        steps.begin("http");
        InputStream in = socket.getInputStream();
        HttpHead answer = exchange(socket, in, "Connection: close\r\n");
        int status = answer.status();
        String body = answer.body(in);
        if (status == 400 && !probe.address().secure() && body.contains("HTTPS port")) {
            throw tlsWanted();
        }
        return switch (probe.peer()) {
            case RECEIVER -> report(status);
            case OURSELVES -> own(status, body);
            default -> api(status, body, answer);
        };
    }

    private String report(int status) throws Finding {
        if (status >= 200 && status < 300) {
            steps.done("HTTP " + status);
            return "takes reports";
        }
        throw new Finding(Statuses.cause(status, Cause.REPORT_REFUSED), Reasons.reportRefused(status));
    }

    private String own(int status, String body) throws Finding {
        if (status == 401 || status == 403) {
            throw listenerRefuses(status);
        }
        if (status != 200 || !body.contains("\"retcode\"")) {
            throw heldByAnother();
        }
        requireOurAccount(json(body).object("data").orElse(JsonObject.EMPTY).integer("user_id", 0));
        steps.done("HTTP 200");
        return "answers";
    }

    /** Another Onekyu, or another implementation, speaks the same language. */
    private void requireOurAccount(long found) throws Finding {
        String ours = probe.headers().getOrDefault("X-Self-ID", "0");
        if (found != 0 && !ours.equals("0") && !ours.equals(Long.toString(found))) {
            throw new Finding(
                    Cause.OTHER_ACCOUNT,
                    "account " + found + " answers at " + probe.address().place() + ", not account " + ours
                            + ": another"
                            + " program for bots holds the port"
                            + Reach.owner(probe.address().port()) + "; end it, or choose another port in "
                            + probe.key());
        }
    }

    private Finding listenerRefuses(int status) {
        return new Finding(
                Cause.LISTENER_REFUSES,
                "the listener on " + probe.address().place() + " refuses the access_token of this configuration (HTTP "
                        + status + "); it runs with another one: restart or reload Onekyu, or another program has the"
                        + " port" + Reach.owner(probe.address().port()));
    }

    private Finding heldByAnother() {
        return new Finding(
                Cause.HELD_BY_ANOTHER,
                "another program holds " + probe.address().place()
                        + Reach.owner(probe.address().port()) + "; end it, or choose another port in " + probe.key());
    }

    private String api(int status, String body, HttpHead answer) throws Finding {
        if (status != 200) {
            throw new Finding(
                    Statuses.cause(status, Cause.NO_API),
                    "the implementation answered get_login_info with HTTP " + status + ": "
                            + (status == 404 || status == 405
                                    ? "there is no API at this path; check " + probe.key()
                                    : Reasons.advice(probe.peer(), status, answer.header("Location"))));
        }
        JsonObject data = json(body);
        if (data.integer("retcode", -1) != 0) {
            throw new Finding(
                    data.integer("retcode", -1) == 1403 ? Cause.FORBIDDEN : Cause.NO_API,
                    "get_login_info was answered with "
                            + (data.has("retcode") ? "retcode " + data.integer("retcode", -1) : "something else")
                            + "; check that " + probe.key() + " is the implementation's HTTP API, the token ("
                            + probe.peer().credential() + "), and that an account is logged in there");
        }
        steps.done("HTTP 200, retcode 0");
        return "answers get_login_info";
    }

    /** The object in a body; an empty one for anything else. Chunks are framed by lines of their own. */
    private static JsonObject json(String body) {
        int from = body.indexOf('{');
        int to = body.lastIndexOf('}');
        try {
            return from >= 0 && to > from && Json.parse(body.substring(from, to + 1)) instanceof JsonObject object
                    ? object
                    : JsonObject.EMPTY;
        } catch (JsonSyntaxException none) {
            return JsonObject.EMPTY;
        }
    }

    // ---- WebSocket

    /** What a WebSocket server makes of our key (RFC 6455 §4.2.2). */
    private static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    private String webSocket(Socket socket) throws Finding, IOException {
        steps.begin("http");
        byte[] nonce = new byte[16];
        new SecureRandom().nextBytes(nonce);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        String key = Base64.getEncoder().encodeToString(nonce);
        HttpHead answer = exchange(
                socket,
                in,
                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + key
                        + "\r\n");
        if (answer.status() != 101) {
            throw refused(answer, in);
        }
        if (!answer.header("Upgrade").equalsIgnoreCase("websocket")
                || !answer.header("Sec-WebSocket-Accept").strip().equals(accept(key))) {
            throw new Finding(Cause.NO_WEBSOCKET, Reasons.noUpgrade(probe.key()));
        }
        steps.done("HTTP 101");
        String outcome = probe.peer() == Peer.BOT ? settled(socket, in) : lifecycle(socket, in);
        socket.getOutputStream().write(ServerFrame.goodbye());
        socket.getOutputStream().flush();
        return outcome;
    }

    private Finding refused(HttpHead answer, InputStream in) {
        int status = answer.status();
        if (probe.kind() == Probe.Kind.LISTENER) {
            return status == 401 || status == 403 ? listenerRefuses(status) : heldByAnother();
        }
        if (status == 400 && !probe.address().secure() && mentionsTls(answer, in)) {
            return tlsWanted();
        }
        return new Finding(
                Statuses.cause(status, Cause.NO_WEBSOCKET),
                Reasons.handshakeRefused(probe.peer(), status, answer.phrase(), answer.header("Location")));
    }

    private static boolean mentionsTls(HttpHead answer, InputStream in) {
        try {
            return answer.body(in).contains("HTTPS port");
        } catch (IOException none) {
            return false;
        }
    }

    /** A bot says nothing first; whoever wants to throw us out does it at once. */
    private String settled(Socket socket, DataInputStream in) throws Finding, IOException {
        steps.begin("websocket");
        long end = System.nanoTime() + SETTLED_MILLIS * 1_000_000L;
        while (true) {
            int left = (int) ((end - System.nanoTime()) / 1_000_000);
            if (left <= 0 || frame(socket, in, left).isEmpty()) {
                steps.done("open, and not closed within " + SETTLED_MILLIS + " ms");
                return "takes the connection";
            }
        }
    }

    private String lifecycle(Socket socket, DataInputStream in) throws Finding, IOException {
        steps.begin("websocket");
        steps.done("open");
        steps.begin("lifecycle");
        long end = System.nanoTime() + LIFECYCLE_MILLIS * 1_000_000L;
        while (true) {
            int left = (int) ((end - System.nanoTime()) / 1_000_000);
            Optional<ServerFrame> frame = left <= 0 ? Optional.empty() : frame(socket, in, left);
            if (frame.isEmpty()) {
                throw new Finding(
                        Cause.NO_LIFECYCLE,
                        "the connection is open, but no lifecycle event came within " + LIFECYCLE_MILLIS
                                + " ms, so nobody knows which account is there; log the account in at "
                                + probe.peer() + ", and check that the path of the address is the one for events and"
                                + " calls together (mostly /), not /api");
            }
            JsonObject event = frame.get().isText() ? json(frame.get().text()) : JsonObject.EMPTY;
            if (event.integer("retcode", 0) == 1403) {
                throw new Finding(
                        Cause.FORBIDDEN,
                        probe.peer() + " opened the connection and then refused the token (retcode 1403); make "
                                + probe.peer().credential() + " the same on both sides");
            }
            if (event.integer("self_id", 0) != 0) {
                if (probe.kind() == Probe.Kind.LISTENER) {
                    requireOurAccount(event.integer("self_id", 0));
                }
                steps.done("account " + event.integer("self_id", 0));
                return "is connected with account " + event.integer("self_id", 0);
            }
        }
    }

    /** The next frame that is no ping; empty if none comes in time. */
    private Optional<ServerFrame> frame(Socket socket, DataInputStream in, int millis) throws Finding, IOException {
        socket.setSoTimeout(Math.max(1, Math.min(millis, steps.millisLeft())));
        try {
            ServerFrame frame = ServerFrame.read(in);
            if (frame.opcode() == ServerFrame.CLOSE) {
                throw closed(frame.closeCode(), frame.closeWords());
            }
            return Optional.of(frame);
        } catch (SocketTimeoutException nothing) {
            return Optional.empty();
        } catch (EOFException gone) {
            throw closed(0, "");
        }
    }

    private Finding closed(int code, String said) {
        String words = "right after the connection opened, " + Reasons.closed(probe.peer(), code, said);
        return code == 1008
                ? new Finding(Cause.POLICY, words)
                : new Finding(
                        Cause.CLOSED_AT_ONCE,
                        words + "; look into the log of " + probe.peer()
                                + ": mostly it does not know the account, has it connected already, or wants another"
                                + " role or token");
    }
}
