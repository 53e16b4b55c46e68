package io.github.onekyu.bridge.ckyu.sandbox;

import static io.github.onekyu.bridge.ckyu.sandbox.SandboxHost.await;
import static io.github.onekyu.bridge.ckyu.sandbox.SandboxHost.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.onekyu.core.error.BackendException;
import io.github.onekyu.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurabilityTest {
    private static final int ROUNDS = 3;

    @TempDir
    Path home;

    /** Sends without pause and prints the id of each message that was acknowledged, until it is killed. */
    static final class Sender {
        public static void main(String[] args) {
            SandboxHost host = new SandboxHost(Path.of(args[0]));
            for (int thread = 0; thread < 4; thread++) {
                new Thread(() -> {
                            while (true) {
                                print(host.data("send_group_msg", "{'group_id':20001,'message':'x'}"));
                                print(host.say("{'type':'private','user_id':10001,'message':'y'}"));
                            }
                        })
                        .start();
            }
        }

        private static void print(JsonObject acknowledged) {
            System.out.println(acknowledged.integer("message_id", 0));
        }
    }

    @Test
    void everythingAcknowledgedSurvivesAKillAndNoIdComesTwice() throws Exception {
        Set<Integer> ever = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            Set<Integer> acknowledged = sendUntilKilled(500 + 100 * round);
            assertThat(acknowledged).noneMatch(ever::contains);
            ever.addAll(acknowledged);
            try (SandboxHost host = new SandboxHost(home)) {
                for (int id : ever) {
                    host.data("get_msg", "{'message_id':" + id + "}"); // fails where it is missing
                }
                int next = (int) host.data("send_group_msg", "{'group_id':20001,'message':'z'}")
                        .integer("message_id", 0);
                assertThat(ever).allMatch(id -> id < next);
                ever.add(next);
            }
        }
    }

    private Set<Integer> sendUntilKilled(int enough) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Sender.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Set<Integer> acknowledged = new HashSet<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            while (line != null) {
                acknowledged.add(Integer.parseInt(line));
                if (acknowledged.size() == enough) {
                    process.destroyForcibly();
                }
                line = wholeLine(out);
            }
        } catch (IOException pipeClosed) {
            // the process was killed while it wrote
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(enough);
        return acknowledged;
    }

    /** The next line, or null where the killed process did not get to its end. */
    static String wholeLine(BufferedReader out) throws IOException {
        StringBuilder line = new StringBuilder();
        int c = out.read();
        while (c != -1 && c != '\n') {
            line.append((char) c);
            c = out.read();
        }
        return c == -1 ? null : line.toString().strip();
    }

    @Test
    void theWholeWorldSurvivesARestart() {
        JsonObject before;
        JsonObject requests;
        try (SandboxHost host = new SandboxHost(home)) {
            host.call("set_group_kick", "{'group_id':20001,'user_id':10002,'reject_add_request':true}");
            host.call("set_group_card", "{'group_id':20001,'user_id':10001,'card':'A.'}");
            host.call("set_group_ban", "{'group_id':20001,'user_id':10001,'duration':600}");
            host.call("send_like", "{'user_id':10001}");
            host.say("{'type':'group','group_id':20001,'user_id':10003,'message':'x','anonymous':{'name':'Fox'}}");
            host.request("{'request_type':'friend','user_id':777,'comment':'c'}");
            host.request("{'request_type':'group','sub_type':'add','group_id':20001,'user_id':778}");
            host.call("delete_msg", "{'message_id':1}"); // anonymous, so below an admin
            await(host.control().putFriend(779, json("{'nickname':'Zoe','remark':'Z'}")));
            before = host.control().world();
            requests = host.control().requests();
        }
        try (SandboxHost host = new SandboxHost(home)) {
            assertThat(host.control().world()).isEqualTo(before);
            assertThat(host.control().requests()).isEqualTo(requests);
            JsonObject message = (JsonObject) host.messages("").get(0);
            assertThat(message.isTrue("recalled")).isTrue();
            assertThat(message.object("anonymous").orElseThrow().string("name", ""))
                    .isEqualTo("Fox");
            assertThat(host.refused(host.control()
                            .request(json("{'request_type':'group','sub_type':'add','group_id':20001,"
                                    + "'user_id':10002}"))))
                    .hasMessageContaining("for good");
        }
    }

    @Test
    @Tag("M-10")
    void idsGoOnAfterARestartAndAReset() {
        try (SandboxHost host = new SandboxHost(home)) {
            host.call("send_private_msg", "{'user_id':10001,'message':'a'}");
            host.call("send_private_msg", "{'user_id':10001,'message':'b'}");
            await(host.control().reset());
        }
        try (SandboxHost host = new SandboxHost(home)) {
            assertThat(host.messages("")).isEmpty();
            assertThat(host.data("send_private_msg", "{'user_id':10001,'message':'c'}"))
                    .isEqualTo(json("{'message_id':3}"));
        }
    }

    @Test
    void aWorldInUseIsRefusedWithTheNextStep() {
        try (SandboxHost first = new SandboxHost(home)) {
            assertThatExceptionOfType(BackendException.class)
                    .isThrownBy(() -> new SandboxHost(home))
                    .withMessageContaining("OKY-1601")
                    .withMessageContaining("10000.world")
                    .withMessageContaining("data_dir");
            first.call("send_private_msg", "{'user_id':10001,'message':'the first goes on'}");
        }
    }

    @Test
    void aDamagedWorldIsRefusedWithTheNextStep() throws IOException {
        Path file = home.resolve("data").resolve("sandbox").resolve("10000.world");
        Files.createDirectories(file.getParent());
        Files.write(file, List.of("this is no store", "x".repeat(10_000)));
        assertThatExceptionOfType(BackendException.class)
                .isThrownBy(() -> new SandboxHost(home))
                .withMessageContaining("OKY-1603")
                .withMessageContaining("move the file away");
    }

    @Test
    void aDirectoryThatCannotBeMadeIsRefused() throws IOException {
        Files.writeString(home.resolve("data"), "a file where a directory should be");
        assertThatExceptionOfType(BackendException.class)
                .isThrownBy(() -> new SandboxHost(home))
                .withMessageContaining("OKY-1602")
                .withMessageContaining("data_dir");
    }

    @Test
    void stoppingEndsTheWriterAndRefusesLaterCalls() {
        SandboxHost host = new SandboxHost(home);
        host.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("onekyu-sandbox"));
        assertThat(host.refusal("send_private_msg", "{'user_id':10001,'message':'a'}"))
                .isEqualTo(103);
        host.backend.stop(Duration.ofSeconds(1)); // again, as after a failed start
    }

    @Test
    void manyConcurrentSendsGetEachItsOwnId() throws InterruptedException {
        try (SandboxHost host = new SandboxHost(home)) {
            Set<Long> ids = ConcurrentHashMap.newKeySet();
            AtomicInteger left = new AtomicInteger(2000);
            Thread[] threads = new Thread[4];
            for (int i = 0; i < threads.length; i++) {
                threads[i] = new Thread(() -> {
                    while (left.getAndDecrement() > 0) {
                        ids.add(host.data("send_group_msg", "{'group_id':20001,'message':'x'}")
                                .integer("message_id", 0));
                    }
                });
                threads[i].start();
            }
            for (Thread thread : threads) {
                thread.join(60_000);
            }
            assertThat(ids).hasSize(2000);
        }
    }
}
