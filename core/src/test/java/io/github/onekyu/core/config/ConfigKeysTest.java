package io.github.onekyu.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigKeysTest {
    @ParameterizedTest
    @Tag("CFG-05")
    @CsvSource({
        "acess_token, access_token",
        "prot, port",
        "Port, port",
        "ws_reverse_ur, ws_reverse_url",
        "hartbeat_interval, heartbeat_interval",
    })
    void slipsFindTheirKey(String slip, String key) {
        assertThat(ConfigKeys.nearest(slip)).contains(key);
    }

    @ParameterizedTest
    @Tag("CFG-05")
    @ValueSource(strings = {"mqtt_broker_address", "x", "favourite_colour"})
    void strangersHaveNoNeighbour(String name) {
        assertThat(ConfigKeys.nearest(name)).isEmpty();
    }

    @Test
    @Tag("CFG-15")
    void secretsAreMarked() {
        assertThat(ConfigKeys.all().stream().filter(ConfigKey::secret).map(ConfigKey::name))
                .containsExactly("access_token", "secret", "upstream_access_token", "upstream_secret");
    }
}
