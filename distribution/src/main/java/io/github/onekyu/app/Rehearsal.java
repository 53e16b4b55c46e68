package io.github.onekyu.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A start for nobody, so that the JVM sees which classes a start needs: a fresh sandbox on free ports of this machine, one
 * call over each transport, the end. Reads no configuration and removes the one folder it writes to.
 */
final class Rehearsal {
    private static final long LONGEST_MS = 480_000;

    private static final int TIMEOUT_MS = 60_000;

    private Rehearsal() {}

    /** @param args the folder to be at home in */
    public static void main(String[] args) throws IOException {
        endIn(LONGEST_MS);
        Path home = Path.of(args[0]);
        int code = 1;
        try {
            code = rehearse(home);
        } finally {
            remove(home);
        }
        System.exit(code);
    }

    private static int rehearse(Path home) throws IOException {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Launcher launcher = new Launcher(Map.of(), nowhere);
        try {
            launcher.start(home, settings(closedPort()), () -> {});
            Optional<InetSocketAddress> http = launcher.address("http");
            if (http.isPresent()) {
                call(http.get(), "GET /get_status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
                String body = "{\"user_id\":10001,\"message\":\"hello\"}";
                call(
                        http.get(),
                        "POST /send_private_msg HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                                + body);
            }
            Optional<InetSocketAddress> ws = launcher.address("ws");
            if (ws.isPresent()) {
                callOverWebSocket(ws.get());
            }
            return ExitCode.OK;
        } finally {
            launcher.stop();
        }
    }

    /** All that is ours is on, nothing else. Where it calls out to, nobody answers: what it does then is what it does for a bot that is away. */
    private static Map<String, String> settings(int nobody) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String port : new String[] {"port", "ws_port", "console_port"}) {
            settings.put(port, "0");
        }
        for (String foreign : Installed.foreignTransports()) {
            settings.put("use_" + foreign, "no");
        }
        settings.put("ws_reverse_url", "ws://127.0.0.1:" + nobody + "/");
        settings.put("use_ws_reverse", "yes");
        settings.put("post_url", "http://127.0.0.1:" + nobody + "/");
        return settings;
    }

    private static int closedPort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }

    private static void call(InetSocketAddress address, String request) throws IOException {
        try (Socket socket = connect(address)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        }
    }

    private static void callOverWebSocket(InetSocketAddress address) throws IOException {
        try (Socket socket = connect(address)) {
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            out.write(("GET /api HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int read = in.read();
                if (read < 0) {
                    return;
                }
                head.append((char) read);
            }
            byte[] text = "{\"action\":\"get_status\",\"echo\":1}".getBytes(StandardCharsets.US_ASCII);
            // One final text frame, masked with zeros, which changes nothing.
            byte[] frame = new byte[6 + text.length];
            frame[0] = (byte) 0x81;
            frame[1] = (byte) (0x80 | text.length);
            System.arraycopy(text, 0, frame, 6, text.length);
            out.write(frame);
            in.read();
        }
    }

    private static Socket connect(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        socket.connect(address, TIMEOUT_MS);
        socket.setSoTimeout(TIMEOUT_MS);
        return socket;
    }

    /** Whoever started this may be gone. */
    private static void endIn(long millis) {
        Thread end = new Thread(
                () -> {
                    try {
                        Thread.sleep(millis);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    Runtime.getRuntime().halt(ExitCode.INTERNAL);
                },
                "rehearsal-end");
        end.setDaemon(true);
        end.start();
    }

    /** With all that is in it. */
    static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry :
                    entries.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(entry);
            }
        }
    }
}
