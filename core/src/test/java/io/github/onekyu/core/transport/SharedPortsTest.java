package io.github.onekyu.core.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.onekyu.core.transport.SharedPorts.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SharedPortsTest {
    private final SharedPorts ports = new SharedPorts();
    private final List<Bound> opened = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(Bound::closePort);
    }

    /** A real socket, so that a port is really taken. */
    private static final class Bound implements SharedPorts.BoundPort {
        private final ServerSocket socket;
        private final PortResidents<String> residents;
        private Runnable onClosed = () -> {};
        private int released;

        Bound(InetSocketAddress address, PortResidents<String> residents) throws IOException {
            socket = new ServerSocket(address.getPort(), 1, address.getAddress());
            this.residents = residents;
        }

        @Override
        public InetSocketAddress address() {
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }

        @Override
        public boolean isOpen() {
            return !socket.isClosed();
        }

        @Override
        public void onClosed(Runnable task) {
            onClosed = task;
        }

        @Override
        public void closePort() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            onClosed.run();
        }

        @Override
        public void release() {
            released++;
        }
    }

    @Test
    @Tag("ACC-05")
    void theFirstOpensAndTheLastCloses() throws IOException {
        Place first = join("http", 0, 1);
        int port = first.address().getPort();
        Place second = join("http", port, 2);
        assertThat(opened).hasSize(1);
        assertThat(second.address()).isEqualTo(first.address());

        first.leave();
        first.release();
        assertThat(opened.get(0).isOpen()).isTrue();
        assertThat(opened.get(0).released).isZero();
        assertThat(opened.get(0).residents.find("/x", Optional.empty()).resident())
                .contains("2");

        second.leave();
        second.leave();
        assertThat(opened.get(0).isOpen()).isFalse();
        assertThat(opened.get(0).released).isZero();
        second.release();
        second.release();
        assertThat(opened.get(0).released).isOne();
        assertThat(lost).as("nobody who left has lost anything").isEmpty();

        assertThat(join("http", port, 1).address().getPort()).isEqualTo(port);
        assertThat(opened).hasSize(2);
    }

    @Test
    @Tag("ACC-05")
    @Tag("ACC-09")
    void thoseWhoEndTogetherDoNotCutEachOtherOff() throws IOException {
        Place first = join("http", 0, 1);
        Place second = join("http", first.address().getPort(), 2);

        first.leave();
        second.leave();
        assertThat(opened.get(0).isOpen()).isFalse();
        assertThat(opened.get(0).residents.find("/1/x", Optional.empty()).resident())
                .as("to say no in its own words")
                .contains("1");
        second.release();
        assertThat(opened.get(0).released).isZero();
        first.release();
        assertThat(opened.get(0).released).isOne();
    }

    @Test
    @Tag("ACC-05")
    void anotherTransportOrTheSameAccountTwiceIsRefused() throws IOException {
        int port = join("http", 0, 1).address().getPort();

        assertThatThrownBy(() -> join("ws", port, 2))
                .isInstanceOf(SharedPorts.TakenException.class)
                .hasMessageContaining("http listener of this process");
        assertThatThrownBy(() -> join("http", port, 1))
                .isInstanceOf(SharedPorts.TakenException.class)
                .hasMessageContaining("another http endpoint of this account");
    }

    @Test
    @Tag("ACC-05")
    void theSamePortAtAnotherHostIsRefusedInWords() throws IOException {
        int port = join("http", 0, 1).address().getPort();

        assertThatThrownBy(() -> join("http", new InetSocketAddress("0.0.0.0", port), 2))
                .isInstanceOf(SharedPorts.TakenException.class)
                .hasMessageContaining("127.0.0.1")
                .hasMessageContaining("give both the same one");
    }

    @Test
    @Tag("ACC-05")
    void everyAddressIsTheSameHoweverItIsWritten() throws IOException {
        int port =
                join("http", new InetSocketAddress("0.0.0.0", 0), 1).address().getPort();

        join("http", new InetSocketAddress("0.0.0.0", port), 2);
        join("http", new InetSocketAddress("::", port), 3);

        assertThat(opened).hasSize(1);
    }

    @Test
    void aPortOfAnotherProcessIsNotOurs() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> join("http", other.getLocalPort(), 1))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(SharedPorts.TakenException.class);
        }
    }

    @Test
    @Tag("ACC-05")
    void portZeroIsAPortOfItsOwn() throws IOException {
        assertThat(join("http", 0, 1).address()).isNotEqualTo(join("http", 0, 2).address());
    }

    @Test
    void whoIsThereHearsThatThePortIsLostAndItCanBeOpenedAnew() throws IOException {
        int port = join("http", 0, 1).address().getPort();
        join("http", port, 2);
        Place third = join("http", port, 3);
        third.leave();

        opened.get(0).closePort();

        assertThat(lost).containsExactlyInAnyOrder("1", "2");
        assertThat(join("http", port, 4).isOpen()).isTrue();
    }

    private Place join(String kind, int port, long account) throws IOException {
        return join(kind, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), account);
    }

    private Place join(String kind, InetSocketAddress address, long account) throws IOException {
        String name = Long.toString(account);
        return ports.join(kind, address, account, name, () -> lost.add(name), (at, residents) -> {
            Bound bound = new Bound(at, residents);
            opened.add(bound);
            return bound;
        });
    }
}
