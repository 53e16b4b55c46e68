package io.github.onekyu.core.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.onekyu.core.ScriptedBackend;
import io.github.onekyu.core.TestBot;
import io.github.onekyu.core.backend.HostCall;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Extensions from jars of the application directory; they tell what they see by calling the host action "tell". */
class ExtensionsTest {
    private static final String TELL_EVENTS = "public void onEvent(JsonObject event) {"
            + " if (!event.has(\"meta_event_type\")) tell(\"event\", event); }";

    private final TestBot bot = new TestBot();
    private final ScriptedBackend host = bot.backend;

    @TempDir
    private Path home;

    @AfterEach
    void stop() {
        bot.close();
    }

    private void start() {
        host.actions = Set.of("tell", "get_login_info", "ping");
        bot.set("use_extension", "yes").home(home).start();
    }

    private void extension(String name, String create, String members) {
        ExtensionJar.write(home, name + ".jar", name, create, members);
    }

    private List<String> told(String what) {
        return host.calls("tell").stream()
                .map(call -> call.params().json())
                .filter(params -> params.string("what", "").equals(what))
                .map(params -> params.string("who", "") + " " + params.get("value"))
                .toList();
    }

    private static JsonObject json(String text) {
        return (JsonObject) Json.parse(text);
    }

    private static JsonObject notice(String type) {
        return json("{\"post_type\":\"notice\",\"notice_type\":\"" + type + "\"}");
    }

