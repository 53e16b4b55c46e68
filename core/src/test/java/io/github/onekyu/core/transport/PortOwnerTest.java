package io.github.onekyu.core.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortOwnerTest {
    @Test
    void theProcessThatListensIsFoundWhereTheSystemTells() throws IOException {
        assumeTrue(Files.isReadable(Path.of("/proc/net/tcp")), "only Linux tells");
        for (String address : new String[] {"127.0.0.1", "0.0.0.0"}) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(address))) {
                assertThat(PortOwner.of(socket.getLocalPort())).hasValueSatisfying(owner -> {
                    assertThat(owner.pid()).isEqualTo(ProcessHandle.current().pid());
                    assertThat(owner.name()).isNotBlank();
                });
            }
        }
    }

    @Test
    void aFreePortHasNoOwner() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThat(PortOwner.of(port)).isEmpty();
    }

    @Test
    void whatCannotBeReadIsNoError(@TempDir Path proc) throws IOException {
        assertThat(PortOwner.of(proc, 80)).isEmpty();
        Files.createDirectories(proc.resolve("net"));
        Files.writeString(proc.resolve("net/tcp"), """
                  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                   0: 0100007F:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1
                   broken
                """);
        Files.createDirectories(proc.resolve("12"));
        assertThat(PortOwner.of(proc, 80)).isEmpty();
    }
}
