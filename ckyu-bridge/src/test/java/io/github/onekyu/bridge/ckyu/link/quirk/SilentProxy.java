package io.github.onekyu.bridge.ckyu.link.quirk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between two and can fall silent: both connections stay open, and no byte passes any more. */
public final class SilentProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean silent;

    public SilentProxy(int target) {
        this.target = target;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread(this::accept);
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "silent-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket in = listener.accept();
                Socket out = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(in);
                sockets.add(out);
                boolean mute = silent;
                thread(() -> pump(in, out, mute));
                thread(() -> pump(out, in, mute));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    /** What is read while silent is thrown away, as by a router that forgot the connection. */
    private void pump(Socket from, Socket to, boolean mute) {
        byte[] buffer = new byte[8192];
        try (InputStream in = from.getInputStream()) {
            OutputStream out = to.getOutputStream();
            int count;
            while ((count = in.read(buffer)) >= 0) {
                if (!silent && !mute) {
                    out.write(buffer, 0, count);
                }
            }
            if (!silent) {
                to.close();
            }
        } catch (IOException ended) {
            // one end left
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** From now on, or until told otherwise, nothing passes. */
    public void silent(boolean now) {
        silent = now;
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