    @Test
    @Tag("EXT-01")
    void itIsCreatedAtTheStartAndDestroyedAtTheStop() {
        extension(
                "a", "tell(\"create\", JsonNull.NULL);", "public void destroy() { tell(\"destroy\", JsonNull.NULL); }");

        start();
        assertThat(told("create")).containsExactly("a null");
        assertThat(told("destroy")).isEmpty();

        bot.close();
        assertThat(told("create")).hasSize(1);
        assertThat(told("destroy")).containsExactly("a null");
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("onekyu-extension")));
    }

    @Test
    @Tag("EXT-01")
    void aRestartDestroysItAndCreatesItAnew() {
        extension(
                "a",
                "tell(\"life\", JsonBoolean.TRUE);",
                "public void destroy() { tell(\"life\", JsonBoolean.FALSE); }");
        start();

        bot.call("set_restart", "{}");

        await().until(() -> told("life").size() == 3);
        assertThat(told("life")).containsExactly("a true", "a false", "a true");
    }

    @Test
    @Tag("EXT-02")
    @Tag("ORD-01")
    void eventsAreSeenAfterTheFilterIn4xFormBeforeAnyTransport() throws Exception {
        extension("a", "", TELL_EVENTS);
        Files.writeString(home.resolve("filter.json"), "{\"post_type\":\"message\"}");
        bot.set("event_filter", "filter.json").set("enable_backward_compatibility", "yes");
        start();
        bot.context().events().subscribe(io.github.onekyu.core.event.DeliveryPhase.REPORT, event -> {
            assertThat(told("event")).as("told before the transport").hasSize(1);
            host.calls.add(new HostCall("report", io.github.onekyu.core.action.Params.EMPTY, bot.caller, "report"));
            return CompletableFuture.completedFuture(null);
        });

        host.raise(notice("dropped"));
        host.raise(
                json("{\"post_type\":\"message\",\"message_type\":\"group\",\"sub_type\":\"anonymous\",\"group_id\":1,"
                        + "\"user_id\":2,\"message_id\":3,\"anonymous\":{\"id\":1,\"name\":\"N\",\"flag\":\"F\"},"
                        + "\"message\":\"a[CQ:face,id=1]\",\"sender\":{\"user_id\":2}}"));

        JsonObject broadcast = bot.nextBroadcast();
        assertThat(broadcast.string("anonymous")).as("3.x form").hasValue("N");
        assertThat(host.calls("report")).hasSize(1);
        assertThat(told("event")).hasSize(1);
        JsonObject seen =
                host.calls("tell").get(0).params().json().object("value").orElseThrow();
        assertThat(seen.object("anonymous")).contains(json("{\"id\":1,\"name\":\"N\",\"flag\":\"F\"}"));
        assertThat(seen.get("message"))
                .hasToString(
                        "[{\"type\":\"text\",\"data\":{\"text\":\"a\"}},{\"type\":\"face\",\"data\":{\"id\":\"1\"}}]");
    }

    @Test
    @Tag("EXT-02")
    void theyHaveAReadOnlyView() throws Exception {
        extension("a", "", "public void onEvent(JsonObject event) { event.members().put(\"x\", JsonNull.NULL); }");
        start();

        host.raise(notice("x"));

        JsonObject event = bot.nextBroadcast();
        assertThat(event.string("notice_type")).hasValue("x");
        assertThat(event.has("x")).isFalse();
    }

    @Test
    @Tag("EXT-03")
    void missedActionsAreShownToAllInLoadOrderWithOneResult() {
        String asks = "public void onMissedAction(ActionRequest request, MissedActionResult result) {"
                + "tell(request.action(), JsonBoolean.of(result.answer().isPresent()));";
        extension("a", "", asks + "}");
        extension("b", "", asks + "if (request.action().equals(\"mine\")) result.done(request.params().json()); }");
        extension("c", "", asks + "if (request.params().has(\"no\")) result.failed(new Retcode(-7), \"no\"); }");
        start();

        assertThat(bot.call("mine", "{\"k\":1}"))
                .isEqualTo(json("{\"status\":\"ok\",\"retcode\":0,\"data\":{\"k\":1}}"));
        assertThat(told("mine")).containsExactly("a false", "b false", "c true");
        assertThat(bot.retcode("mine", "{\"no\":1}")).isEqualTo(-7);
        assertThat(bot.retcode("nobodys", "{}")).isEqualTo(1404);
        assertThat(told("nobodys")).containsExactly("a false", "b false", "c false");
    }

    @Test
    @Tag("EXT-03")
    @Tag("ASY-06")
    void onlyWhatNothingElseAnswersIsMissedAndTheSuffixComesFirst() {
        extension(
                "a",
                "",
                "public void onMissedAction(ActionRequest request, MissedActionResult result) {"
                        + "tell(\"missed\", new JsonString(request.action())); result.done(JsonNull.NULL); }");
        start();

        bot.call("ping", "{}");
        bot.call("get_status", "{}");
        assertThat(bot.retcode("mine_async", "{}")).isEqualTo(1);
        await().until(() -> told("missed").size() == 1);
        assertThat(bot.retcode("mine_rate_limited", "{}")).isZero();

        assertThat(told("missed")).containsExactly("a \"mine\"", "a \"mine_rate_limited\"");
    }

    @Test
    @Tag("EXT-03")
    @Tag("EXT-04")
    void anAnswerMayComeFromAnotherActionAndAnyKeyCanBeRead() {
        extension(
                "a",
                "tell(\"key\", new JsonString(context.config().text(\"a.greeting\").orElse(\"none\")));",
                "public void onMissedAction(ActionRequest request, MissedActionResult result) {"
                        + "result.later(context.call(\"get_login_info\", JsonObject.EMPTY)); }");
        bot.set("a.greeting", "hello");
        start();

        assertThat(told("key")).containsExactly("a \"hello\"");
        assertThat(bot.call("who_am_i", "{}").object("data").orElseThrow().integer("user_id"))
                .hasValue(ScriptedBackend.SELF_ID);
    }

    @Test
    @Tag("EXT-04")
    void itMayWaitForAnActionEvenIfTheHostBlocks() {
        host.mayBlock = true;
        extension(
                "a",
                "",
                "public void onMissedAction(ActionRequest request, MissedActionResult result) {"
                        + "context.call(\"get_login_info\", JsonObject.EMPTY).toCompletableFuture().join();"
                        + "result.done(JsonNull.NULL); }");
        bot.set("server_thread_pool_size", "1");
        start();

        assertThat(bot.retcode("mine", "{}")).isZero();
    }

    @Test
    @Tag("EXT-05")
    void oneThatThrowsIsSkippedAndTheOthersAndTheTransportsGoOn() throws Exception {
        extension("a", "if (true) throw new IllegalStateException(\"at create\");", TELL_EVENTS);
        extension(
                "b",
                "",
                "public void onEvent(JsonObject event) { throw new AssertionError(\"at event\"); }"
                        + "public void onMissedAction(ActionRequest request, MissedActionResult result) {"
                        + "throw new NoClassDefFoundError(\"at missed\"); }"
                        + "public void destroy() { throw new IllegalStateException(\"at destroy\"); }");
        extension(
                "c",
                "",
                TELL_EVENTS
                        + "public void onMissedAction(ActionRequest request, MissedActionResult result) {"
                        + "result.done(JsonNull.NULL); }");
        start();

        host.raise(notice("x"));

        assertThat(bot.nextBroadcast().string("notice_type")).hasValue("x");
        assertThat(told("event")).hasSize(1).first().asString().startsWith("c ");
        assertThat(bot.retcode("mine", "{}")).isZero();
        assertThat(bot.retcode("get_status", "{}")).isZero();
        bot.close();
    }

    @Test
    @Tag("EXT-05")
    void oneThatHangsHoldsUpOneEventForAMomentAndTheNextNotAtAll() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        host.answering("ping", call -> {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return CompletableFuture.completedFuture(JsonNull.NULL);
        });
        extension(
                "a",
                "",
                "public void onEvent(JsonObject event) { if (event.has(\"notice_type\")) {"
                        + "context.call(\"ping\", JsonObject.EMPTY); tell(\"event\", event); } }");
        start();

        host.raise(notice("first"));
        assertThat(bot.nextBroadcast().string("notice_type")).hasValue("first");
        long before = System.nanoTime();
        for (int i = 0; i < 5; i++) {
            host.raise(notice("next"));
            assertThat(bot.nextBroadcast().string("notice_type")).hasValue("next");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
        assertThat(told("event")).isEmpty();

        released.countDown();
        await().until(() -> told("event").size() == 6);
    }

    @Test
    @Tag("CFG-16")
    void withoutTheKeyNothingIsLoaded() {
        extension("a", "tell(\"create\", JsonNull.NULL);", "");
        host.actions = Set.of("tell");

        bot.home(home).start();

        assertThat(host.calls("tell")).isEmpty();
        assertThat(bot.retcode("mine", "{}")).isEqualTo(1404);
    }

    @Test
    @Tag("EXT-01")
    void namesWithAnUnderlineAndBrokenJarsAreSkipped() throws Exception {
        String create = "tell(\"create\", JsonNull.NULL);";
        ExtensionJar.write(home, "_off.jar", "off", create, "");
        ExtensionJar.write(home, "named.jar", "_named", create, "");
        ExtensionJar.write(home, "z.jar", "z", create, "");
        ExtensionJar.write(home, "y.jar", "y2", create, "");
        Files.writeString(home.resolve("extensions").resolve("broken.jar"), "no jar");
        Files.writeString(home.resolve("extensions").resolve("readme.txt"), "no jar either");

        start();

        assertThat(told("create")).containsExactly("y2 null", "z null");
    }
}
