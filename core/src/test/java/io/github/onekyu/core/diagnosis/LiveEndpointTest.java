package io.github.onekyu.core.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the state of a running endpoint says, in the form in which the console tells it. */
class LiveEndpointTest {
    private static final long NOW = 1_800_000_000_000L;

    private static LiveEndpoint endpoint(String state, String problem, int dropped, String connections) {
        return LiveEndpoint.of(
                (JsonObject) Json.parse("{\"name\":\"ws_reverse.koishi\",\"state\":\"" + state + "\",\"problem\":"
                        + problem + ",\"dropped\":" + dropped + ",\"connections\":[" + connections + "]}"),
                NOW);
    }

    private static String connection(String role, int age, int sent, int received) {
        return "{\"role\":\"" + role + "\",\"since\":" + (NOW / 1000 - age) + ",\"sent\":" + sent + ",\"received\":"
                + received + "}";
    }

    private static void assertJudged(Diagnosis found, boolean ok, Cause cause, String... words) {
        assertThat(found.ok()).isEqualTo(ok);
        assertThat(found.code()).isEqualTo(cause.code());
        assertThat(List.of(words))
                .allSatisfy(word -> assertThat(found.message()).contains(word));
    }

    @Test
    @Tag("DOC-15")
    void aConnectionWithCallsIsFine() {
        LiveEndpoint live = endpoint("connected", "null", 0, connection("universal", 90, 5, 2));

        assertThat(live.needsProbe()).isFalse();
        assertJudged(live.judge(true), true, Cause.NONE);
    }

    @Test
    @Tag("DOC-15")
    void aPausedEndpoint() {
        assertJudged(endpoint("paused", "null", 0, "").judge(true), false, Cause.PAUSED, "resume it");
    }

    @Test
    @Tag("DOC-15")
    void anEndpointThatBroke() {
        assertJudged(
                endpoint("failed", "{\"code\":\"OKY-1103\",\"message\":\"the socket is gone\"}", 0, "")
                        .judge(true),
                false,
                Cause.BROKEN,
                "OKY-1103 the socket is gone",
                "restart");
    }

    @Test
    @Tag("DOC-15")
    void anOpenSocketWhileTheAccountIsOffline() {
        assertJudged(
                endpoint("connected", "null", 0, connection("universal", 90, 5, 2))
                        .judge(false),
                false,
                Cause.ACCOUNT_OFFLINE,
                "the account is offline",
                "log it in again");
    }

    @Test
    @Tag("DOC-15")
    void aConnectionForWhichNotEvenTheLifecycleHasLeft() {
        assertJudged(
                endpoint("connected", "null", 0, connection("event", 10, 0, 0)).judge(true),
                false,
                Cause.NO_LIFECYCLE,
                "not even the lifecycle event has left");
        assertJudged(
                endpoint("connected", "null", 0, connection("api", 10, 0, 0)).judge(true), true, Cause.NONE);
    }

    @Test
    @Tag("DOC-15")
    void aBotThatHasCalledNothingForAMinute() {
        assertJudged(
                endpoint("connected", "null", 0, connection("universal", 61, 5, 0))
                        .judge(true),
                true,
                Cause.NO_CALLS,
                "called nothing for a minute");
        assertJudged(
                endpoint("connected", "null", 0, connection("universal", 59, 5, 0))
                        .judge(true),
                true,
                Cause.NONE);
    }

    @Test
    @Tag("DOC-15")
    void eventsThatWereDropped() {
        assertJudged(
                endpoint("connected", "null", 7, connection("universal", 10, 5, 1))
                        .judge(true),
                true,
                Cause.EVENTS_DROPPED,
                "7 events were dropped");
    }

    @Test
    @Tag("DOC-15")
    void aDialerThatWouldBeLetInNow() {
        LiveEndpoint live = endpoint("connecting", "{\"code\":\"OKY-1401\",\"message\":\"cannot connect\"}", 0, "");
        Diagnosis probed = Diagnosis.of(Cause.NONE, "ws_reverse.koishi takes the connection", List.of());

        assertThat(live.needsProbe()).isTrue();
        assertJudged(live.complete(probed, true), true, Cause.WAITING, "dials again by itself", "OKY-1401");
    }

    @Test
    @Tag("DOC-15")
    void whatAProbeFoundCountsMore() {
        Diagnosis probed = Diagnosis.of(Cause.REFUSED, "ws_reverse.koishi: nothing listens", List.of());

        assertThat(endpoint("connecting", "null", 0, "").complete(probed, true)).isEqualTo(probed);
    }
}
