package io.github.onekyu.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.error.ConfigProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {
    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> typed = new HashMap<>();

    @Test
    @Tag("ACC-01")
    void everySectionOfAnAccountIsAnAccount() {
        write(
                "config.ini",
                "[general]\nport = 1\n[20002000]\nport = 2\n[10001000.ws.a]\nport = 3\n[somebody]\nport = 4\n");

        LoadedAccounts loaded = load();

        assertThat(ids(loaded)).containsExactly(20002000L, 10001000L);
        assertThat(loaded.accounts().get(0).config().port("port", 0)).isEqualTo(2);
        assertThat(loaded.accounts().get(0).config().json().has("endpoints")).isFalse();
        assertThat(loaded.accounts().get(1).config().port("port", 0)).isEqualTo(1);
        assertThat(loaded.accounts().get(1).config().json().get("endpoints"))
                .hasToString("{\"ws.a\":{\"port\":\"3\"}}");
        assertThat(loaded.accounts().get(1).config().integer("self_id", 0)).isEqualTo(10001000);
        assertThat(loaded.files()).containsExactly(home.resolve("config.ini"));
    }

    @Test
    @Tag("ACC-01")
    void soAreMembersOfAJsonFileAndFilesOfTheirOwn() {
        write("config/10001000.json", "{\"port\": 2}");
        write("config/20002000.json", "{\"port\": 3}");
        assertThat(ids(load())).containsExactly(10001000L, 20002000L);

        write("config.json", "{\"20002000\": {\"port\": 4}, \"general\": {}, \"10001000\": {}}");
        assertThat(ids(load())).containsExactly(20002000L, 10001000L);

        write("config/general.ini", "[general]\n");
        write("config/30003000.ini", "[general]\n");
        assertThat(ids(load())).containsExactly(30003000L);
    }

    @Test
    @Tag("ACC-01")
    void oneCanBeChosen() {
        write("config.ini", "[general]\n[10001000]\nport = 1\n[20002000]\nport = 2\n");

        typed.put("self_id", "20002000");
        assertThat(ids(load())).containsExactly(20002000L);
        typed.clear();
        environment.put("ONEKYU_SELF_ID", "30003000");
        assertThat(ids(load())).containsExactly(30003000L);
    }

    @Test
    @Tag("ACC-01")
    void theGeneralPartSaysWhichIsTheFirst() {
        write("config.ini", "[general]\nself_id = 20002000\n[10001000]\n[20002000]\n");
        assertThat(ids(load())).containsExactly(20002000L, 10001000L);
        assertThat(load().accounts().get(0).config().warnings()).isEmpty();
    }

    @Test
    @Tag("ACC-01")
    void anAccountThatHasNoSectionWhileOthersHaveIsWarnedOf() {
        write("config.ini", "[general]\nself_id = 5\n[10001000]\n[20002000]\n");
        assertThat(ids(load())).containsExactly(10001000L, 20002000L);
        assertThat(warnings(load().accounts().get(0))).containsExactly("OKY-1013 self_id");

        write("config.ini", "[general]\nself_id = 5\n");
        assertThat(ids(load())).containsExactly(5L);
        assertThat(warnings(load().accounts().get(0))).isEmpty();
    }

    @Test
    @Tag("ACC-03")
    void consoleAndLogAreTheGeneralPartsAffair() {
        write(
                "config.ini",
                "[general]\nconsole_port = 1\naccess_token = g\n[10001000]\nconsole_port = 2\nlog_level = debug\n"
                        + "access_token = a\n[20002000]\nport = 2\n");

        LoadedAccounts loaded = load();

        assertThat(loaded.process().port("console_port", 0)).isEqualTo(1);
        assertThat(loaded.process().text("log_level")).contains("info");
        assertThat(loaded.process().text("access_token")).contains("g");
        assertThat(warnings(loaded.accounts().get(0)))
                .containsExactlyInAnyOrder("OKY-1013 console_port", "OKY-1013 log_level");
        assertThat(warnings(loaded.accounts().get(1))).isEmpty();
    }

    @Test
    @Tag("ACC-03")
    void aSingleAccountsSectionStillHasThemAll() {
        write("config.ini", "[general]\nconsole_port = 1\n[10001000]\nconsole_port = 2\n");

        assertThat(load().process().port("console_port", 0)).isEqualTo(2);
        assertThat(load().process().warnings()).isEmpty();
    }

    @Test
    @Tag("ACC-04")
    void eachOfSeveralHasAFolderOfItsOwn() {
        write("config.ini", "[general]\ndata_dir = d\n[10001000]\n[20002000]\n[30003000]\ndata_dir = mine\n");

        assertThat(dataDirs())
                .containsExactly(home.resolve("d/10001000"), home.resolve("d/20002000"), home.resolve("mine"));
        assertThat(load().process().dataDir()).isEqualTo(home.resolve("d"));

        typed.put("data_dir", "e");
        assertThat(dataDirs())
                .as("one folder that was typed for all is not shared")
                .containsExactly(home.resolve("e/10001000"), home.resolve("e/20002000"), home.resolve("e/30003000"));
    }

    @Test
    @Tag("ACC-04")
    void aWorldOfAnAccountThatWasAloneStaysWhereItIs() {
        write("config.ini", "[general]\n[10001000]\n");
        assertThat(dataDirs()).containsExactly(home.resolve("data"));
        write("data/sandbox/10001000.world", "");

        write("config.ini", "[general]\n[10001000]\n[20002000]\n");

        assertThat(dataDirs()).containsExactly(home.resolve("data"), home.resolve("data/20002000"));
    }

    private LoadedAccounts load() {
        return new ConfigLoader(home, environment, typed, key -> false).loadAll();
    }

    private List<Path> dataDirs() {
        return load().accounts().stream()
                .map(account -> account.config().dataDir())
                .toList();
    }

    private static List<Long> ids(LoadedAccounts loaded) {
        return loaded.accounts().stream().map(LoadedConfig::selfId).toList();
    }

    private static List<String> warnings(LoadedConfig account) {
        return account.config().warnings().stream()
                .map((ConfigProblem warning) -> warning.code() + " " + warning.key())
                .toList();
    }

    private void write(String name, String text) {
        try {
            Path file = home.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
