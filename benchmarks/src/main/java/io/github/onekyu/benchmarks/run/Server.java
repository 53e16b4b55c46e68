package io.github.onekyu.benchmarks.run;

import io.github.onekyu.benchmarks.control.ControlClient;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A process under test. Closing it ends it. */
public final class Server implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 15;

    private final String name;
    private final Process process;
    private final int httpPort;
    private final int wsPort;
    private final ControlClient control;

    Server(String name, Process process, int httpPort, int wsPort, ControlClient control) {
        this.name = name;
        this.process = process;
        this.httpPort = httpPort;
        this.wsPort = wsPort;
        this.control = control;
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public URI http(String path) {
        return URI.create("http://127.0.0.1:" + httpPort + path);
    }

    public URI ws(String path) {
        return URI.create("ws://127.0.0.1:" + wsPort + path);
    }

    public ControlClient control() {
        return control;
    }

    /** Raises so many events; returns when the server has begun with the last. */
    public void events(int number, int perSecond, int padding) {
        control.ask("events " + number + " " + perSecond + " " + padding);
    }

    /** Bytes in use after a collection. */
    public long heap() {
        return control.number("heap");
    }

    /** Waits until connections that were closed are gone here too. */
    public void awaitFiles(long atMost) {
        Lab.until(name + ": connections gone", Duration.ofSeconds(30), () -> ProcFs.files(pid()) <= atMost);
    }

    @Override
    public void close() {
        control.close();
        end(process);
    }

    /** SIGTERM, and SIGKILL if that does not do. */
    public static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
