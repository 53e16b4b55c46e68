package io.github.onekyu.transport.post;

import static io.github.onekyu.transport.post.Post.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.observe.ConnectionState;
import io.github.onekyu.core.observe.EndpointState;
import io.github.onekyu.core.observe.EndpointState.Phase;
import io.github.onekyu.core.observe.Problem;
import io.github.onekyu.testkit.Events;
import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.ReportAnswer;
import io.github.onekyu.testkit.ReportReceiver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A receiver that takes reports and does not answer, and what the operator sees. */
class OverflowTest {
    private static final Pattern NUMBER = Pattern.compile("\"message\":\"no (\\d+)\"");
    private static final int MANY = 60;

    private final ReportReceiver slow = ReportReceiver.open();
    private final ReportReceiver quick = ReportReceiver.open();

    @AfterEach
    void close() {
        slow.close();
        quick.close();
    }

    private OneBotFixture account(String keys) {
        return Post.account()
                .set(
                        "endpoints",
                        Json.parse("{\"post.slow\":{\"url\":\"" + slow.url("/s?token=secret") + "\"" + keys + "},"
                                + "\"post.quick\":{\"url\":\"" + quick.url("/q") + "\"}}"))
                .start();
    }

    private static EndpointState state(OneBotFixture account, String name) {
        return account.bot().endpoints().stream()
                .filter(endpoint -> endpoint.name().equals("post." + name))
                .findFirst()
                .orElseThrow();
    }

    private static ConnectionState only(OneBotFixture account, String name) {
        return state(account, name).connections().get(0);
    }

    private static List<Integer> numbers(ReportReceiver receiver) {
        List<Integer> numbers = new ArrayList<>();
        for (ReportReceiver.Request request : receiver.requests()) {
            Matcher number = NUMBER.matcher(request.text());
            if (number.find()) {
                numbers.add(Integer.parseInt(number.group(1)));
            }
        }
        return numbers.stream().sorted().toList();
    }

    /** Raises many at once to receivers of which one does not answer the first; gives the numbers it got in the end. */
    private List<Integer> reported(String keys) throws Exception {
        slow.answerAlways(ReportAnswer.never());
        try (OneBotFixture account = account(keys)) {
            CompletionStage<Long> last = null;
            for (int i = 0; i < MANY; i++) {
                last = account.backend().raise(Events.privateMessage("no " + i));
            }
            for (int i = 0; i < MANY; i++) {
                quick.nextEvent(SOON);
            }
            await().until(() -> only(account, "slow").dropped() > 0
                    && state(account, "slow").problem().isPresent());
            Problem problem = state(account, "slow").problem().orElseThrow();
            assertThat(problem.code()).isEqualTo("OKY-1504");
            assertThat(problem.message()).contains("127.0.0.1:" + slow.port()).doesNotContain("secret");
            assertThat(state(account, "quick").problem()).isEmpty();

            // None of those that are left is on its way any more: each is there, and not answered.
            await().until(() -> only(account, "slow").queued() == numbers(slow).size());
            slow.answerAlways(ReportAnswer.status(204));
            account.bot().disconnect(only(account, "slow").id());
            await().until(() -> only(account, "slow").queued() == 0);
            last.toCompletableFuture().get(5, TimeUnit.SECONDS);
            await().untilAsserted(() -> {
                assertThat(only(account, "slow").behindMillis()).isZero();
                assertThat(only(account, "slow").dropped())
                        .as("reported: %s", numbers(slow))
                        .isEqualTo(MANY - numbers(slow).size());
                assertThat(only(account, "quick").sent()).isEqualTo(MANY + 1L);
            });
            assertThat(numbers(quick)).hasSize(MANY);
            return numbers(slow);
        }
    }

    @Test
    @Tag("EP-18")
    @Tag("EP-19")
    void theOldestReportsMakeRoomForTheNewest() throws Exception {
        List<Integer> numbers = reported(",\"overflow\":\"drop_oldest\",\"queue_size\":5");

        assertThat(numbers)
                .contains(MANY - 5, MANY - 4, MANY - 3, MANY - 2, MANY - 1)
                .hasSizeLessThan(MANY);
    }

    @Test
    @Tag("EP-18")
    @Tag("EP-19")
    void orTheNewestIsNotReported() throws Exception {
        List<Integer> numbers = reported(",\"queue_size\":5");

        assertThat(numbers).contains(0, 1, 2, 3, 4).hasSizeLessThan(MANY);
    }

    @Test
    @Tag("EP-18")
    void bytesMayBeBoundedToo() throws Exception {
        List<Integer> numbers = reported(",\"queue_bytes\":2000,\"overflow\":\"drop_oldest\"");

        assertThat(numbers).contains(MANY - 1).hasSizeLessThan(MANY);
    }

    @Test
    @Tag("EP-21")
    void theOperatorReadsWhatIsWrongUntilItIsRight() throws Exception {
        try (OneBotFixture account = account("")) {
            slow.reply(500, "");
            account.backend()
                    .raise(Events.privateMessage("no 1"))
                    .toCompletableFuture()
                    .get(5, TimeUnit.SECONDS);

            await().until(() -> state(account, "slow").problem().isPresent());
            assertThat(state(account, "slow").phase()).isEqualTo(Phase.REPORTING);
            assertThat(state(account, "slow").target()).hasValue("http://127.0.0.1:" + slow.port() + "/s");
            assertThat(state(account, "slow").problem().orElseThrow())
                    .satisfies(problem -> assertThat(problem.code()).isEqualTo("OKY-1502"))
                    .satisfies(problem -> assertThat(problem.message()).contains("HTTP 500"));

            account.backend()
                    .raise(Events.privateMessage("no 2"))
                    .toCompletableFuture()
                    .get(5, TimeUnit.SECONDS);
            await().untilAsserted(() -> {
                assertThat(state(account, "slow").problem()).isEmpty();
                assertThat(only(account, "slow").sent()).isEqualTo(3);
                assertThat(only(account, "slow").received()).isEqualTo(3);
            });
        }
    }

    @Test
    @Tag("EP-21")
    @Tag("DOC-03")
    void aReceiverThatIsAwayIsCalledSoInTheDoctorsWords() {
        slow.close();
        try (OneBotFixture account = account("")) {
            await().until(() -> state(account, "slow").problem().isPresent());
            assertThat(state(account, "slow").problem().orElseThrow())
                    .satisfies(problem -> assertThat(problem.code()).isEqualTo("OKY-1501"))
                    .satisfies(problem -> assertThat(problem.message())
                            .contains("nothing listens on 127.0.0.1:" + slow.port() + " (connection refused); start the"
                                    + " receiver, and compare the port with post_url")
                            .doesNotContain("secret"));
        }
    }
}
