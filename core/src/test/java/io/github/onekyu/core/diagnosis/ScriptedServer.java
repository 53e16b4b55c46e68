package io.github.onekyu.core.diagnosis;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;

/** A server on loopback that reads one request head and then does what the test says. */
final class ScriptedServer implements Closeable {
    /** What happens to one connection whose request head has been read; the socket is closed afterwards. */
    interface Script {
        void run(Socket socket, String head) throws Exception;
    }

    private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");

    private final ServerSocket listener;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    final List<String> heads = new CopyOnWriteArrayList<>();

    ScriptedServer(Script script) throws IOException {
        this(ServerSocketFactory.getDefault(), script);
    }

    ScriptedServer(ServerSocketFactory factory, Script script) throws IOException {
        listener = factory.createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        Thread thread = new Thread(() -> accept(script), "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(Script script) {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                Thread thread = new Thread(() -> serve(socket, script), "scripted-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket, Script script) {
        try (socket) {
            StringBuilder head = new StringBuilder();
            InputStream in = socket.getInputStream();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0 || (head.isEmpty() && next != 'G' && next != 'P')) {
                    return; // not HTTP: TLS, perhaps
                }
                head.append((char) next);
            }
            heads.add(head.toString());
            script.run(socket, head.toString());
        } catch (Exception peerGone) {
            // What the client made of it is what the test looks at.
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    static Script answering(String statusLine, String... headers) {
        return (socket, head) -> write(
                socket,
                "HTTP/1.1 " + statusLine + "\r\n"
                        + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n")
                        + "Content-Length: 0\r\n\r\n");
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    static void upgrade(Socket socket, String head) throws Exception {
        Matcher key = KEY.matcher(head);
        String nonce = key.find() ? key.group(1) : "";
        byte[] hash = MessageDigest.getInstance("SHA-1")
                .digest((nonce + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
        write(
                socket,
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                        + Base64.getEncoder().encodeToString(hash) + "\r\n\r\n");
    }

    static void text(Socket socket, String json) throws IOException {
        write(socket, "\u0081" + (char) json.length() + json);
    }

    static void close(Socket socket, int code, String words) throws IOException {
        write(socket, "\u0088" + (char) (words.length() + 2) + (char) (code >> 8) + (char) (code & 0xff) + words);
    }

    /** Until the client ends the connection. */
    static void linger(Socket socket) throws IOException {
        while (socket.getInputStream().read() >= 0) {
            // Its good-bye, which nobody here needs.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
