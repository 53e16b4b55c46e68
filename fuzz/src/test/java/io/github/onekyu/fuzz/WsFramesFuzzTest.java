package io.github.onekyu.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.junit.Lifecycle;
import io.github.onekyu.fuzz.ReferenceJson.Outcome;
import io.github.onekyu.fuzz.WsFrames.Frame;
import io.github.onekyu.transport.ws.WsTransportProvider;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * What comes after the handshake on {@code /api} (communication.md §5). An input that begins with {@code T} is one text
 * message, and gets exactly the reply of WS-12 to WS-20; any other is sent as raw bytes, and gets well-formed frames, if
 * any, and the end. In both cases the server serves the next connection.
 */
class WsFramesFuzzTest {
    private static final byte[] HANDSHAKE = ascii("GET /api HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\n"
            + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
            + "Authorization: Bearer t\r\n\r\n");
    private static final String OK = "{\"status\":\"ok\",\"retcode\":0,\"data\":null,\"echo\":";
    private static final byte[] LAST = ascii("{\"action\":\"get_status\",\"echo\":\"the last\"}");
    private static final String LAST_REPLY = OK + "\"the last\"}";

    /** Room for a frame's head of the short kinds. */
    private static final int LONGEST = 65_000;

    private static EchoAccount account;

    @BeforeAll
    static void start() throws IOException {
        account = new EchoAccount(new WsTransportProvider());
    }

    @AfterAll
    static void stop() throws IOException {
        account.close();
    }

    @DictionaryFile(resourcePath = "frames.dict")
    @FuzzTest(lifecycle = Lifecycle.PER_TEST)
    void everyMessageGetsOneReplyAndTheServerStays(byte[] input) throws IOException {
        BugDetectors.allowNetworkConnections(); // to the server under test, and there are no others
        @Nullable String message = input.length > 0 && input[0] == 'T' ? utf8(input) : null;
        if (message != null && input.length < LONGEST && !message.contains("throw")) {
            List<String> replies = call(Arrays.copyOfRange(input, 1, input.length));
            assertEquals(1, replies.size(), () -> "replies: " + replies);
            checkReply(message.substring(1), replies.get(0));
        } else {
            try (Socket socket = open()) {
                for (Frame frame : WsFrames.read(EchoAccount.exchange(socket, input))) {
                    assertTrue(frame.opcode() != WsFrames.TEXT || isEnvelope(frame.text()), frame.text());
                }
            }
        }
        assertEquals(List.of(OK + "1}"), call(ascii("{\"action\":\"get_status\",\"echo\":1}")));
        assertNull(account.failure());
    }

    /** The replies to one message: what comes besides the reply to another one. */
    private static List<String> call(byte[] message) throws IOException {
        try (Socket socket = open()) {
            socket.getOutputStream().write(WsFrames.text(message));
            socket.getOutputStream().write(WsFrames.text(LAST));
            List<String> replies = new ArrayList<>();
            boolean last = false;
            // "slow" answers from another thread, so that its reply may be the later one.
            while (!last || replies.isEmpty()) {
                Frame frame = WsFrames.next(socket.getInputStream());
                assertEquals(WsFrames.TEXT, frame.opcode(), "opcode");
                if (!last && frame.text().equals(LAST_REPLY)) {
                    last = true;
                } else {
                    replies.add(frame.text());
                }
            }
            return replies;
        }
    }

    private static Socket open() throws IOException {
        Socket socket = account.connect();
        socket.getOutputStream().write(HANDSHAKE);
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = socket.getInputStream().read();
            if (b < 0) {
                socket.close();
                throw new AssertionError("no handshake: " + head);
            }
            head.append((char) b);
        }
        assertTrue(head.toString().startsWith("HTTP/1.1 101 "), head.toString());
        return socket;
    }

    private static void checkReply(String message, String reply) {
        Outcome outcome = ReferenceJson.read(message.startsWith("\ufeff") ? message.substring(1) : message);
        if (outcome.longestNumber() > 1000) {
            return; // no number to the library that the project reads with
        }
        if (!outcome.valid() || outcome.depth() > 512 || !(outcome.value() instanceof Map<?, ?> call)) {
            assertTrue(reply.startsWith("{\"status\":\"failed\",\"retcode\":1400,\"data\":null"), reply);
            return;
        }
        Map<?, ?> answer = (Map<?, ?>) ReferenceJson.read(reply).value();
        assertEquals("Num[text=" + retcode(call.get("action")) + "]", String.valueOf(answer.get("retcode")), reply);
        assertEquals(call.containsKey("echo"), answer.containsKey("echo"), reply);
        assertEquals(call.get("echo"), answer.get("echo"), "echo");
        if (reply.startsWith(OK)) {
            String echo = reply.substring(OK.length(), reply.length() - 1);
            assertTrue(message.contains(echo), () -> "the echo was rewritten: " + echo); // WS-20
        }
        if ("echo".equals(call.get("action"))) {
            Object params = call.get("params") instanceof Map<?, ?> given ? given : Map.of();
            assertEquals(params, ((Map<?, ?>) answer.get("data")).get("params"), "params");
        }
    }

    private static int retcode(@Nullable Object action) {
        if (!(action instanceof String name)) {
            return 1400;
        }
        return switch (name) {
            case "get_status", "echo", "slow" -> 0;
            case "fail" -> -34;
            default -> 1404;
        };
    }

    private static boolean isEnvelope(String text) {
        return ReferenceJson.read(text).value() instanceof Map<?, ?> reply && reply.containsKey("retcode");
    }

    private static @Nullable String utf8(byte[] input) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(input))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
