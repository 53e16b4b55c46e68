package io.github.onekyu.testkit.rfc6455;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The player notices what it is there to notice. */
class CasePeerTest {
    private static final Script PING = peer -> {
        Handshakes.shake(peer);
        peer.send(peer.ping("p"));
    };

    /** What is noted when a server answers a ping with these bytes and ends the connection. */
    private static String outcome(byte[] answer) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                Rfc6455 table = new Rfc6455(Meeting.withServer(server.getLocalPort()))) {
            Thread serving = new Thread(() -> serve(server, answer), "testkit-case-server");
            serving.start();
            WireCase one = new WireCase("1.1.1", "5.2", "ping", "pong, end", Set.of(Side.SERVER), Map.of(), PING);
            String outcome = table.outcome(one);
            serving.join();
            return outcome;
        }
    }

    private static void serve(ServerSocket server, byte[] answer) {
        try (Socket socket = server.accept()) {
            Meeting.readHead(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            out.write(Handshakes.head(
                    "HTTP/1.1 101 Fine",
                    "Upgrade: websocket",
                    "Connection: Upgrade",
                    "Sec-WebSocket-Accept: " + Handshakes.acceptFor(Handshakes.KEY)));
            socket.getInputStream().readNBytes(7); // the ping
            out.write(answer);
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes(); // ends when the player has hung up
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "8a0170, 'pong, end'",
        "8a0171, 'pong with another payload, end'",
        "8a01708a00, 'pong, pong with another payload, end'",
        "8a8100000000, 'end'",
        "8a810000000070, 'wrong mask bit, end'",
        "ca0170, 'not one whole frame without reserved bits, end'",
        "0a0170, 'not one whole frame without reserved bits, end'",
        "8a7e000170, 'length not in its shortest form, end'",
        "8101ff, 'not UTF-8, end'",
        "880203ea, 'close 1002, end'",
        "8800, 'close, end'",
        "810178, 'unexpected text, end'",
        "8a01, 'end'",
        "'', 'end'",
    })
    void whatComesBackIsNotedAndJudged(String hex, String expected) throws Exception {
        assertThat(outcome(HexFormat.of().parseHex(hex))).isEqualTo(expected);
    }

    @Test
    void repliesAreToldFromOneAnother() throws Exception {
        byte[] text = "{\"status\":\"failed\",\"retcode\":1400,\"data\":null}".getBytes(StandardCharsets.UTF_8);

        assertThat(outcome(WireFrame.of(WireFrame.TEXT, text).encode(false))).isEqualTo("malformed, end");
    }
}
