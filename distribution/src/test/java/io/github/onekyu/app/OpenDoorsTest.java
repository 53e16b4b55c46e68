package io.github.onekyu.app;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.onekyu.core.config.Config;
import io.github.onekyu.core.error.ConfigException;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
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
        assertThatThrownBy(() -> OpenDoors.check(config(settings)))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("OKY-1807 access_token")
                .hasMessageContaining("allow_insecure = yes");
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
        assertThatCode(() -> OpenDoors.check(config(settings))).doesNotThrowAnyException();
    }

    private static Config config(String json) {
        return Config.of(Path.of("home"), (JsonObject) Json.parse(json));
    }
}
