package io.github.onekyu.core.diagnosis;

import io.github.onekyu.core.transport.PortOwner;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import org.jspecify.annotations.Nullable;

/** The way to a peer, up to the first byte: name, TCP, TLS. */
final class Reach {
    private static final int CONNECT_LIMIT = 3000;

    private final Probe probe;
    private final Steps steps;
    private final @Nullable KeyStore trusted;

    Reach(Probe probe, Steps steps, @Nullable KeyStore trusted) {
        this.probe = probe;
        this.steps = steps;
        this.trusted = trusted;
    }

    /** A connection over which HTTP can be spoken. Whoever takes it closes it. */
    Socket open() throws Finding, IOException {
        Address address = probe.address();
        InetAddress[] found = resolve(address);
        Socket socket = connect(address, found);
        if (!address.secure()) {
            return socket;
        }
        try {
            steps.begin("tls");
            Socket secure = new TlsCheck(address, trusted).over(socket);
            steps.done("secure, and the certificate is for " + address.hostName());
            return secure;
        } catch (GeneralSecurityException none) {
            socket.close();
            throw new IOException("this Java has no TLS: " + none.getMessage(), none);
        } catch (Finding failed) {
            socket.close();
            throw failed.reason() == Cause.TLS_FAILED && speaksPlainly() ? TlsCheck.noTls(address) : failed;
        } catch (IOException failed) {
            socket.close();
            if (speaksPlainly()) {
                throw TlsCheck.noTls(address);
            }
            throw failed;
        }
    }

    /** Many servers close, or wait for more, when they are spoken to in TLS and have none. */
    private boolean speaksPlainly() {
        Address address = probe.address();
        try (Socket socket = new Socket()) {
            int limit = Math.max(1, Math.min(1500, steps.millisLeft()));
            socket.connect(new InetSocketAddress(address.hostName(), address.port()), limit);
            socket.setSoTimeout(limit);
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: " + address.hostHeader() + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return HttpHead.read(socket.getInputStream()).isPresent();
        } catch (IOException none) {
            return false;
        }
    }

    private InetAddress[] resolve(Address address) throws Finding {
        steps.begin("dns");
        try {
            InetAddress[] found = InetAddress.getAllByName(address.hostName());
            steps.done(address.hostName() + " is " + found[0].getHostAddress());
            return found;
        } catch (UnknownHostException unknown) {
            throw notReached(unknown);
        }
    }

    /** One address after the other: {@code localhost} has two, and many servers listen on one of them only. */
    private Socket connect(Address address, InetAddress[] found) throws Finding, IOException {
        steps.begin("connect");
        IOException last = new ConnectException("no address");
        for (InetAddress each : found) {
            Socket socket = new Socket();
            try {
                socket.connect(
                        new InetSocketAddress(each, address.port()), Math.min(CONNECT_LIMIT, steps.millisLeft()));
                socket.setSoTimeout(steps.millisLeft());
                steps.done("connected to " + address.place());
                return socket;
            } catch (IOException failed) {
                socket.close();
                last = failed;
            }
        }
        throw unreached(address, last);
    }

    private Finding unreached(Address address, IOException failure) {
        String place = address.place();
        if (probe.kind() == Probe.Kind.LISTENER && failure instanceof ConnectException) {
            return new Finding(
                    Cause.NOT_LISTENING,
                    "nothing listens on " + place + "; start Onekyu, or look into its log why the port was not bound ("
                            + probe.key() + ")");
        }
        return notReached(failure);
    }

    private Finding notReached(IOException failure) {
        Address address = probe.address();
        return new Finding(
                Cause.ofConnect(failure),
                Reasons.notReached(probe.peer(), address.hostName(), address.place(), probe.key(), failure));
    }

    /** Whether TLS is spoken where we tried without. */
    boolean speaksTls() {
        Address address = probe.address();
        try (Socket socket = new Socket()) {
            int limit = Math.max(1, Math.min(1500, steps.millisLeft()));
            socket.connect(new InetSocketAddress(address.hostName(), address.port()), limit);
            socket.setSoTimeout(limit);
            new TlsCheck(address, trusted).over(socket).close();
            return true;
        } catch (Finding found) {
            return found.reason() != Cause.NO_TLS_THERE && found.reason() != Cause.TLS_FAILED;
        } catch (IOException | GeneralSecurityException none) {
            return false;
        }
    }

    /** Who holds the port, for a listener of ours that answers like somebody else. */
    static String owner(int port) {
        return PortOwner.of(port).map(owner -> " (" + owner + ")").orElse("");
    }
}
