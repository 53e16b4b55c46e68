package io.github.onekyu.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.config.ConfigKey;
import io.github.onekyu.core.config.ConfigKeys;
import io.github.onekyu.core.config.ConfigLoader;
import io.github.onekyu.core.config.LoadedConfig;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleFileTest {
    private static final Path SAMPLE = Path.of("src/main/dist/conf/config.ini.example");

    @Test
    @Tag("CFG-16")
    void everyKeyIsInTheSampleWithItsDefault(@TempDir Path home) throws IOException {
        Files.copy(SAMPLE, home.resolve("config.ini"));

        LoadedConfig loaded = new ConfigLoader(home, Map.of(), Map.of(), key -> false).load();

        assertThat(loaded.origin()).isEqualTo(LoadedConfig.Origin.FILES);
        assertThat(loaded.config().warnings()).isEmpty();
        assertThat(loaded.config().json().members().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        ConfigKeys.all().stream().map(ConfigKey::name).toList());
        for (ConfigKey key : ConfigKeys.all()) {
            JsonValue value = loaded.config().json().get(key.name());
            assertThat(words(value)).as(key.name()).isEqualTo(words(key.defaultValue()));
        }
    }

    private static String words(JsonValue value) {
        String text = value instanceof JsonString string ? string.value() : String.valueOf(value);
        return text.equals("yes") ? "true" : text.equals("no") ? "false" : text;
    }
}
