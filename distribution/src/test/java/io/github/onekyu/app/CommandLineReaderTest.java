package io.github.onekyu.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever ends before the account serves; starts that succeed are tried as a process. */
class CommandLineReaderTest {
    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void versionIsOneLine() {
        assertThat(execute("--version")).isZero();
        assertThat(text(out)).matches("Onekyu \\d+\\.\\d+\\.\\d+\\R");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void helpNamesOptionsAndExitCodes(String option) {
        assertThat(execute(option)).isZero();
        assertThat(text(out)).contains("--home", "--set", "78 configuration");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--no-such-option", "walk", "--home"})
    void mistakesInUsageAreOneLineAndExit2(String argument) {
        assertThat(execute(argument)).isEqualTo(2);
        assertThat(text(err)).startsWith("OKY-1804 ").hasLineCount(1);
    }

    @Test
    @Tag("EP-15")
    void aPresetIsShownForBothSides() {
        for (String name : io.github.onekyu.core.config.Presets.NAMES) {
            assertThat(execute("preset", name)).isZero();
            assertThat(out.toString(StandardCharsets.UTF_8)).contains("preset = " + name, name + ":");
        }
        assertThat(execute("preset", "koish")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("\"koish\"", "koishi");
    }

    @Test
    void settingWithoutAKeyIsNotRepeated() {
        assertThat(execute("--set", "hidden-value")).isEqualTo(2);
        assertThat(text(err)).startsWith("OKY-1804 ").doesNotContain("hidden-value");
    }

    @Test
    @Tag("CFG-05")
    void unknownKeysAndBadValuesThatWereTypedExit78() throws IOException {
        assertThat(execute("run", "--home", home.toString(), "--set", "prot=1", "--set", "use_ws=maybe"))
                .isEqualTo(78);
        assertThat(text(err).lines())
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).startsWith("OKY-1007").contains("prot", "did you mean port?"))
                .anySatisfy(line -> assertThat(line).startsWith("OKY-1008").contains("use_ws", "maybe"));
        assertThat(home).isEmptyDirectory();
    }

    @Test
    @Tag("CFG-08")
    void brokenFileExits78AndStaysAsItWas() throws IOException {
        Path file = home.resolve("config.ini");
        Files.writeString(file, "[general]\nport 5700\n");

        assertThat(execute("--home", home.toString())).isEqualTo(78);
        assertThat(text(err)).startsWith("OKY-1001 " + file).contains("line 2").hasLineCount(1);
        assertThat(file).hasContent("[general]\nport 5700\n");
        assertThat(home.resolve("data")).doesNotExist();
    }

    @Test
    void homeMayComeFromTheEnvironment() throws IOException {
        environment.put("ONEKYU_HOME", home.toString());
        environment.put("ONEKYU_DIST", "/nowhere");
        Files.writeString(home.resolve("config.json"), "[]");

        assertThat(execute()).isEqualTo(78);
        assertThat(text(err)).contains(home.resolve("config.json").toString());
    }

    @Test
    void homeThatIsAFileIsNoPlaceToStart() throws IOException {
        Path file = Files.createFile(home.resolve("file"));

        assertThat(execute("--home", file.toString())).isEqualTo(78);
        assertThat(text(err)).startsWith("OKY-").contains(file.toString()).hasLineCount(1);
    }

    @Test
    void backendThatIsNotInstalledExits78() {
        assertThat(execute("--home", home.toString(), "--set", "backend=nothing", "--set", "console_port=0"))
                .isEqualTo(78);
        assertThat(text(err)).contains("backend", "nothing").hasLineCount(1);
    }

    @Test
    void realAccountBehindAnOpenDoorIsRefused() {
        assertThat(execute("--home", home.toString(), "--set", "backend=onebot", "--set", "host=0.0.0.0"))
                .isEqualTo(78);
        assertThat(text(err))
                .startsWith("OKY-1807 access_token")
                .contains("host 0.0.0.0 (port 5700)", "allow_insecure")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"port", "ws_port"})
    @Tag("NET-05")
    void busyPortExits69AndIsNamed(String key) throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(busy.getLocalPort());
            Map<String, String> ports = new HashMap<>(Map.of("port", "0", "ws_port", "0", "console_port", "0"));
            ports.put(key, port);

            int code = execute(
                    "--home", home.toString(),
                    "--set", "port=" + ports.get("port"),
                    "--set", "ws_port=" + ports.get("ws_port"),
                    "--set", "console_port=" + ports.get("console_port"));

            assertThat(text(err)).startsWith("OKY-").contains(port).doesNotContain("\tat ");
            assertThat(code).isEqualTo(69);
            assertThat(text(out)).doesNotContain("Ready");
        }
    }

    private int execute(String... args) {
        return new CommandLineReader(environment, stream(out), stream(err)).execute(args);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
