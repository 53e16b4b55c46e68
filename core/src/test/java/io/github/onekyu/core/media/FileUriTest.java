package io.github.onekyu.core.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("ENH-07")
class FileUriTest {
    @ParameterizedTest
    @DisabledOnOs(OS.WINDOWS)
    @CsvSource({
        "file:home/a.png, /home/a.png",
        "file:/home/a.png, /home/a.png",
        "file://home/a.png, /home/a.png",
        "file:///home/a.png, /home/a.png",
        "file://localhost/home/a.png, /home/a.png",
        "FILE:///home/a.png, /home/a.png",
        "file:///home/%E5%9B%BE%20a.png, /home/图 a.png",
        "file:///home/100%25.png, /home/100%.png",
        "file:///home/100%.png, /home/100%.png",
        "file:///home/100%zz%4, /home/100%zz%4",
    })
    void noneToThreeSlashesLeadToTheSameFile(String uri, String path) {
        assertThat(FileUri.path(uri)).isEqualTo(Path.of(path));
    }

    @ParameterizedTest
    @EnabledOnOs(OS.WINDOWS)
    @ValueSource(strings = {"file:C:\\a.png", "file:/C:\\a.png", "file://C:/a.png", "file:///C:\\a.png"})
    void driveLettersAreKept(String uri) {
        assertThat(FileUri.path(uri)).isEqualTo(Path.of("C:\\a.png"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aDriveLetterIsNoFileBesideTheProgramWhereThereAreNoDrives() {
        assertThatIllegalArgumentException().isThrownBy(() -> FileUri.path("file:///C:\\a.png"));
    }

    @Test
    void aNameThatNoFileCanHaveIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> FileUri.path("file:///a%00b"));
    }
}
