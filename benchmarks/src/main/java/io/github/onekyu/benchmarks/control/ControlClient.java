package io.github.onekyu.benchmarks.control;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The runner's end. Not thread-safe. */
public final class ControlClient implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;

    public ControlClient(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a line and waits for its answer. */
    public String ask(String line) {
        try {
            socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            String answer = in.readLine();
            if (answer == null) {
                throw new IllegalStateException("\"" + line + "\": the server has gone");
            }
            if (!answer.startsWith("ok ")) {
                throw new IllegalStateException("\"" + line + "\": " + answer);
            }
            return answer.substring(3);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long number(String line) {
        return Long.parseLong(ask(line));
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
