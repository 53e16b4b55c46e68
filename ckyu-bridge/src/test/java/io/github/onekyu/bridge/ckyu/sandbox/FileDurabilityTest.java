package io.github.onekyu.bridge.ckyu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
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

/** Files of a process that is killed while it uploads and deletes. */
class FileDurabilityTest {
    private static final int ENOUGH = 60;

    @TempDir
    Path home;

    /** Uploads files that contain their names, deletes every third, and prints what was acknowledged. */
    static final class Uploader {
        public static void main(String[] args) {
            SandboxHost host = new SandboxHost(Path.of(args[0]));
            for (int thread = 0; thread < 3; thread++) {
                String prefix = args[1] + "-" + thread + "-";
                new Thread(() -> upload(host, prefix)).start();
            }
        }

        private static void upload(SandboxHost host, String prefix) {
            for (int i = 0; true; i++) {
                String name = prefix + i;
                String data = Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
                String id = host.data(
                                "upload_group_file",
                                "{'group_id':20001,'name':'" + name + "','file':'base64://" + data + "'}")
                        .string("file_id", "");
                if (i % 3 != 0) {
                    print("+" + name);
                } else {
                    host.call("delete_group_file", "{'group_id':20001,'file_id':'" + id + "','busid':102}");
                    print("-" + name);
                }
            }
        }

        private static synchronized void print(String line) {
            System.out.println(line);
            System.out.flush();
        }
    }

    @Test
    @Tag("A-upload_group_file")
    @Tag("A-delete_group_file")
    void whatWasAcknowledgedIsThereAndNothingElse() throws Exception {
        Map<String, Boolean> acknowledged = new HashMap<>();
        for (int round = 0; round < 3; round++) {
            uploadUntilKilled(round, acknowledged);
            try (SandboxHost host = new SandboxHost(home)) {
                Map<String, byte[]> there = new HashMap<>();
                for (JsonValue each : host.control().world().array("files").orElseThrow()) {
                    JsonObject file = (JsonObject) each;
                    there.put(file.string("name", ""), Files.readAllBytes(Path.of(URI.create(file.string("url", "")))));
                }
                assertThat(there)
                        .allSatisfy(
                                (name, bytes) -> assertThat(bytes).asString().isEqualTo(name));
                acknowledged.forEach((name, kept) ->
                        assertThat(there.containsKey(name)).as(name).isEqualTo(kept));
                try (Stream<Path> contents = Files.list(home.resolve("data/sandbox/files/10000"))) {
                    assertThat(contents).hasSize(there.size());
                }
            }
        }
    }

    private void uploadUntilKilled(int round, Map<String, Boolean> acknowledged) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Uploader.class.getName(),
                        home.toString(),
                        "r" + round)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int count = 0;
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = DurabilityTest.wholeLine(out); line != null; line = DurabilityTest.wholeLine(out)) {
                acknowledged.put(line.substring(1), line.startsWith("+"));
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
