package io.github.onekyu.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.onekyu.core.config.LoadedConfig.Origin;
import io.github.onekyu.core.error.ConfigException;
import io.github.onekyu.core.error.ConfigProblem;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {
    private static final Map<String, String> BOT = Map.of("self_id", "10001000");

    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();

    @Test
    @Tag("CFG-01")
    void theFirstLayoutThatIsThereIsUsedAlone() throws IOException {
        write("config.cfg", "[general]\nport = 1\n");
        write("config.ini", "[general]\nport = 2\n");
        write("config/general.cfg", "[general]\nport = 3\n");
        write("config/general.ini", "[general]\nport = 4\n");
        write("config/10001000.ini", "[general]\nws_port = 44\n");
        write("config.json", "{\"general\":{\"port\":5}}");
        write("config/general.json", "{\"port\":6}");
        write("config/10001000.json", "{\"ws_port\":66}");

        assertThat(ports()).containsExactly(1, 6700);
        Files.delete(home.resolve("config.cfg"));
        assertThat(ports()).containsExactly(2, 6700);
        Files.delete(home.resolve("config.ini"));
        assertThat(ports()).containsExactly(3, 44);
        Files.delete(home.resolve("config/general.cfg"));
        assertThat(ports()).containsExactly(4, 44);
        Files.delete(home.resolve("config/general.ini"));
        assertThat(ports()).containsExactly(5700, 44);
        Files.delete(home.resolve("config/10001000.ini"));
        assertThat(ports()).containsExactly(5, 6700);
        Files.delete(home.resolve("config.json"));
        assertThat(ports()).containsExactly(6, 66);
        Files.delete(home.resolve("config/general.json"));
        assertThat(ports()).containsExactly(5700, 66);
    }

    @Test
    @Tag("CFG-02")
    void accountSectionLiesOnTopOfTheGeneralOne() {
        write("config.ini", "[general]\nport = 1\nhost = h\n[10001000]\nport = 2\n");

        assertThat(port(BOT)).isEqualTo(2);
        assertThat(load(BOT).config().text("host")).contains("h");
        assertThat(port(Map.of("self_id", "20002000"))).isEqualTo(1);
    }

    @Test
    @Tag("CFG-02")
    void fileWithoutEitherSectionIsLoadedAllTheSame() {
        write("config.ini", "[somebody]\nport = 1\n");

        LoadedConfig loaded = load(BOT);
        assertThat(loaded.origin()).isEqualTo(Origin.FILES);
        assertThat(loaded.config().port("port", 5700)).isEqualTo(5700);
        assertThat(loaded.config().text("host")).as("not the sandbox's").contains("0.0.0.0");
    }

    @Test
    @Tag("CFG-03")
    void filesOfTheIniPairGiveTheirSections() {
        write("config/general.ini", "[general]\nport = 1\nws_port = 1\n[10001000]\nhost = unread\n");
        write("config/10001000.ini", "[general]\nport = 2\nws_port = 2\n[10001000]\nws_port = 3\n");

        Config config = load(BOT).config();
        assertThat(config.port("port", 0)).isEqualTo(2);
        assertThat(config.port("ws_port", 0)).isEqualTo(3);
        assertThat(config.text("host")).contains("0.0.0.0");
    }

    @Test
    @Tag("CFG-03")
    void accountFileAloneIsEnough() {
        write("config/10001000.ini", "[general]\nport = 2\n");

        LoadedConfig loaded = load(BOT);
        assertThat(loaded.files()).containsExactly(home.resolve("config/10001000.ini"));
        assertThat(loaded.config().port("port", 0)).isEqualTo(2);
    }

    @Test
    @Tag("CFG-04")
    void jsonFileHasSectionsAsMembers() {
        write("config.json", """
                {"general": {"port": 1, "ws_port": 1}, "10001000": {"port": 2}, "20002000": {"port": 3}}""");

        assertThat(port(BOT)).isEqualTo(2);
        assertThat(load(BOT).config().port("ws_port", 0)).isEqualTo(1);
    }

    @Test
    @Tag("CFG-04")
    void jsonPairHasItsMembersAtTheRoot() {
        write("config/general.json", "{\"port\": 1, \"ws_port\": 1}");
        write("config/10001000.json", "{\"port\": 2}");

        assertThat(ports()).containsExactly(2, 1);
    }

    @Test
    @Tag("CFG-05")
    void overridingIsPerKeyAndObjectsAreNotMerged() {
        write("config.json", """
                {"general": {"port": 1, "x": {"a": 1, "b": 2}}, "10001000": {"port": null, "x": {"a": 3}}}""");

        Config config = load(BOT).config();
        assertThat(config.json().get("x")).hasToString("{\"a\":3}");
        assertThat(config.port("port", 0)).as("null is the same as absent").isEqualTo(1);
    }

    @Test
    @Tag("EP-01")
    @Tag("EP-02")
    void endpointsAreSectionsOfTheirOwnAndMeetKeyByKey() {
        write(
                "config.ini",
                "[general]\nport = 1\n[general.ws.a]\nport = 2\nhost = h\n[10001000.ws.a]\nport = 3\n"
                        + "[10001000.post.b]\nurl = u\n[20002000.ws.a]\nport = 4\n");
        assertThat(load(BOT).config().json().get("endpoints"))
                .hasToString("{\"ws.a\":{\"port\":\"3\",\"host\":\"h\"},\"post.b\":{\"url\":\"u\"}}");
        assertThat(load(BOT).config().warnings()).isEmpty();
    }

    @Test
    @Tag("EP-01")
    @Tag("EP-02")
    void inJsonTheyAreOneMember() {
        write("config.json", """
                {"general": {"endpoints": {"ws.a": {"port": 2, "host": "h"}}},
                 "10001000": {"endpoints": {"ws.a": {"port": 3}, "post.b": {"url": "u"}}}}""");
        assertThat(load(BOT).config().json().get("endpoints"))
                .hasToString("{\"ws.a\":{\"port\":3,\"host\":\"h\"},\"post.b\":{\"url\":\"u\"}}");
        assertThat(load(BOT).config().warnings()).isEmpty();
    }

    @Test
    @Tag("CFG-05")
    void unknownKeysInFilesAreKeptAndWarnedOf() {
        write("config/10001000.json", """
                {"$schema": "./schema.json", "acess_token": "hidden", "long_polling.enable": true, "use_mqtt": true}""");

        Config config = new ConfigLoader(home, environment, BOT, "use_mqtt"::equals)
                .load()
                .config();
        assertThat(config.json().has("acess_token")).isTrue();
        assertThat(config.flag("long_polling.enable", false)).isTrue();
        assertThat(config.warnings()).singleElement().satisfies(w -> {
            assertThat(w.code()).isEqualTo("OKY-1010");
            assertThat(w.key()).isEqualTo("acess_token");
            assertThat(w.hint()).contains("access_token");
            assertThat(w.toString()).doesNotContain("hidden");
        });
    }

    @Test
    @Tag("CFG-12")
    @Tag("CFG-13")
    @Tag("CFG-15")
    void badValuesInFilesAreNamedAtOnceWithTheirPlace() {
        write("config.ini", "[general]\nuse_ws = maybe\npost_timeout = soon\nport = 70000\n");

        List<ConfigProblem> warnings = load(BOT).config().warnings();
        assertThat(warnings).extracting(ConfigProblem::key).containsExactly("port", "use_ws", "post_timeout");
        assertThat(warnings.get(1).toString()).contains("'maybe'", "config.ini [general]", "default no");
    }

    @Test
    @Tag("CFG-07")
    void byteOrderMarkIsTolerated() {
        write("config.ini", "\uFEFF[general]\nport = 1\n");
        assertThat(port(BOT)).isEqualTo(1);

        write("config.ini", "\uFEFF[general]\nhost = 主机\n");
        assertThat(load(BOT).config().text("host")).contains("主机");
    }

    @Test
    @Tag("CFG-07")
    void byteOrderMarkIsToleratedInJsonToo() {
        write("config.json", "\uFEFF{\"general\":{\"port\":1}}");

        assertThat(port(BOT)).isEqualTo(1);
    }

    @ParameterizedTest
    @Tag("CFG-07")
    @Tag("CFG-08")
    @CsvSource(
            delimiter = '|',
            value = {
                "config.json|{\"general\": {\"port\": 1,}}|line 1, column",
                "config.json|'// note\n{}'|line 1, column",
                "config.json|'{\n\"general\": {port: 1}}'|line 2, column",
                "config.json|{} {}|line 1, column",
                "config.json|'{\n\"general\": {'|line 2, column",
                "config.json|''|line 1, column",
                "config.json|[]|one JSON object",
                "config.json|{\"general\": []}|\"general\" must be an object",
                "config.json|{\"10001000\": null}|\"10001000\" must be an object",
                "config/10001000.json|{\"port\"|line 1, column",
                "config/general.json|\"x\"|one JSON object",
                "config.ini|'[general]\nport'|line 2, column 5",
                "config.cfg|'[general]\nport=1\nport=2'|line 3, column 1",
                "config/general.ini|[general|line 1, column 1",
                "config/10001000.cfg|'[a]\n[a]'|line 2, column 1",
            })
    void brokenFileIsRefusedWithPositionAndLeftAlone(String name, String text, String trouble) throws IOException {
        write(name, text);
        write("config/general.json", name.equals("config/general.json") ? text : "{\"port\": 1}");

        ConfigException refused = refusal(BOT);
        assertThat(refused.problems()).singleElement().satisfies(p -> {
            assertThat(p.code()).isEqualTo("OKY-1001");
            assertThat(p.key()).endsWith(Path.of(name).getFileName().toString());
            assertThat(p.trouble()).contains(trouble).doesNotContain("JsonReader");
        });
        assertThat(home.resolve(name)).hasContent(text);
        assertThat(filesIn(home.resolve("config"))).doesNotContain("10001000.json.tmp");
    }

    @Test
    @Tag("CFG-04")
    void aMemberWithoutANameIsNoSection() throws IOException {
        write("config.json", "{\"\": 1, \"general\": {\"port\": 2}}");

        assertThat(load(BOT).config().port("port", 5700)).isEqualTo(2);
    }

    @Test
    @Tag("CFG-07")
    @Tag("CFG-08")
    void fileThatIsNotUtf8IsRefused() throws IOException {
        Files.write(home.resolve("config.ini"), new byte[] {'[', 'a', ']', '\n', (byte) 0xff, '=', '1'});

        assertThat(refusal(BOT)).hasMessageContaining("UTF-8").hasMessageContaining("config.ini");
    }

    @Test
    @Tag("CFG-08")
    void whatExistsButCannotBeReadIsRefused() throws IOException {
        Files.createDirectory(home.resolve("config.ini"));

        assertThat(refusal(BOT).problems()).singleElement().satisfies(p -> {
            assertThat(p.code()).isEqualTo("OKY-1002");
            assertThat(p.key()).isEqualTo(home.resolve("config.ini").toString());
        });
    }

    @Test
    @Tag("CFG-08")
    void brokenLinkIsRefusedAndNotPassedOver() throws IOException {
        Files.createSymbolicLink(home.resolve("config.ini"), home.resolve("elsewhere.ini"));
        write("config.json", "{}");

        assertThat(refusal(BOT).problems()).extracting(ConfigProblem::code).containsExactly("OKY-1002");
    }

    @Test
    void messagesAboutBrokenFilesShowNoSecret() {
        write("config.ini", "[general]\naccess_token = hidden-value\naccess_token = hidden-value\n");
        assertThat(refusal(BOT).getMessage()).doesNotContain("hidden-value");

        write("config.ini", "[general]\n");
        write("config.cfg", "[general]\naccess_token: hidden-value\n");
        assertThat(refusal(BOT).getMessage()).doesNotContain("hidden-value");
    }

    @Test
    @Tag("CFG-09")
    @Tag("CFG-10")
    void accountWithoutFilesBesideAnotherOneGetsTheDefaultsWritten() throws IOException {
        write("config/20002000.json", "{\"port\": 1}");
        environment.put("ONEKYU_WS_PORT", "7700");

        LoadedConfig loaded = load(Map.of("self_id", "10001000", "host", "127.0.0.1"));

        assertThat(loaded.origin()).isEqualTo(Origin.DEFAULTS_WRITTEN);
        assertThat(loaded.files()).containsExactly(home.resolve("config/10001000.json"));
        assertThat(loaded.config().text("host")).contains("127.0.0.1");
        assertThat(loaded.config().port("port", 0)).isEqualTo(5700);
        assertThat(loaded.config().port("ws_port", 0)).isEqualTo(7700);
        assertThat(written("config/10001000.json"))
                .hasToString("{\"host\":\"0.0.0.0\",\"port\":5700,\"use_http\":true,"
                        + "\"ws_host\":\"0.0.0.0\",\"ws_port\":6700,\"use_ws\":false,\"ws_reverse_url\":\"\","
                        + "\"ws_reverse_api_url\":\"\",\"ws_reverse_event_url\":\"\",\"ws_reverse_reconnect_interval\":3000,"
                        + "\"ws_reverse_reconnect_on_code_1000\":true,\"ws_reverse_use_universal_client\":false,"
                        + "\"use_ws_reverse\":false,\"post_url\":\"\",\"access_token\":\"\",\"secret\":\"\","
                        + "\"post_message_format\":\"string\",\"serve_data_files\":false,\"log_level\":\"info\"}");
        assertThat(filesIn(home.resolve("config"))).containsExactlyInAnyOrder("10001000.json", "20002000.json");
        assertThat(written("config/20002000.json")).hasToString("{\"port\":1}");
        assertThat(load(BOT).origin()).as("the next start reads it").isEqualTo(Origin.FILES);
    }

    @Test
    @Tag("CFG-09")
    void generalFileConcernsEveryAccount() {
        write("config/general.ini", "[general]\nport = 1\n");

        assertThat(load(BOT).origin()).isEqualTo(Origin.FILES);
        assertThat(filesIn(home.resolve("config"))).containsExactly("general.ini");
    }

    @Test
    @Tag("CFG-09")
    void defaultFileThatCannotBeWrittenIsAnError() throws IOException {
        write("config/20002000.ini", "[general]\n");
        Files.createSymbolicLink(home.resolve("config/10001000.txt"), home); // no configuration file
        Path config = home.resolve("config");
        if (!config.toFile().setWritable(false) || Files.isWritable(config)) {
            return; // the system, or the user, does not know read-only folders
        }
        try {
            assertThat(refusal(BOT).problems()).extracting(ConfigProblem::code).containsExactly("OKY-1006");
        } finally {
            assertThat(config.toFile().setWritable(true)).isTrue();
        }
    }

    @Test
    @Tag("CFG-18")
    void oldVariablesFillTheGeneratedFile() {
        write("config/20002000.json", "{}");
        environment.put("CQHTTP_PORT", "5800");
        environment.put("CQHTTP_USE_WS", "yes");
        environment.put("CQHTTP_ACCESS_TOKEN", "123");
        environment.put("CQHTTP_ENABLE_HEARTBEAT", "on");
        environment.put("CQHTTP_WS_PORT", "many");
        environment.put("CQHTTP_NO_SUCH_KEY", "1");

        LoadedConfig loaded = load(BOT);

        JsonObject file = written("config/10001000.json");
        assertThat(file.get("port")).hasToString("5800");
        assertThat(file.get("use_ws")).hasToString("true");
        assertThat(file.get("access_token")).hasToString("\"123\"");
        assertThat(file.get("enable_heartbeat")).hasToString("true");
        assertThat(file.get("ws_port")).hasToString("6700");
        assertThat(file.has("no_such_key")).isFalse();
        assertThat(loaded.config().port("port", 0)).isEqualTo(5800);
        assertThat(loaded.config().warnings()).extracting(ConfigProblem::key).containsExactly("CQHTTP_WS_PORT");
    }

    @Test
    @Tag("CFG-18")
    void oldVariablesOverrideFilesOnlyWhenForced() {
        write("config.ini", "[general]\nport = 1\n");
        environment.put("CQHTTP_PORT", "2");
        assertThat(port(BOT)).isEqualTo(1);

        environment.put("FORCE_ENV", "true");
        assertThat(port(BOT)).isEqualTo(2);

        environment.put("ONEKYU_PORT", "3");
        assertThat(port(BOT)).as("our own names win").isEqualTo(3);
    }

    @Test
    @Tag("CFG-11")
    void everyLoadReadsAnew() {
        write("config.ini", "[general]\nport = 1\n");
        ConfigLoader loader = new ConfigLoader(home, environment, BOT, key -> false);
        Config before = loader.load().config();

        write("config.ini", "[general]\nport = 2\n");

        assertThat(before.port("port", 0)).isEqualTo(1);
        assertThat(loader.load().config().port("port", 0)).isEqualTo(2);
    }

    @Test
    void layersAreDefaultsFilesEnvironmentCommandLine() {
        assertThat(port(Map.of())).isEqualTo(5700);
        write("config.ini", "[general]\nport = 1\n");
        assertThat(port(Map.of())).isEqualTo(1);
        environment.put("ONEKYU_PORT", "2");
        assertThat(port(Map.of())).isEqualTo(2);
        assertThat(port(Map.of("port", "3"))).isEqualTo(3);
    }

    @Test
    @Tag("CFG-05")
    void variablesThatAreNoKeysOrEmptyAreIgnored() {
        write("config.ini", "[general]\naccess_token = t\n");
        environment.put("ONEKYU_HOME", "/somewhere");
        environment.put("ONEKYU_ACCESS_TOKEN", "");
        environment.put("onekyu_port", "1");

        Config config = load(BOT).config();
        assertThat(config.text("access_token")).contains("t");
        assertThat(config.json().has("home")).isFalse();
        assertThat(config.port("port", 5700)).isEqualTo(5700);
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void badValueInTheEnvironmentIsAWarning() {
        environment.put("ONEKYU_USE_WS", "maybe");

        Config config = load(BOT).config();
        assertThat(config.flag("use_ws", false)).isFalse();
        assertThat(config.warnings())
                .singleElement()
                .satisfies(w -> assertThat(w.trouble()).contains("ONEKYU_"));
    }

    @Test
    @Tag("CFG-05")
    void unknownKeysAndBadValuesThatWereTypedAreErrorsAllTogether() {
        Map<String, String> typed =
                Map.of("prot", "1", "use_ws", "maybe", "port", "", "secret", "s", "acces_token", "hidden-value");

        ConfigException refused = refusal(typed);

        assertThat(refused.problems())
                .extracting(p -> p.code() + " " + p.key())
                .containsExactlyInAnyOrder(
                        "OKY-1007 --set prot",
                        "OKY-1007 --set acces_token",
                        "OKY-1008 --set use_ws",
                        "OKY-1008 --set port");
        assertThat(refused)
                .hasMessageContaining("did you mean port?")
                .hasMessageContaining("'maybe' is not yes or no")
                .hasMessageNotContainingAny("hidden-value");
    }

    @Test
    @Tag("CFG-05")
    void typedKeysOfExtensionsAndKnownTransportsAreAllowed() {
        Config config = new ConfigLoader(
                        home, environment, Map.of("long_polling.enable", "1", "use_mqtt", "yes"), "use_mqtt"::equals)
                .load()
                .config();

        assertThat(config.flag("use_mqtt", false)).isTrue();
        assertThat(config.flag("long_polling.enable", false)).isTrue();
        assertThat(refusal(Map.of("use_amqp", "yes")))
                .hasMessageContaining("use_amqp")
                .hasMessageContaining("plugins/");
    }

    @Test
    void nothingTypedMeansNotSet() {
        write("config.ini", "[general]\naccess_token = t\n");

        assertThat(load(Map.of("access_token", "")).config().text("access_token"))
                .isEmpty();
    }

    @Test
    void withoutAnyFileTheSandboxRunsOnLoopbackAndWritesNothing() {
        LoadedConfig loaded = load(Map.of());

        assertThat(loaded.origin()).isEqualTo(Origin.SANDBOX);
        assertThat(loaded.files()).isEmpty();
        assertThat(loaded.selfId()).isEqualTo(10000);
        Config config = loaded.config();
        assertThat(config.text("host")).contains("127.0.0.1");
        assertThat(config.text("ws_host")).contains("127.0.0.1");
        assertThat(config.flag("use_http", false)).isTrue();
        assertThat(config.flag("use_ws", false)).isTrue();
        assertThat(config.warnings()).isEmpty();
        assertThat(filesIn(home)).isEmpty();
    }

    @Test
    void sandboxCanBeOverridden() {
        environment.put("ONEKYU_WS_HOST", "127.0.0.2");

        Config config = load(Map.of("host", "::1", "use_ws", "no")).config();
        assertThat(config.text("host")).contains("::1");
        assertThat(config.text("ws_host")).contains("127.0.0.2");
        assertThat(config.flag("use_ws", true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"notes.json", "10001000.txt", "sample.ini"})
    void otherFilesAreNoConfiguration(String name) {
        write("config/" + name, "whatever");

        assertThat(load(BOT).origin()).isEqualTo(Origin.SANDBOX);
    }

    @Test
    void accountComesFromTheGeneralSectionUnlessSomethingAboveSaysOtherwise() {
        write("config.ini", "[general]\nself_id = 10001000\n[10001000]\nport = 1\n[20002000]\nport = 2\n");
        assertThat(load(Map.of()).selfId()).isEqualTo(10001000);
        assertThat(port(Map.of())).isEqualTo(1);

        environment.put("ONEKYU_SELF_ID", "20002000");
        assertThat(port(Map.of())).isEqualTo(2);
        assertThat(port(BOT)).isEqualTo(1);
    }

    @Test
    void accountSectionCannotChooseItself() {
        write("config.ini", "[general]\n[10000]\nself_id = 5\nport = 1\n");

        LoadedConfig loaded = load(Map.of());
        assertThat(loaded.selfId()).isEqualTo(10000);
        assertThat(loaded.config().port("port", 0)).isEqualTo(1);
        assertThat(loaded.config().warnings()).extracting(ConfigProblem::key).containsExactly("self_id");
    }

    @Test
    void keysOutsideTheSectionsThatAreReadAreWarnedOf() {
        write("config.ini", "access_token = hidden\n[general]\nport = 1\n");
        Config ini = load(BOT).config();
        assertThat(ini.text("access_token")).isEmpty();
        assertThat(ini.warnings()).extracting(p -> p.code() + " " + p.key()).containsExactly("OKY-1013 access_token");

        write("config.ini", "");
        assertThat(home.resolve("config.ini").toFile().delete()).isTrue();
        write("config.json", "{\"access_token\": \"hidden\"}");
        assertThat(load(BOT).config().warnings())
                .extracting(p -> p.code() + " " + p.key())
                .containsExactly("OKY-1013 access_token");
    }

    private LoadedConfig load(Map<String, String> typed) {
        return new ConfigLoader(home, environment, typed, key -> false).load();
    }

    private int port(Map<String, String> typed) {
        return load(typed).config().port("port", 5700);
    }

    private List<Integer> ports() {
        Config config = load(BOT).config();
        return List.of(config.port("port", 5700), config.port("ws_port", 6700));
    }

    private ConfigException refusal(Map<String, String> typed) {
        ConfigException refused = catchThrowableOfType(ConfigException.class, () -> load(typed));
        assertThat(refused).isNotNull();
        return refused;
    }

    private void write(String name, String text) {
        try {
            Path file = home.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonObject written(String name) {
        try {
            return (JsonObject) Json.parse(Files.readAllBytes(home.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> filesIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
