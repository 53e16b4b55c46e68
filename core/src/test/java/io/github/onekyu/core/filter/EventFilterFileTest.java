package io.github.onekyu.core.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFilterFileTest {
    private static final JsonObject MESSAGE = (JsonObject) Json.parse("{\"post_type\":\"message\"}");
    private static final JsonObject NOTICE = (JsonObject) Json.parse("{\"post_type\":\"notice\"}");

    @TempDir
    private Path home;

    @Test
    @Tag("FLT-01")
    void anEmptyKeyIsNoFilter() {
        assertThat(EventFilter.load(home, "")).isSameAs(EventFilter.ALL);
    }

    @Test
    @Tag("FLT-01")
    void aNameBelongsToTheHomeAndMayBeAbsolute() throws IOException {
        Path file = write("filters/only-messages.json", "\ufeff {\"post_type\":\"message\"}\n");
        for (String name : new String[] {
            "filters/only-messages.json", file.toAbsolutePath().toString()
        }) {
            EventFilter filter = EventFilter.load(home, name);
            assertThat(filter.passes(MESSAGE)).isTrue();
            assertThat(filter.passes(NOTICE)).isFalse();
        }
    }

    @Test
    @Tag("FLT-05")
    void whatCannotBeUsedIsAnErrorThatNamesTheFileAndTheTrouble() throws IOException {
        write("bad.json", "not json");
        write("cut.json", "{\"post_type\":");
        write("array.json", "[]");
        write("operator.json", "{\"a\":{\".foo\":1}}");
        Files.write(home.resolve("latin.json"), "{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1));
        Files.createDirectory(home.resolve("directory"));

        assertRefused("missing.json", "OKY-1020", "there is no file " + home.resolve("missing.json"));
        assertRefused("directory", "OKY-1020", "cannot be read");
        assertRefused("nul\0.json", "OKY-1020", "cannot be read");
        assertRefused("bad.json", "OKY-1021", "line 1");
        assertRefused("cut.json", "OKY-1021", "ends in the middle");
        assertRefused("latin.json", "OKY-1021", "UTF-8");
        assertRefused("array.json", "OKY-1022", "must be an object");
        assertRefused("operator.json", "OKY-1022", "at /a/.foo");
    }

    private void assertRefused(String name, String code, String trouble) {
        assertThatExceptionOfType(EventFilterException.class)
                .isThrownBy(() -> EventFilter.load(home, name))
                .withMessageContaining(name)
                .withMessageContaining(trouble)
                .withMessageContaining("all events are blocked until")
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    private Path write(String name, String text) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
