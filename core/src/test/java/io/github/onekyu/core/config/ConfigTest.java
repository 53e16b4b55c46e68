package io.github.onekyu.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.error.ConfigProblem;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTest {
    private static final Path HOME = Path.of("home").toAbsolutePath();

    @ParameterizedTest
    @Tag("CFG-12")
    @ValueSource(strings = {"true", "1", "\"yes\"", "\"Yes\"", "\"TRUE\"", "\"1\"", "\"ON\""})
    void theseAreOn(String value) {
        Config config = config("{\"use_ws\":" + value + "}");

        assertThat(config.flag("use_ws", false)).isTrue();
        assertThat(config.warnings()).isEmpty();
    }

    @ParameterizedTest
    @Tag("CFG-12")
    @ValueSource(strings = {"false", "0", "\"no\"", "\"No\"", "\"FALSE\"", "\"0\"", "\"off\""})
    void theseAreOff(String value) {
        Config config = config("{\"use_http\":" + value + "}");

        assertThat(config.flag("use_http", true)).isFalse();
        assertThat(config.warnings()).isEmpty();
    }

    @ParameterizedTest
    @Tag("CFG-12")
    @ValueSource(strings = {"\"maybe\"", "2", "[]", "{}", "1.5"})
    void whatIsNoBooleanIsTheDefaultWithOneWarning(String value) {
        Config config = config("{\"use_ws\":" + value + "}");

        assertThat(config.flag("use_ws", false)).isFalse();
        assertThat(config.flag("use_ws", false)).isFalse();
        assertThat(config.warnings()).singleElement().satisfies(w -> {
            assertThat(w.code()).isEqualTo("OKY-1011");
            assertThat(w.key()).isEqualTo("use_ws");
            assertThat(w.trouble()).contains("yes or no").contains("default no");
        });
    }

    @Test
    @Tag("CFG-13")
    void integersMayBeText() {
        Config config = config("{\"heartbeat_interval\":\" 500 \",\"post_timeout\":3,\"thread_pool_size\":\"-1\"}");

        assertThat(config.millis("heartbeat_interval", 15000)).isEqualTo(Duration.ofMillis(500));
        assertThat(config.integer("post_timeout", 0)).isEqualTo(3);
        assertThat(config.integer("thread_pool_size", 4)).isEqualTo(-1);
        assertThat(config.warnings()).isEmpty();
    }

    @ParameterizedTest
    @Tag("CFG-13")
    @ValueSource(strings = {"\"12x\"", "\"\"", "true", "1.5", "99999999999999999999", "[1]"})
    void whatIsNoIntegerIsTheDefaultWithOneWarning(String value) {
        Config config = config("{\"post_timeout\":" + value + "}");

        assertThat(config.integer("post_timeout", 7)).isEqualTo(7);
        assertThat(config.integer("post_timeout", 7)).isEqualTo(7);
        assertThat(config.warnings()).extracting(ConfigProblem::key).containsExactly("post_timeout");
    }

    @Test
    @Tag("CFG-13")
    void numbersAndBooleansBecomeText() {
        Config config = config("{\"access_token\":123456,\"secret\":true,\"my.key\":1.50}");

        assertThat(config.text("access_token")).contains("123456");
        assertThat(config.text("secret")).contains("true");
        assertThat(config.text("my.key")).contains("1.50");
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    @Tag("CFG-13")
    void jsonNullIsTheSameAsNoKey() {
        Config config = config("{\"host\":null,\"port\":null,\"use_http\":null}");

        assertThat(config.text("host")).contains("0.0.0.0");
        assertThat(config.port("port", 5700)).isEqualTo(5700);
        assertThat(config.flag("use_http", true)).isTrue();
        assertThat(config.isSet("host")).isFalse();
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    @Tag("CFG-14")
    void emptyTextIsNotSet() {
        Config config = config("{\"access_token\":\"\",\"host\":\"\",\"post_message_format\":\"\"}");

        assertThat(config.text("access_token")).isEmpty();
        assertThat(config.isSet("access_token")).isFalse();
        assertThat(config.text("host")).contains("0.0.0.0");
        assertThat(config.text("post_message_format")).contains("string");
        assertThat(config.warnings()).isEmpty();
    }

    @ParameterizedTest
    @Tag("CFG-15")
    @ValueSource(strings = {"access_token", "secret", "mqtt_token", "mqtt.secret", "db_password"})
    void valuesOfSecretsAreNeverShown(String key) {
        Config config = config("{\"" + key + "\":[\"hidden-value\"]}");

        assertThat(config.text(key)).isEmpty();
        assertThat(config.flag(key, false)).isFalse();
        assertThat(config.warnings()).singleElement().satisfies(w -> {
            assertThat(w.key()).isEqualTo(key);
            assertThat(w.toString()).doesNotContain("hidden-value");
        });
    }

    @Test
    @Tag("CFG-16")
    void everyKeyHasItsDocumentedDefault() {
        Config config = config("{}");

        assertThat(config.text("host")).contains("0.0.0.0");
        assertThat(config.text("ws_host")).contains("0.0.0.0");
        assertThat(config.text("post_message_format")).contains("string");
        assertThat(config.text("log_level")).contains("info");
        assertThat(config.text("ws_reverse_authorization_scheme")).contains("Token");
        assertThat(config.text("backend")).contains("sandbox");
        assertThat(config.text("post_url")).isEmpty();
        assertThat(config.text("ws_reverse_url")).isEmpty();
        assertThat(config.text("access_token")).isEmpty();
        assertThat(config.text("event_filter")).isEmpty();
        assertThat(config.home()).isEqualTo(HOME);
        assertThat(config.dataDir()).isEqualTo(HOME.resolve("data"));
        for (ConfigKey key : ConfigKeys.all()) {
            assertThat(config.isSet(key.name())).as(key.name()).isFalse();
            assertThat(key.accepts(key.defaultValue())).as(key.name()).isTrue();
        }
    }

    @ParameterizedTest
    @Tag("CFG-17")
    @ValueSource(strings = {"65536", "-1", "\"70000\"", "\"abc\""})
    void portOutOfRangeIsTheDefaultAndNamed(String value) {
        Config config = config("{\"ws_port\":" + value + "}");

        assertThat(config.port("ws_port", 6700)).isEqualTo(6700);
        assertThat(config.warnings()).singleElement().satisfies(w -> {
            assertThat(w.code()).isEqualTo("OKY-1012");
            assertThat(w.trouble()).contains("0 to 65535").contains("6700");
        });
    }

    @Test
    @Tag("CFG-17")
    void portZeroIsAllowed() {
        assertThat(config("{\"port\":0}").port("port", 5700)).isZero();
    }

    @Test
    @Tag("MSG-13")
    void wordOutsideTheListIsTheDefaultWithAWarning() {
        Config config = config("{\"post_message_format\":\"xml\",\"ws_reverse_authorization_scheme\":\"bearer\"}");

        assertThat(config.text("post_message_format")).contains("string");
        assertThat(config.text("ws_reverse_authorization_scheme")).contains("Bearer");
        assertThat(config.warnings()).extracting(ConfigProblem::key).containsExactly("post_message_format");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws_reverse_reconnect_interval", "heartbeat_interval"})
    @Tag("RWS-16")
    @Tag("META-09")
    void intervalsOfNothingAreTheDefaultWithAWarning(String key) {
        Config config = config("{\"" + key + "\":0}");

        assertThat(config.millis(key, 3000)).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.warnings()).extracting(ConfigProblem::key).containsExactly(key);
    }

    @Test
    @Tag("EXT-04")
    void keysOfOthersCanBeRead() {
        Config config = config("{\"long_polling.enable\":\"yes\",\"mqtt_wait\":\"-5\",\"list\":[1]}");

        assertThat(config.flag("long_polling.enable", false)).isTrue();
        assertThat(config.integer("mqtt_wait", 1)).isEqualTo(-5);
        assertThat(config.json().array("list")).isPresent();
        assertThat(config.text("nothing")).isEmpty();
    }

    @Test
    void problemsAndWarningsAreCollected() {
        Config config = config("{}");
        config.problem("a", "no address", "set a");
        config.problem("a", "no name", "set a too");
        config.warning("b", "odd", "look");
        config.warning("b", "odd again", "look");

        assertThat(config.problems()).extracting(ConfigProblem::trouble).containsExactly("no address", "no name");
        assertThat(config.warnings()).extracting(ConfigProblem::trouble).containsExactly("odd");
    }

    @Test
    void dataDirectoryMayBeElsewhere() {
        Path elsewhere = Path.of("elsewhere").toAbsolutePath();

        assertThat(Config.of(
                                HOME,
                                JsonObject.builder()
                                        .put("data_dir", elsewhere.toString())
                                        .build())
                        .dataDir())
                .isEqualTo(elsewhere);
        assertThat(config("{\"data_dir\":\"var/x\"}").dataDir()).isEqualTo(HOME.resolve("var/x"));
    }

    @Test
    @Tag("CFG-13")
    void aDataDirectoryThatNoPathCanNameIsTheDefaultWithAWarning() {
        Config config = config("{\"data_dir\":\"a\\u0000b\"}");

        assertThat(config.dataDir()).isEqualTo(HOME.resolve("data"));
        assertThat(config.warnings()).singleElement().satisfies(w -> {
            assertThat(w.code()).isEqualTo("OKY-1011");
            assertThat(w.key()).isEqualTo("data_dir");
        });
    }

    private static Config config(String json) {
        return Config.of(HOME, (JsonObject) Json.parse(json));
    }
}
