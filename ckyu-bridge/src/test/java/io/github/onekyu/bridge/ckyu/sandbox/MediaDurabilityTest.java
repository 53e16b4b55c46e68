package io.github.onekyu.bridge.ckyu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Media of a process that is killed while its users send them. */
class MediaDurabilityTest {
    private static final int ENOUGH = 40;

    @TempDir
    Path home;

    /** Lets users send pictures that contain their own names, and prints what was acknowledged. */
    static final class Sender {
        public static void main(String[] args) {
            SandboxHost host = new SandboxHost(Path.of(args[0]));
            for (int thread = 0; thread < 3; thread++) {
                String prefix = args[1] + "-" + thread + "-";
                new Thread(() -> send(host, prefix)).start();
            }
        }

        private static void send(SandboxHost host, String prefix) {
            for (int i = 0; true; i++) {
                String name = prefix + i;
                String data = Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
                long id = host.say(
                                "{'type':'private','user_id':10001,'message':'[CQ:image,file=base64://" + data + "]'}")
                        .integer("message_id", 0);
                print(id + " " + name);
            }
        }

        private static synchronized void print(String line) {
            System.out.println(line);
            System.out.flush();
        }
    }

    @Test
    @Tag("A-get_msg")
    void whatWasAcknowledgedIsThereWithItsBytes() throws Exception {
        Map<Long, String> acknowledged = new HashMap<>();
        for (int round = 0; round < 2; round++) {
            sendUntilKilled(round, acknowledged);
            try (SandboxHost host = new SandboxHost(home)) {
                for (Map.Entry<Long, String> each : acknowledged.entrySet()) {
                    JsonObject message = host.data("get_msg", "{'message_id':" + each.getKey() + "}");
                    JsonObject image = ((JsonObject)
                                    message.array("message").orElseThrow().get(0))
                            .object("data")
                            .orElseThrow();
                    assertThat(Path.of(URI.create(image.string("url", "")))).hasContent(each.getValue());
                }
                try (Stream<Path> incoming = Files.list(home.resolve("data/sandbox/files/10000"))) {
                    assertThat(incoming).isEmpty();
                }
                try (Stream<Path> images = Files.list(home.resolve("data/image"))) {
                    assertThat(images)
                            .allSatisfy(image ->
                                    assertThat(image.getFileName().toString()).matches("[0-9A-F]{64}\\.tmp"));
                }
            }
        }
    }

    private void sendUntilKilled(int round, Map<Long, String> acknowledged) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Sender.class.getName(),
                        home.toString(),
                        "r" + round)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int count = 0;
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = DurabilityTest.wholeLine(out); line != null; line = DurabilityTest.wholeLine(out)) {
                String[] parts = line.split(" ", 2);
                acknowledged.put(Long.parseLong(parts[0]), parts[1]);
                count++;
                if (count == ENOUGH) {
                    process.destroyForcibly();
                }
            }
        } catch (IOException pipeClosed) {
            // the process was killed while it wrote
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(count).isGreaterThanOrEqualTo(ENOUGH);
    }
}
