package io.github.onekyu.benchmarks.control;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The runner's way into a server under test: lines of words on a loopback port, each answered by one line. One runner at a
 * time; one thread, which costs nothing while nobody asks.
 */
public final class ControlServer implements AutoCloseable {
    private final ServerSocket socket;
    private final Commands commands;

    /** Does what a line asks for. */
    @FunctionalInterface
    public interface Commands {
        /** @return the answer, without a line break */
        String run(List<String> words) throws Exception;
    }

    public ControlServer(Commands commands) {
        this.commands = commands;
        try {
            socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "bench-control");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket peer = socket.accept()) {
                talk(peer);
            } catch (IOException gone) {
                // the runner has left, or this server was closed
            }
        }
    }

    private void talk(Socket peer) throws IOException {
        peer.setTcpNoDelay(true);
        BufferedReader in = new BufferedReader(new InputStreamReader(peer.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = peer.getOutputStream();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.write((answer(line) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    private String answer(String line) {
        try {
            return "ok " + commands.run(List.of(line.split(" ")));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "failed interrupted";
        } catch (Exception failure) {
            return "failed " + failure.toString().replace('\n', ' ');
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
