package io.github.onekyu.testkit.rfc6455;

import java.io.IOException;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Chapter 11: the opening handshake. */
final class HandshakeCases {
    private static final String SERVED = "101, open";
    private static final String BAD_REQUEST = "400, end";
    private static final String NO_WEBSOCKET = "426, end";
    private static final String OTHER_VERSION = "426 with version 13, end";

    private static final String UNASKED =
            "The wire contract counts 101 with the right accept value as success (RWS-08), whatever"
                    + " else the answer names. Nothing of it takes effect: a compressed frame has a reserved bit and is refused"
                    + " (3.1).";

    private HandshakeCases() {}

    static void addTo(CaseList cases) {
        accepted(cases);
        refused(cases);
        pipelined(cases);
        requests(cases);
        goodAnswers(cases);
        badAnswers(cases);
    }

    private static void server(CaseList cases, String what, String expected, byte[] request) {
        cases.handshake(Side.SERVER, what, expected, peer -> {
            peer.send(request);
            hear(peer);
        });
    }

    private static void hear(CasePeer peer) throws IOException {
        peer.note(Handshakes.readAnswer(peer));
    }

    private static void accepted(CaseList cases) {
        cases.group("11.1", "4.2");
        server(cases, "the RFC's own key, and its accept value", SERVED, Handshakes.requestLine("GET /api HTTP/1.1"));
        cases.handshake(Side.SERVER, "request in writes of 1", SERVED, peer -> {
            peer.sendIn(1, Handshakes.requestLine("GET /api HTTP/1.1"));
            hear(peer);
        });
        server(
                cases,
                "Connection: keep-alive, Upgrade",
                SERVED,
                Handshakes.requestWith("Connection", "Connection: keep-alive, Upgrade"));
        server(
                cases,
                "Connection in two headers",
                SERVED,
                Handshakes.requestWith("Connection", "Connection: keep-alive", "Connection: Upgrade"));
        server(
                cases,
                "Connection: UPGRADE,foo without a space",
                SERVED,
                Handshakes.requestWith("Connection", "Connection: UPGRADE,foo"));
        server(cases, "Upgrade: WebSocket", SERVED, Handshakes.requestWith("Upgrade", "Upgrade: WebSocket"));
        server(cases, "Upgrade: h2c, websocket", SERVED, Handshakes.requestWith("Upgrade", "Upgrade: h2c, websocket"));
        server(
                cases,
                "header names in lower and upper case",
                SERVED,
                Handshakes.request(
                        "GET /api HTTP/1.1",
                        "HOST: x",
                        "upgrade: websocket",
                        "CONNECTION: upgrade",
                        "sec-websocket-key: " + Handshakes.KEY,
                        "SEC-WEBSOCKET-VERSION: 13"));
        server(
                cases,
                "white space around the key",
                SERVED,
                Handshakes.requestWith("Sec-WebSocket-Key", "Sec-WebSocket-Key:  \t" + Handshakes.KEY + " "));
        server(
                cases,
                "extension offered: none is agreed on",
                SERVED,
                Handshakes.requestWith("Host", "Host: x", "Sec-WebSocket-Extensions: permessage-deflate; a=b, other"));
        server(
                cases,
                "protocols offered: none is agreed on",
                SERVED,
                Handshakes.requestWith("Host", "Host: x", "Sec-WebSocket-Protocol: chat, superchat"));
        server(cases, "Origin of a browser", SERVED, Handshakes.requestWith("Host", "Host: x", "Origin: https://x"));
        server(cases, "absolute request target", SERVED, Handshakes.requestLine("GET http://127.0.0.1/api HTTP/1.1"));
    }

