package io.github.onekyu.testkit.contract;

import io.github.onekyu.testkit.OneBotFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** How the contract gets at one transport. Made anew for every test and closed after it. */
public interface TransportFixture extends AutoCloseable {
    /** The transport's name. */
    String transport();

    /** An account with the transport turned on, not started; the contract adds settings of its own. Called once. */
    OneBotFixture.Setup setup();

    /**
     * Connects a bot, or for a transport that dials: waits for it to come.
     *
     * @param headers whole lines for the request, such as credentials; only with AUTH
     */
    BotPeer connect(OneBotFixture account, String... headers);

    /**
     * AUTH: asks to be let in and leaves.
     *
     * @param query with its question mark, or empty
     * @return the HTTP status; anything below 300 means let in
     */
    default int knock(OneBotFixture account, String query, String... headers) {
        throw new UnsupportedOperationException("no AUTH");
    }

    /** LISTENS: the key that says on which port. */
    default String portKey() {
        return transport() + "_port";
    }

    /** LISTENS: takes a free port away until it is closed. */
    default Occupied occupy() {
        return Occupied.loopback();
    }

    /** LISTENS: whether anybody listens there. */
    default boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** LISTENS: connects below the protocol, sends these bytes and stays there, silent, until it is closed. */
    default AutoCloseable intrude(int port, byte[] bytes) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            socket.setSoLinger(true, 0); // leaves with a reset
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void close();

    /** A port that somebody else has. */
    interface Occupied extends AutoCloseable {
        int port();

        @Override
        void close();

        private static Occupied loopback() {
            try {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                return new Occupied() {
                    @Override
                    public int port() {
                        return socket.getLocalPort();
                    }

                    @Override
                    public void close() {
                        try {
                            socket.close();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                };
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
