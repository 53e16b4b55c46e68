package io.github.onekyu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.github.onekyu.core.config.Config;
import io.github.onekyu.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LoggingTest {
    private static final Logger OURS = LoggerFactory.getLogger("io.github.onekyu.test");
    private static final Logger LIBRARY = LoggerFactory.getLogger("org.library");
    private static final Logger ACTIVITY = LoggerFactory.getLogger("onekyu.activity");

    @TempDir
    Path home;

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final Logging logging = new Logging(new PrintStream(screen, true, StandardCharsets.UTF_8));

    @AfterEach
    void close() {
        logging.close();
    }

    @Test
    void screenIsQuietUntilEverythingServes() {
        logging.configure(config(JsonObject.EMPTY), false);
        OURS.info("early");
        OURS.warn("trouble");
        logging.serving();
        OURS.info("late");
        OURS.debug("detail");
        LIBRARY.info("chatter");

        assertThat(screen()).contains("trouble", "late").doesNotContain("early", "detail", "chatter");
        assertThat(file()).contains("early", "trouble", "late").doesNotContain("detail", "chatter");
    }

    @Test
    void stackTracesGoToTheFileOnly() {
        logging.configure(config(JsonObject.EMPTY), false);
        OURS.error("broke", new IllegalStateException("reason"));

        assertThat(screen()).contains("broke").doesNotContain("\tat ");
        assertThat(file()).contains("broke", "IllegalStateException: reason", "\tat ");
    }

    @Test
    void logLevelIsHonoured() {
        logging.configure(config(JsonObject.builder().put("log_level", "Error").build()), true);
        logging.serving();
        OURS.warn("trouble");
        OURS.error("disaster");
        ACTIVITY.debug("action");

        assertThat(screen()).contains("disaster").doesNotContain("trouble", "action");
    }

    @Test
    void activityIsShownWhereItIsWanted() {
        logging.configure(config(JsonObject.EMPTY), true);
        logging.serving();
        ACTIVITY.debug("action {}", 1);
        assertThat(screen()).contains("action 1").doesNotContain("DEBUG");

        logging.configure(config(JsonObject.EMPTY), false);
        ACTIVITY.debug("action {}", 2);
        assertThat(screen()).doesNotContain("action 2");
    }

    @Test
    void fileIsRotatedBySizeAndOnlySoManyStay() throws IOException {
        logging.configure(
                config(JsonObject.builder()
                        .put("max_log_file_size", 2000)
                        .put("max_log_files", 2)
                        .build()),
                false);
        Path oldest = home.resolve("data/log/onekyu.log.2");
        String line = "x".repeat(500);
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            OURS.info(line);
            return Files.exists(oldest);
        });
        byte[] first = Files.readAllBytes(oldest);
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            OURS.info("{} again", line);
            return !java.util.Arrays.equals(first, Files.readAllBytes(oldest));
        });

        try (Stream<Path> files = Files.list(home.resolve("data/log"))) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("onekyu.log", "onekyu.log.1", "onekyu.log.2");
        }
    }

    @Test
    void folderThatCannotBeMadeIsALauncherError() throws IOException {
        Files.createFile(home.resolve("data"));

        LauncherException failure =
                catchThrowableOfType(LauncherException.class, () -> logging.configure(config(JsonObject.EMPTY), false));

        assertThat(failure.exitCode()).isEqualTo(78);
        assertThat(failure).hasMessageStartingWith("OKY-1810").hasMessageContaining("data_dir");
    }

    private Config config(JsonObject settings) {
        return Config.of(home, settings);
    }

    private String screen() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    private String file() {
        try {
            return Files.readString(home.resolve("data/log/onekyu.log"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
