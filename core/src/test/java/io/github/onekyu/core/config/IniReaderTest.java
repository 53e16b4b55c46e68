package io.github.onekyu.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.onekyu.core.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("CFG-06")
class IniReaderTest {
    @Test
    void sectionsAndEntriesAreTrimmed() {
        JsonObject general = section("  [ general ]  \n\t port =  5701 \t\r\nhost=127.0.0.1\n");

        assertThat(general).hasToString("{\"port\":\"5701\",\"host\":\"127.0.0.1\"}");
    }

    @Test
    void commentsFillLinesOrFollowWhiteSpace() {
        JsonObject general = section("""
                # whole line
                ; whole line too
                  # after blanks
                [general]  ; after a header
                use_ws = yes  # switch
                ws_port = 6700\t; port
                post_url = http://h/#frag
                secret = a;b#c
                access_token = # nothing
                """);

        assertThat(general.string("use_ws")).contains("yes");
        assertThat(general.string("ws_port")).contains("6700");
        assertThat(general.string("post_url")).contains("http://h/#frag");
        assertThat(general.string("secret")).contains("a;b#c");
        assertThat(general.string("access_token")).contains("");
    }

    @Test
    void nothingIsQuotedEscapedOrContinued() {
        JsonObject general = section("[general]\na = \"x\"\nb = C:\\n\\\nc = d=e\n");

        assertThat(general.string("a")).contains("\"x\"");
        assertThat(general.string("b")).contains("C:\\n\\");
        assertThat(general.string("c")).as("the first = separates").contains("d=e");
    }

    @Test
    void namesAreCaseSensitive() {
        var sections = IniReader.read("[general]\nport=1\nPort=2\n[General]\nport=3\n");

        assertThat(sections.get("general")).hasToString("{\"port\":\"1\",\"Port\":\"2\"}");
        assertThat(sections.get("General")).hasToString("{\"port\":\"3\"}");
    }

    @Test
    void sameKeyInAnotherSectionIsFine() {
        var sections = IniReader.read("[general]\nport=1\n[10001000]\nport=2\n");

        assertThat(Optional.ofNullable(sections.get("10001000")).flatMap(s -> s.string("port")))
                .contains("2");
    }

    @Test
    void emptyTextHasNoSections() {
        assertThat(IniReader.read("")).containsOnlyKeys(IniReader.BEFORE_SECTIONS);
    }

    @ParameterizedTest
    @CsvSource({
        "'[general]\nport=1\nhost=x\nport=2', 4, 1, port",
        "'[general]\na=1\n[x]\nb=1\n[general]', 5, 1, [general]",
        "'[general]\n  port 5700', 2, 12, '='",
        "'[general]\n = 5700', 2, 2, key",
        "'  [general', 1, 3, ']'",
        "'[general] port = 1', 1, 10, header",
        "'\n[]', 2, 1, name",
    })
    void syntaxErrorsSayWhereAndWhat(String text, int line, int column, String names) {
        assertThatThrownBy(() -> IniReader.read(text))
                .isInstanceOf(IniSyntaxException.class)
                .hasMessageStartingWith("line " + line + ", column " + column + ": ")
                .hasMessageContaining(names);
    }

    private static JsonObject section(String text) {
        return IniReader.read(text).getOrDefault("general", JsonObject.EMPTY);
    }
}
