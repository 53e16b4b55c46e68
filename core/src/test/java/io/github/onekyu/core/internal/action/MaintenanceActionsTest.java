package io.github.onekyu.core.internal.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.onekyu.core.TestBot;
import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.action.Retcode;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.media.MediaServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaintenanceActionsTest {
    private final TestBot bot = new TestBot();

    @TempDir
    private Path home;

    @AfterEach
    void stop() {
        bot.close();
    }

    private Path data(String name) {
        return home.resolve("data").resolve(name);
    }

    private Path write(String name, String content) throws IOException {
        Path file = data(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    @ParameterizedTest
    @Tag("A-clean_data_dir")
    @ValueSource(strings = {"image", "record", "show", "bface"})
    void aDataDirectoryIsEmptyAfterwardsAndTheOthersAreNotTouched(String name) throws IOException {
        bot.home(home).start();
        write(name + "/a.png", "a");
        write(name + "/deep/er/.hidden", "b");
        Path other = write("other/a.png", "c");

        assertThat(bot.call("clean_data_dir", "{\"data_dir\":\"" + name + "\"}"))
                .isEqualTo(Json.parse("{\"status\":\"ok\",\"retcode\":0,\"data\":null}"));

        assertThat(data(name)).isEmptyDirectory();
        assertThat(other).exists();
    }

    @Test
    @Tag("A-clean_data_dir")
    void aDirectoryThatWasNeverThereIsMade() {
        bot.home(home).start();

        assertThat(bot.retcode("clean_data_dir", "{\"data_dir\":\"show\"}")).isZero();

        assertThat(data("show")).isEmptyDirectory();
    }

    @Test
    @Tag("A-clean_data_dir")
    @DisabledOnOs(OS.WINDOWS)
    void whatALinkLeadsToStays() throws IOException {
        bot.home(home).start();
        Path kept = Files.writeString(
                Files.createDirectory(home.resolve("elsewhere")).resolve("kept"), "x");
        Files.createDirectories(data("image"));
        Files.createSymbolicLink(data("image").resolve("link"), kept.getParent());

        assertThat(bot.retcode("clean_data_dir", "{\"data_dir\":\"image\"}")).isZero();

        assertThat(data("image")).isEmptyDirectory();
        assertThat(kept).exists();
    }

    @ParameterizedTest
    @Tag("A-clean_data_dir")
    @ValueSource(
            strings = {
                "{}",
                "{\"data_dir\":\"log\"}",
                "{\"data_dir\":\"../x\"}",
                "{\"data_dir\":\"Image\"}",
                "{\"data_dir\":\"\"}"
            })
    void anyOtherDirectoryIsABadParameter(String params) throws IOException {
        bot.home(home).start();
        Path log = write("log/onekyu.log", "x");

        assertThat(bot.retcode("clean_data_dir", params)).isEqualTo(100);

        assertThat(log).exists();
    }

    @Test
    @Tag("A-clean_data_dir")
    void whatCannotBeRemovedGives103() throws IOException {
        bot.home(home).start();
        write("image", "a file where a directory belongs");

        assertThat(bot.retcode("clean_data_dir", "{\"data_dir\":\"image\"}")).isEqualTo(103);
    }

    @Test
    @Tag("A-clean_plugin_log")
    void logsBecomeEmptyAndTheLoggerWritesOn() throws IOException {
        bot.home(home).start();
        Path log = write("log/onekyu.log", "old");
        Path older = write("log/onekyu.log.1", "older");
        Path noLog = write("log/notes.txt", "kept");

        try (OutputStream logger = Files.newOutputStream(log, StandardOpenOption.APPEND)) {
            logger.write('1');
            assertThat(bot.retcode("clean_plugin_log", "{}")).isZero();
            assertThat(log).isEmptyFile();
            logger.write("new".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(log).hasContent("new");
        assertThat(older).doesNotExist();
        assertThat(noLog).exists();
    }

    @Test
    @Tag("A-clean_plugin_log")
    @Tag("A-clean_cache")
    void cleaningWhereThereIsNothingIsNoTrouble() {
        bot.home(home).start();

        assertThat(bot.retcode("clean_plugin_log", "{}")).isZero();
        assertThat(bot.retcode("clean_cache", "{}")).isZero();
    }

    @Test
    @Tag("A-clean_cache")
    void downloadsAreForgottenAndTheirFilesAreGone() throws IOException {
        try (MediaServer server = new MediaServer()) {
            server.on("/a", MediaServer.bytes(new byte[] {1}));
            bot.home(home).start();
            Path own = write("image/own.png", "not downloaded");
            String params = "{\"user_id\":1,\"message\":\"[CQ:image,file=" + server.url("/a") + "]\"}";
            bot.call("send_private_msg", params);
            assertThat(data("image")).isDirectoryContaining(file -> !file.equals(own));

            assertThat(bot.retcode("clean_cache", "{}")).isZero();

            assertThat(data("image").toFile().list()).containsExactly("own.png");
            assertThat(data("cache/media")).isEmptyDirectory();
            bot.call("send_private_msg", params);
            assertThat(server.requests).hasSize(2);
        }
    }

    @Test
    @Tag("A-_set_restart")
    void aRestartCleansNothingThatIsNotNamed() throws IOException {
        bot.home(home).start();
        Path log = write("log/onekyu.log", "old");
        Path cached = write("cache/media/a", "x");
        var before = bot.context();

        assertThat(bot.call("_set_restart", "{\"clean_event\":true}"))
                .isEqualTo(Json.parse("{\"status\":\"ok\",\"retcode\":0,\"data\":null}"));

        await().untilAsserted(() -> assertThat(bot.context()).isNotSameAs(before));
        await().until(bot.bot()::ready);
        assertThat(log).hasContent("old");
        assertThat(cached).exists();
    }

    @Test
    @Tag("A-_set_restart")
    void aRestartCleansWhatIsNamedFirst() throws IOException {
        bot.home(home).start();
        Path log = write("log/onekyu.log", "old");
        write("cache/media/a", "x");
        var before = bot.context();

        assertThat(bot.retcode("_set_restart", "{\"clean_log\":\"yes\",\"clean_cache\":true}"))
                .isZero();

        assertThat(log).isEmptyFile();
        assertThat(data("cache/media")).isEmptyDirectory();
        await().untilAsserted(() -> assertThat(bot.context()).isNotSameAs(before));
        await().until(bot.bot()::ready);
    }

    @Test
    @Tag("A-_set_restart")
    void whatCannotBeCleanedGives103AndNoRestart() {
        AtomicInteger restarts = new AtomicInteger();
        MaintenanceActions actions = new MaintenanceActions(
                home,
                () -> {
                    throw new IOException("in use");
                },
                Optional::empty,
                restarts::incrementAndGet);
        Action restart = Objects.requireNonNull(actions.byName().get("_set_restart"));
        ActionRequest request =
                ActionRequest.of("_set_restart", new Params((JsonObject) Json.parse("{\"clean_cache\":true}")));

        assertThat(restart.perform(request, bot.caller)
                        .toCompletableFuture()
                        .join()
                        .retcode())
                .isEqualTo(Retcode.FAILED);

        assertThat(restarts).hasValue(0);
        assertThat(restart.perform(ActionRequest.of("_set_restart", Params.EMPTY), bot.caller))
                .isCompletedWithValue(ActionResponse.done());
        assertThat(restarts).hasValue(1);
    }

    @Test
    @Tag("A-reload_event_filter")
    @Tag("FLT-01")
    void aFilterIsReadAgainAndHoldsForTheNextEvent() throws Exception {
        Path file = Files.writeString(home.resolve("filter.json"), "{\"notice_type\":\"a\"}");
        bot.set("event_filter", "filter.json").home(home).start();
        raise("b");
        raise("a");
        assertThat(bot.nextBroadcast().string("notice_type")).hasValue("a");

        Files.writeString(file, "{\"notice_type\":\"b\"}");
        raise("b");
        assertThat(bot.retcode("reload_event_filter", "{\"file\":\"ignored.json\"}"))
                .isZero();
        raise("a");
        raise("b");

        assertThat(bot.nextBroadcast().string("notice_type")).hasValue("b");
        assertThat(bot.broadcasts).isEmpty();
    }

    @ParameterizedTest
    @Tag("A-reload_event_filter")
    @Tag("FLT-05")
    @CsvSource({"not json", "'{\".foo\":1}'", "''"})
    void afterAReloadThatFailsEverythingIsBlockedAndTheCallerIsTold(String content) throws Exception {
        Path file = Files.writeString(home.resolve("filter.json"), "{}");
        bot.set("event_filter", "filter.json").home(home).start();
        if (content.isEmpty()) {
            Files.delete(file);
        } else {
            Files.writeString(file, content);
        }

        assertThat(bot.retcode("reload_event_filter", "{}")).isEqualTo(103);
        raise("a");
        assertThat(bot.retcode("get_status", "{}")).isZero();

        Files.writeString(file, "{}");
        assertThat(bot.retcode("reload_event_filter", "{}")).isZero();
        raise("b");
        assertThat(bot.nextBroadcast().string("notice_type")).hasValue("b");
    }

    @Test
    @Tag("A-get_supported_actions")
    void theyAreListed() {
        bot.home(home).start();

        assertThat(bot.call("get_supported_actions", "{}").array("data").orElseThrow())
                .extracting(Object::toString)
                .contains(
                        "\"_set_restart\"",
                        "\"clean_data_dir\"",
                        "\"clean_plugin_log\"",
                        "\"clean_cache\"",
                        "\"reload_event_filter\"");
    }

    /** Returns when the event was delivered or dropped. */
    private void raise(String noticeType) throws Exception {
        bot.backend
                .raise((JsonObject) Json.parse("{\"post_type\":\"notice\",\"notice_type\":\"" + noticeType + "\"}"))
                .toCompletableFuture()
                .get(5, java.util.concurrent.TimeUnit.SECONDS);
    }
}
