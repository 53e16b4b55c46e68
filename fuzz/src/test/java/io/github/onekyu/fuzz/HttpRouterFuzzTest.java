package io.github.onekyu.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.junit.Lifecycle;
import io.github.onekyu.fuzz.HttpAnswers.Answer;
import io.github.onekyu.fuzz.ReferenceHttp.Expected;
import io.github.onekyu.fuzz.ReferenceJson.Outcome;
import io.github.onekyu.transport.http.HttpTransportProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * The HTTP server over real sockets (communication.md §3). An input of the shape {@code S} method LF target LF
 * content type LF authorization LF body is sent as one sound request, and its answer must be the one that {@link
 * ReferenceHttp} works out; any other input is sent as it is, and must get well-formed answers or a close. In both cases
 * the server still serves afterwards, and no answer shows a file that is none of the data files.
 */
class HttpRouterFuzzTest {
    private static final Pattern SOUND = Pattern.compile(
            "S([A-Z]{3,8})\n(/[!-\"$-~\\x80-\\xff]*)\n([!-~][ -~]*[!-~]|)\n([!-~][ -~]*[!-~]|[!-~]|)\n(.*)",
            Pattern.DOTALL);

    /** 500 and 503 are not among them: nothing here stops or is short of memory. */
    private static final Set<Integer> STATUSES =
            Set.of(200, 400, 401, 403, 404, 405, 406, 408, 411, 413, 414, 417, 431, 501, 505);

    private static final byte[] STILL_THERE = ascii("GET /get_status?access_token=t HTTP/1.1\r\nHost: a\r\n\r\n");

    private static EchoAccount http;

    @BeforeAll
    static void start() throws IOException {
        http = new EchoAccount(new HttpTransportProvider());
    }

    @AfterAll
    static void stop() throws IOException {
        http.close();
    }

    @DictionaryFile(resourcePath = "http.dict")
    @FuzzTest(lifecycle = Lifecycle.PER_TEST)
    void everyRequestIsAnsweredOrClosedAndTheServerStays(byte[] input) throws IOException {
        BugDetectors.allowNetworkConnections(); // to the server under test, and there are no others
        Matcher sound = SOUND.matcher(new String(input, StandardCharsets.ISO_8859_1));
        if (sound.matches()) {
            soundRequest(sound);
        } else {
            for (Answer answer : HttpAnswers.read(http.exchange(input))) {
                check(answer);
            }
        }
        List<Answer> after = HttpAnswers.read(http.exchange(STILL_THERE));
        assertEquals(1, after.size(), "answers to get_status");
        assertEquals(
                "{\"status\":\"ok\",\"retcode\":0,\"data\":null}", after.get(0).body());
        assertNull(http.failure());
    }

    private static void soundRequest(Matcher sound) throws IOException {
        byte[] body = sound.group(5).getBytes(StandardCharsets.ISO_8859_1);
        @Nullable
        Expected expected = ReferenceHttp.answer(sound.group(1), sound.group(2), sound.group(3), sound.group(4), body);
        String head = sound.group(1) + " " + sound.group(2) + " HTTP/1.1\r\nHost: a\r\n"
                + (sound.group(3).isEmpty() ? "" : "Content-Type: " + sound.group(3) + "\r\n")
                + (sound.group(4).isEmpty() ? "" : "Authorization: " + sound.group(4) + "\r\n")
                + "Content-Length: " + body.length + "\r\n\r\n";
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        List<Answer> answers = HttpAnswers.read(http.exchange(request.toByteArray()));
        assertEquals(1, answers.size(), "answers to one sound request");
        Answer answer = answers.get(0);
        check(answer);
        if (expected == null) {
            return; // a file
        }
        assertEquals(expected.status(), answer.status(), "status");
        if (expected.call() != null) {
            assertEquals(
                    "{\"status\":\"ok\",\"retcode\":0,\"data\":" + expected.call() + "}", answer.body(), "the call");
        }
    }

    private static void check(Answer answer) {
        assertTrue(STATUSES.contains(answer.status()), () -> "status " + answer.status());
        assertFalse(answer.body().contains(EchoAccount.HIDDEN), "a hidden file was served");
        if (answer.status() != 200) {
            assertEquals("", answer.body(), "HTTP-12: nothing but the status");
        } else if (answer.headers().getOrDefault("content-type", "").startsWith("application/json")) {
            Outcome envelope = ReferenceJson.read(answer.body());
            assertTrue(
                    envelope.valid() && envelope.value() instanceof Map<?, ?> reply && reply.containsKey("retcode"),
                    () -> "no envelope: " + answer.body());
        } else {
            assertTrue(Set.of("", "a picture").contains(answer.body()), answer.body());
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