    private static void refused(CaseList cases) {
        cases.group("11.2", "4.2.1");
        server(cases, "no Upgrade", NO_WEBSOCKET, Handshakes.requestWith("Upgrade"));
        server(cases, "Upgrade: h2c", NO_WEBSOCKET, Handshakes.requestWith("Upgrade", "Upgrade: h2c"));
        server(cases, "Upgrade: websockets", NO_WEBSOCKET, Handshakes.requestWith("Upgrade", "Upgrade: websockets"));
        server(cases, "no Connection", NO_WEBSOCKET, Handshakes.requestWith("Connection"));
        server(
                cases,
                "Connection: keep-alive",
                NO_WEBSOCKET,
                Handshakes.requestWith("Connection", "Connection: keep-alive"));
        server(cases, "HTTP/1.0", NO_WEBSOCKET, Handshakes.requestLine("GET /api HTTP/1.0"));
        server(cases, "no Host", BAD_REQUEST, Handshakes.requestWith("Host"));
        for (String method : new String[] {"POST", "PUT", "HEAD", "OPTIONS", "get"}) {
            server(cases, "method " + method, NO_WEBSOCKET, Handshakes.requestLine(method + " /api HTTP/1.1"));
        }
        server(cases, "path that is not served", "404, end", Handshakes.requestLine("GET /nope HTTP/1.1"));
        cases.group("11.3", "4.2.1, 4.2.2");
        server(cases, "no version", OTHER_VERSION, Handshakes.requestWith("Sec-WebSocket-Version"));
        for (String version : new String[] {"", "0", "7", "8", "12", "14", "013", "13, 8", "x"}) {
            server(
                    cases,
                    "version \"" + version + "\"",
                    OTHER_VERSION,
                    Handshakes.requestWith("Sec-WebSocket-Version", "Sec-WebSocket-Version: " + version));
        }
        server(
                cases,
                "versions 13 and 8 in two headers",
                OTHER_VERSION,
                Handshakes.requestWith(
                        "Sec-WebSocket-Version", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 8"));
        cases.group("11.4", "4.2.1");
        server(cases, "no key", BAD_REQUEST, Handshakes.requestWith("Sec-WebSocket-Key"));
        for (int length : new int[] {0, 1, 15, 17, 24, 32}) {
            String key = Base64.getEncoder().encodeToString(new byte[length]);
            server(
                    cases,
                    "key of " + length + " bytes",
                    BAD_REQUEST,
                    Handshakes.requestWith("Sec-WebSocket-Key", "Sec-WebSocket-Key: " + key));
        }
        for (String key : new String[] {
            "dGhlIHNhbXBsZSBub25jZQ", "dGhlIHNhbXBsZSBub25jZQ=", "dGhlIHNhbXBsZSBub25jZ!==", "dGhlIHNhbXBsZSBu b25jZQ=="
        }) {
            server(
                    cases,
                    "key that is not the base64 form of 16 bytes: " + key,
                    BAD_REQUEST,
                    Handshakes.requestWith("Sec-WebSocket-Key", "Sec-WebSocket-Key: " + key));
        }
        server(
                cases,
                "two keys",
                BAD_REQUEST,
                Handshakes.requestWith(
                        "Sec-WebSocket-Key",
                        "Sec-WebSocket-Key: " + Handshakes.KEY,
                        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="));
        server(
                cases,
                "request that announces a body",
                BAD_REQUEST,
                Handshakes.requestWith("Host", "Host: x", "Content-Length: 4"));
    }

    private static void pipelined(CaseList cases) {
        cases.group("11.5", "4.1");
        cases.handshake(Side.SERVER, "first call in one write with the handshake", "101, reply, open", peer -> {
            peer.send(Handshakes.requestLine("GET /api HTTP/1.1"), peer.frame(WireFrame.TEXT, peer.call("pipelined")));
            hear(peer);
        });
        cases.handshake(Side.SERVER, "half a ping in one write with the handshake", "101, pong, open", peer -> {
            byte[][] halves = FragmentCases.cut(peer.ping("pipelined"), 5);
            peer.send(Handshakes.requestLine("GET /api HTTP/1.1"), halves[0]);
            hear(peer);
            peer.send(halves[1]);
        });
        cases.handshake(
                Side.SERVER, "100 kB of pings in one write with the handshake", "101, pong x1000, open", peer -> {
                    byte[][] pings = new byte[1000][];
                    for (int i = 0; i < pings.length; i++) {
                        pings[i] = peer.ping("ping %95d".formatted(i));
                    }
                    peer.send(Handshakes.requestLine("GET /api HTTP/1.1"), WireFrame.join(pings));
                    hear(peer);
                });
        cases.handshake(Side.SERVER, "refused frame in one write with the handshake", "101, close 1002, end", peer -> {
            peer.send(Handshakes.requestLine("GET /api HTTP/1.1"), peer.frame(7, new byte[0]));
            hear(peer);
        });
        cases.handshake(Side.SERVER, "close in one write with the handshake", "101, close 1000, end", peer -> {
            peer.send(Handshakes.requestLine("GET /api HTTP/1.1"), peer.close(1000, ""));
            hear(peer);
        });
        cases.handshake(Side.SERVER, "call in one write with a handshake that is refused", OTHER_VERSION, peer -> {
            peer.send(
                    Handshakes.requestWith("Sec-WebSocket-Version", "Sec-WebSocket-Version: 8"),
                    peer.frame(WireFrame.TEXT, peer.call("never")));
            hear(peer);
        });
    }

    private static void requests(CaseList cases) {
        cases.group("11.6", "4.1");
        cases.handshake(Side.CLIENT, "the client's request has all it must have", "complete, open", peer -> {
            String request = Meeting.readHead(peer.in());
            peer.note(missing(request, peer.port()));
            peer.send(Handshakes.answer(request, Handshakes.ordinary(request)));
        });
        cases.handshake(Side.CLIENT, "each request has a key of its own", "3 keys, open", peer -> {
            Set<String> keys = new HashSet<>();
            for (int i = 0; i < 3; i++) {
                String request = Meeting.readHead(peer.in());
                keys.add(Handshakes.header(request, "Sec-WebSocket-Key"));
                peer.send(Handshakes.answer(request, Handshakes.ordinary(request)));
                if (i < 2) {
                    peer.comeBackWithoutHandshake();
                }
            }
            peer.note(keys.size() + " keys");
        });
    }

    private static String missing(String request, int port) {
        boolean good = request.startsWith("GET /api HTTP/1.1\r\n")
                && Handshakes.header(request, "Host").equals("127.0.0.1:" + port)
                && Handshakes.header(request, "Upgrade").equals("websocket")
                && Handshakes.header(request, "Connection").equals("Upgrade")
                && Handshakes.header(request, "Sec-WebSocket-Version").equals("13")
                && Base64.getDecoder().decode(Handshakes.header(request, "Sec-WebSocket-Key")).length == 16;
        return good ? "complete" : "incomplete: " + request;
    }

    private static void goodAnswers(CaseList cases) {
        cases.group("11.7", "4.1");
        client(cases, "Upgrade: WebSocket", "open", request -> changed(request, "Upgrade", "Upgrade: WebSocket"));
        client(
                cases,
                "Connection: keep-alive, upgrade",
                "open",
                request -> changed(request, "Connection", "Connection: keep-alive, upgrade"));
        client(cases, "header names in lower case and without a space", "open", request -> {
            String[] headers = Handshakes.ordinary(request);
            for (int i = 0; i < headers.length; i++) {
                int colon = headers[i].indexOf(':');
                headers[i] =
                        headers[i].substring(0, colon).toLowerCase(Locale.ROOT) + ":" + headers[i].substring(colon + 2);
            }
            return Handshakes.answer(request, headers);
        });
        client(
                cases,
                "white space around the accept value",
                "open",
                request ->
                        changed(request, "Sec-WebSocket-Accept", "Sec-WebSocket-Accept: \t" + accept(request) + "  "));
        client(
                cases,
                "another reason phrase",
                "open",
                request -> Handshakes.head("HTTP/1.1 101 Fine", Handshakes.ordinary(request)));
        client(
                cases,
                "empty reason phrase",
                "open",
                request -> Handshakes.head("HTTP/1.1 101 ", Handshakes.ordinary(request)));
        client(
                cases,
                "headers nobody asked for",
                "open",
                request -> changed(request, "Upgrade", "Server: x", "Upgrade: websocket", "Set-Cookie: a=b"));
        cases.handshake(Side.CLIENT, "answer in writes of 1", "open", peer -> {
            String request = Meeting.readHead(peer.in());
            peer.sendIn(1, Handshakes.answer(request, Handshakes.ordinary(request)));
        });
        cases.handshake(Side.CLIENT, "first ping and call in one write with the answer", "pong, reply, open", peer -> {
            String request = Meeting.readHead(peer.in());
            peer.send(
                    Handshakes.answer(request, Handshakes.ordinary(request)),
                    peer.ping("pipelined"),
                    peer.frame(WireFrame.TEXT, peer.call("pipelined")));
        });
        cases.handshake(Side.CLIENT, "refused frame in one write with the answer", "close 1002, end", peer -> {
            String request = Meeting.readHead(peer.in());
            peer.send(Handshakes.answer(request, Handshakes.ordinary(request)), peer.frame(7, new byte[0]));
        });
    }

    private static void badAnswers(CaseList cases) {
        cases.group("11.8", "4.1");
        for (String line : new String[] {
            "HTTP/1.1 200 OK",
            "HTTP/1.1 204 No Content",
            "HTTP/1.1 302 Found",
            "HTTP/1.1 400 Bad Request",
            "HTTP/1.1 401 Unauthorized",
            "HTTP/1.1 426 Upgrade Required",
            "HTTP/1.1 503 Service Unavailable",
            "HTTP/2 101 Switching Protocols",
            "101 Switching Protocols"
        }) {
            client(cases, line, "end", request -> Handshakes.head(line, Handshakes.ordinary(request)));
        }
        for (String header : new String[] {"Upgrade", "Connection", "Sec-WebSocket-Accept"}) {
            client(cases, "no " + header, "end", request -> changed(request, header));
        }
        client(cases, "Upgrade: h2c", "end", request -> changed(request, "Upgrade", "Upgrade: h2c"));
        client(cases, "Connection: close", "end", request -> changed(request, "Connection", "Connection: close"));
        client(
                cases,
                "accept value of another key",
                "end",
                request ->
                        changed(request, "Sec-WebSocket-Accept", "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
        client(
                cases,
                "accept value in the wrong case",
                "end",
                request -> changed(
                        request,
                        "Sec-WebSocket-Accept",
                        "Sec-WebSocket-Accept: " + accept(request).toLowerCase(Locale.ROOT)));
        client(
                cases,
                "extension that was not offered",
                "end",
                request -> changed(
                        request, "Upgrade", "Upgrade: websocket", "Sec-WebSocket-Extensions: permessage-deflate"));
        cases.deviates(Side.CLIENT, "open", UNASKED);
        client(
                cases,
                "protocol that was not offered",
                "end",
                request -> changed(request, "Upgrade", "Upgrade: websocket", "Sec-WebSocket-Protocol: chat"));
        cases.deviates(Side.CLIENT, "open", UNASKED);
        cases.handshake(Side.CLIENT, "FIN instead of an answer", "end", peer -> {
            Meeting.readHead(peer.in());
            peer.halfClose();
        });
        cases.handshake(Side.CLIENT, "FIN in the middle of the answer", "end", peer -> {
            String request = Meeting.readHead(peer.in());
            peer.send(FragmentCases.cut(Handshakes.answer(request, Handshakes.ordinary(request)), 60)[0]);
            peer.halfClose();
        });
    }

    /** Makes an answer out of the client's request. */
    private interface Answer {
        byte[] to(String request);
    }

    private static void client(CaseList cases, String what, String expected, Answer answer) {
        cases.handshake(Side.CLIENT, what, expected, peer -> peer.send(answer.to(Meeting.readHead(peer.in()))));
    }

    private static String accept(String request) {
        return Handshakes.acceptFor(Handshakes.header(request, "Sec-WebSocket-Key"));
    }

    /** The ordinary answer, in which one header is replaced by others, or by none. */
    private static byte[] changed(String request, String name, String... instead) {
        String[] headers = Handshakes.ordinary(request);
        for (int i = 0; i < headers.length; i++) {
            if (headers[i].startsWith(name + ":")) {
                headers[i] = String.join("\r\n", instead);
            }
        }
        return Handshakes.answer(request, headers);
    }
}
