package io.github.onekyu.benchmarks.row;

import io.github.onekyu.benchmarks.report.Figure;
import io.github.onekyu.benchmarks.report.Goal;
import io.github.onekyu.benchmarks.run.Cost;
import io.github.onekyu.benchmarks.run.Lab;
import io.github.onekyu.benchmarks.run.ProcFs;
import io.github.onekyu.benchmarks.run.Rounds;
import io.github.onekyu.benchmarks.run.Server;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** From the command to the first answer over HTTP: the launcher, once it has run before, against plain {@code java}. */
public final class StartRow implements Row {
    private static final long LIMIT_SECONDS = 60;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public List<Figure> measure(Lab lab) {
        Prepared home = Prepared.by(lab);
        launcher(lab, home); // both from the disk's cache
        plain(lab, home);
        Supplier<Cost> launcher = () -> launcher(lab, home);
        Supplier<Cost> plain = () -> plain(lab, home);
        Rounds rounds = Rounds.run(lab.options().rounds(), Map.of("launcher", launcher, "plain", plain));
        lab.say(String.format(
                Locale.ROOT,
                "CPU until the first answer: launcher %s ms, plain %s ms",
                rounds.all("launcher", cost -> cost.cpuMicros() / 1000),
                rounds.all("plain", cost -> cost.cpuMicros() / 1000)));
        return List.of(new Figure(
                name(),
                "second start until the first answer",
                "ms",
                rounds.all("launcher", Cost::p50Millis),
                "plain java, same jars",
                rounds.all("plain", Cost::p50Millis),
                Goal.atMost(0.85, 0.6)));
    }

    private static Cost launcher(Lab lab, Prepared home) {
        int port = freePort();
        long begin = System.nanoTime();
        return firstAnswer(begin, port, lab.installed(lab.newFolder("start"), home.cache(), home.arguments(port)));
    }

    private static Cost plain(Lab lab, Prepared home) {
        int port = freePort();
        Path dist = lab.distribution().plain();
        List<String> command = new ArrayList<>(List.of(
                lab.options().jdk().resolve("bin/java").toString(),
                "-cp",
                dist.resolve("lib/*").toString(),
                "io.github.onekyu.app.Main"));
        command.addAll(List.of(home.arguments(port)));
        long begin = System.nanoTime();
        return firstAnswer(begin, port, lab.start(new ProcessBuilder(command), lab.newFolder("start")));
    }

    private static Cost firstAnswer(long begin, int port, Process process) {
        try {
            long end = begin + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
            while (!answers(port)) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IllegalStateException("no answer on port " + port);
                }
                LockSupport.parkNanos(1_000_000);
            }
            double millis = (System.nanoTime() - begin) / 1e6;
            return new Cost(1000 / millis, ProcFs.cpuMicros(process.pid()), millis, millis);
        } finally {
            Server.end(process);
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5000);
            socket.getOutputStream()
                    .write("GET /get_status HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(12), StandardCharsets.US_ASCII).equals("HTTP/1.1 200");
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
