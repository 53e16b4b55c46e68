package io.github.onekyu.bridge.ckyu.sandbox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.onekyu.bridge.ckyu.sandbox.store.MediaShelf.Held;
import io.github.onekyu.core.media.MediaKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaShelfTest {
    private static final String ABC = "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD";

    @TempDir
    Path dir;

    private MediaShelf shelf;

    @BeforeEach
    void open() {
        shelf = new MediaShelf(dir);
    }

    private Held put(String content, String origin) throws IOException {
        Path incoming = Files.writeString(dir.resolve("incoming"), content, StandardCharsets.ISO_8859_1);
        Held held = shelf.put(MediaKind.IMAGE, incoming, origin);
        assertThat(incoming).doesNotExist();
        return held;
    }

    @Test
    void aFileIsNamedByItsContent() throws IOException {
        Held held = put("abc", "/x/A.Webm");
        assertThat(held.name()).isEqualTo(ABC + ".webm");
        assertThat(held.file())
                .isEqualTo(dir.resolve("image").resolve(held.name()).toAbsolutePath())
                .hasContent("abc");
    }

    @Test
    void whatNobodyNeedsGoes() throws IOException {
        Held held = put("abc", "");
        shelf.settle(held, false);
        assertThat(held.file()).doesNotExist();
    }

    @Test
    void whatOneNeedsStaysWhateverOthersSay() throws IOException {
        Held first = put("abc", "");
        Held second = put("abc", "");
        assertThat(second).isEqualTo(first);
        shelf.settle(first, true);
        shelf.settle(second, false);
        assertThat(first.file()).exists();
        shelf.settle(put("abc", ""), false);
        assertThat(first.file()).exists();
    }

    @Test
    void theLastWhoDoesNotNeedItTakesItAway() throws IOException {
        Held first = put("abc", "");
        Held second = put("abc", "");
        shelf.settle(first, false);
        assertThat(first.file()).exists();
        shelf.settle(second, false);
        assertThat(first.file()).doesNotExist();
    }

    @Test
    void aFileThatSomebodyCutShortIsReplaced() throws IOException {
        Held first = put("abc", "");
        shelf.settle(first, true);
        Files.writeString(first.file(), "ab");
        shelf.settle(put("abc", ""), false);
        assertThat(first.file()).hasContent("abc");
    }

    @Test
    void whatCannotBeMovedStaysWhereItWas() throws IOException {
        Path incoming = Files.writeString(dir.resolve("incoming"), "abc");
        Files.createDirectories(dir.resolve("image").resolve(ABC + ".tmp").resolve("full"));
        assertThatIOException().isThrownBy(() -> shelf.put(MediaKind.IMAGE, incoming, ""));
        assertThat(incoming).exists();
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "\u00ff\u00d8\u00ff\u00e0,jpg",
                "\u0089PNG,png",
                "GIF89a,gif",
                "BMx,bmp",
                "RIFF1234WEBPx,webp",
                "RIFF1234WAVEx,wav",
                "RIFF1234AVI ,tmp",
                "#!AMR,amr",
                "\u0002#!SILK_V3,silk",
                "ID3,mp3",
                "OggS,ogg",
                "fLaC,flac",
                "1234ftypM4A x,m4a",
                "1234ftypisom,mp4",
                "\u001aE\u00df\u00a3,webm",
                "x,tmp"
            })
    void theExtensionFollowsFromTheFirstBytes(String content, String extension) throws IOException {
        assertThat(put(content, "").file()).hasExtension(extension);
    }
}
