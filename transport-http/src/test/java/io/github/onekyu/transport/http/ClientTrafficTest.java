package io.github.onekyu.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.onekyu.core.observe.ConnectionState;
import io.github.onekyu.core.observe.EndpointState;
import io.github.onekyu.core.observe.Problem;
import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawHttp;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the operator sees of those who call. */
class ClientTrafficTest {
    private static EndpointState state(OneBotFixture account) {
        return account.bot().endpoints().get(0);
    }

    @Test
    @Tag("EP-21")
    void aConnectionIsSeenFromItsFirstCallToItsEnd() {
        try (OneBotFixture account =
                OneBotFixture.with(new HttpTransportProvider()).start()) {
            RawHttp client = RawHttp.connect(account.port("http"));
            assertThat(state(account).connections()).isEmpty();
            client.get("/get_login_info");
            client.get("/get_status");
            client.get("/no_such_action");

            await().untilAsserted(() -> assertThat(state(account).connections())
                    .singleElement()
                    .returns(3L, ConnectionState::received)
                    .returns(3L, ConnectionState::sent));
            ConnectionState seen = state(account).connections().get(0);
            assertThat(seen.role()).isEqualTo("http");
            assertThat(seen.peer()).startsWith("127.0.0.1:");

            assertThat(account.bot().disconnect(seen.id())).isTrue();
            assertThat(client.closesWithin(Duration.ofSeconds(5))).isTrue();
            await().untilAsserted(() -> {
                assertThat(state(account).connections()).isEmpty();
                assertThat(state(account).received()).isEqualTo(3);
            });
        }
    }

    @Test
    @Tag("EP-21")
    void whoIsRefusedIsAProblemUntilSomebodyIsLetIn() {
        try (OneBotFixture account = OneBotFixture.with(new HttpTransportProvider())
                .set("access_token", "kSLuTF2GC2Q4q4ugm3")
                .start()) {
            int port = account.port("http");
            assertThat(RawHttp.fetch(port, "GET", "/get_status", "Authorization: Bearer wrong")
                            .status())
                    .isEqualTo(403);

            assertThat(state(account).connections()).isEmpty();
            await().until(() -> state(account).problem().isPresent());
            Problem problem = state(account).problem().orElseThrow();
            assertThat(problem.code()).isEqualTo("OKY-1201");
            assertThat(problem.message()).contains("wrong access token").doesNotContain("Bearer wrong", "kSLu");

            RawHttp.fetch(port, "GET", "/get_status", "Authorization: Bearer kSLuTF2GC2Q4q4ugm3");
            await().until(() -> state(account).problem().isEmpty());
        }
    }
}
