package io.github.onekyu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.github.onekyu.core.config.Config;
import io.github.onekyu.core.config.ConfigLoader;
import io.github.onekyu.core.error.ConfigException;
import io.github.onekyu.core.error.ConfigProblem;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenDoorsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"backend\":\"onebot\"}",
                "{\"backend\":\"onebot\",\"host\":\"192.0.2.1\"}",
                "{\"backend\":\"onebot\",\"host\":\"::\"}",
                "{\"backend\":\"onebot\",\"use_http\":false,\"use_ws\":true}",
                "{\"backend\":\"onebot\",\"host\":\"127.0.0.1\",\"use_ws\":true}",
                "{\"backend\":\"onebot\",\"access_token\":\"\"}",
                "{\"backend\":\"third\",\"secret\":\"s\"}",
                "{\"backend\":\"onebot\",\"host\":\"127.0.0.1\",\"endpoints\":{\"http.x\":{\"host\":\"0.0.0.0\",\"port\":1}}}",
                "{\"backend\":\"onebot\",\"host\":\"127.0.0.1\",\"endpoints\":{\"ws.x\":{\"port\":1}}}",
            })
    void realAccountThatAnybodyCouldUseIsRefused(String settings) {
        assertThat(problems(settings))
                .singleElement(STRING)
                .startsWith("OKY-1807 access_token")
                .contains("allow_insecure = yes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"backend\":\"sandbox\",\"use_ws\":true}",
                "{\"backend\":\"onebot\",\"access_token\":\"t\"}",
                "{\"backend\":\"onebot\",\"access_token\":123}",
                "{\"backend\":\"onebot\",\"host\":\"127.0.0.1\"}",
                "{\"backend\":\"onebot\",\"host\":\"[::1]\",\"ws_host\":\"127.1.2.3\",\"use_ws\":true}",
                "{\"backend\":\"onebot\",\"use_http\":\"no\"}",
                "{\"backend\":\"onebot\",\"use_http\":\"no\",\"endpoints\":{\"ws.x\":{\"port\":1,\"access_token\":\"t\"},"
                        + "\"http.y\":{\"host\":\"127.0.0.1\",\"port\":1},\"ws.z\":{\"port\":1,\"enable\":false}}}",
                "{\"backend\":\"onebot\",\"allow_insecure\":\"yes\"}",
            })
    void everythingElsePasses(String settings) {
        assertThat(problems(settings)).isEmpty();
    }

    @ParameterizedTest
    @Tag("LNK-21")
    @CsvSource({
        "ws_reverse,0.0.0.0:5701,upstream_access_token",
        "WS_REVERSE,192.0.2.1:5701,upstream_access_token",
        "http,[::]:5701,upstream_secret"
    })
    void anOpenDoorForTheImplementationIsRefusedToo(String mode, String listen, String key) {
        String settings = "\"backend\":\"onebot\",\"access_token\":\"t\",\"upstream_mode\":\"" + mode
                + "\",\"upstream_listen\":\"" + listen + "\"";

        assertThat(problems("{" + settings + "}"))
                .singleElement(STRING)
                .startsWith("OKY-1807 " + key)
                .contains("upstream_listen " + listen);
        for (String closed : List.of(
                settings + ",\"" + key + "\":\"s\"",
                settings + ",\"allow_insecure\":\"yes\"",
                settings.replace(listen, "127.0.0.1:5701"),
                settings.replace(mode, "ws"),
                settings.replace("onebot", "sandbox"))) {
            assertThat(problems("{" + closed + "}")).isEmpty();
        }
    }

    @Test
    void eachOfSeveralAccountsIsLookedAt(@TempDir Path home) throws IOException {
        Files.writeString(
                home.resolve("config.ini"),
                "[10001]\n[10002]\nbackend = onebot\n[10003]\nbackend = onebot\naccess_token = t\n"
                        + "[10004]\nbackend = onebot\nhost = 127.0.0.1\npost_url = http://127.0.0.1:5710/\n[10004.ws.x]\nport = 1\n");

        assertThatThrownBy(() -> BeforeStart.check(new ConfigLoader(home, Map.of(), Map.of(), key -> false).loadAll()))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        refused -> assertThat(refused.problems())
                                .extracting(ConfigProblem::key)
                                .containsExactly("10002 access_token", "10004 access_token", "10004 post_url"));
    }

    private static List<String> problems(String json) {
        return OpenDoors.problems(Config.of(Path.of("home"), (JsonObject) Json.parse(json)), "").stream()
                .map(ConfigProblem::toString)
                .toList();
    }
}
