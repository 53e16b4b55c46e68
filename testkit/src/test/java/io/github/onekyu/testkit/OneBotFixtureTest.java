package io.github.onekyu.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.error.BackendException;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OneBotFixtureTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration QUIET = Duration.ofMillis(50);

    private static CompletableFuture<ActionResponse> call(OneBotFixture account, String action, String params) {
        Params read = new Params((JsonObject) Json.parse(params));
        return account.bot()
                .actions()
                .dispatch(ActionRequest.of(action, read), Caller.of("test", ""))
                .toCompletableFuture();
    }

    @Test
    void theBackendRecordsAndAnswers() {
        try (OneBotFixture account = OneBotFixture.with().start()) {
            call(account, "send_private_msg", "{\"user_id\":1,\"message\":\"a\"}");

            assertThat(account.backend()
                            .awaitCall("send_private_msg")
                            .params()
                            .json()
                            .integer("user_id"))
                    .hasValue(1);
            account.backend().expectNoCall("send_private_msg", QUIET);
        }
    }

    @Test
    void aHeldCallWaitsForItsGate() throws Exception {
        try (OneBotFixture account = OneBotFixture.with().start()) {
            Gate gate = account.backend().hold("get_group_list");
            CompletableFuture<ActionResponse> answer = call(account, "get_group_list", "{}");
            gate.awaitReached(SOON);
            assertThat(answer).isNotDone();

            gate.open();
            assertThat(answer.get(5, TimeUnit.SECONDS).retcode().value()).isZero();
        }
    }

    @Test
    void theStartWaitsForTheLogin() throws Exception {
        OneBotFixture.Setup setup = OneBotFixture.with();
        Gate login = setup.backend().delayLogin();
        CompletableFuture<OneBotFixture> starting = setup.startInBackground();
        login.awaitReached(SOON);
        assertThat(starting).isNotDone();

        login.open();
        try (OneBotFixture account = starting.get(5, TimeUnit.SECONDS)) {
            assertThat(account.selfId()).isEqualTo(RecordingBackend.SELF_ID);
        }
    }

    @Test
    void theHomeGoesWithTheFixture() throws IOException {
        OneBotFixture.Setup setup = OneBotFixture.with();
        Path home = setup.home();
        try (OneBotFixture account = setup.start()) {
            Files.createDirectories(account.home().resolve("data/image"));
            assertThat(account.home()).isEqualTo(home).isDirectory();
        }
        assertThat(home).doesNotExist();
    }

    @Test
    void aThreadThatIsLeftIsNoticed() throws Exception {
        OneBotFixture account = OneBotFixture.with().start();
        Gate end = new Gate();
        Thread left = new Thread(end::await, "onekyu-left-behind");
        left.start();
        try {
            assertThatThrownBy(account::close).hasMessageContaining("onekyu-left-behind");
        } finally {
            end.open();
            left.join();
        }
    }

    @Test
    void aFailedCallIsAnsweredWithItsCode() throws Exception {
        try (OneBotFixture account = OneBotFixture.with().start()) {
            account.backend().throwing("get_group_list", new BackendException(-5, "no"));

            assertThat(call(account, "get_group_list", "{}")
                            .get(5, TimeUnit.SECONDS)
                            .retcode()
                            .value())
                    .isEqualTo(-5);
        }
    }
}
