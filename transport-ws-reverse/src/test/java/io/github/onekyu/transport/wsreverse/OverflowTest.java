package io.github.onekyu.transport.wsreverse;

import static io.github.onekyu.transport.wsreverse.Reverse.SOON;
import static io.github.onekyu.transport.wsreverse.Reverse.connected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.observe.ConnectionState;
import io.github.onekyu.core.observe.EndpointState;
import io.github.onekyu.core.observe.EndpointState.Phase;
import io.github.onekyu.core.observe.Problem;
import io.github.onekyu.testkit.Events;
import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawWebSocketServer;
import io.github.onekyu.testkit.RawWebSocketServer.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A bot that takes the connection and never reads, and what the operator sees. */
class OverflowTest {
    private static final String LARGE = "x".repeat(200_000);
    private static final Pattern NUMBER = Pattern.compile("\"message\":\"(\\d+)x");
    /** More than the sockets' buffers hold. */
    private static final int MANY = 200;
    /** For what takes many messages, or the interval between two attempts. */
    private static final Duration LONG = Duration.ofSeconds(30);

    private final RawWebSocketServer slow = RawWebSocketServer.open();
    private final RawWebSocketServer quick = RawWebSocketServer.open();

    @AfterEach
    void close() {
        slow.close();
        quick.close();
    }

    /** One slow bot with these keys and a quick one beside it. */
    private OneBotFixture account(String keys) {
        return Reverse.account()
                .set("use_ws_reverse", "no")
                .set(
                        "endpoints",
                        Json.parse("{\"ws_reverse.slow\":{\"url\":\"" + slow.url("/") + "\"," + keys + "},"
                                + "\"ws_reverse.quick\":{\"url\":\"" + quick.url("/") + "\"}}"))
                .start();
    }

    private static EndpointState state(OneBotFixture account, String name) {
        return account.bot().endpoints().stream()
                .filter(endpoint -> endpoint.name().equals("ws_reverse." + name))
                .findFirst()
                .orElseThrow();
    }

    private static ConnectionState only(OneBotFixture account, String name) {
        return state(account, name).connections().get(0);
    }

    /** Raises them, each when the one before was offered to everybody; the quick bot gets each. */
    private static void raise(OneBotFixture account, Connection good, int from, int to) {
        for (int i = from; i < to; i++) {
            account.backend()
                    .raise(Events.privateMessage(i + LARGE))
                    .toCompletableFuture()
                    .orTimeout(SOON.toSeconds(), TimeUnit.SECONDS)
                    .join();
            assertThat(good.nextText(SOON)).contains("\"" + i + "xxx");
        }
    }

    /** Raises one after the other until one had to be given up for the slow bot; answers which was raised last. */
    private static int raiseUntilOneIsGivenUp(OneBotFixture account, Connection good) {
        for (int i = 0; i < MANY; i++) {
            raise(account, good, i, i + 1);
            if (only(account, "slow").dropped() > 0) {
                return i;
            }
        }
        throw new AssertionError("none of " + MANY + " was given up");
    }

    private static List<Integer> numbersUntil(Connection bot, String last) {
        List<Integer> numbers = new ArrayList<>();
        for (String text = bot.nextText(SOON); !text.contains(last); text = bot.nextText(SOON)) {
            Matcher number = NUMBER.matcher(text);
            assertThat(number.find()).as(text.substring(0, 80)).isTrue();
            assertThat(text).endsWith("}").contains(LARGE);
            numbers.add(Integer.parseInt(number.group(1)));
        }
        return numbers;
    }

    @Test
    @Tag("EP-18")
    @Tag("EP-19")
    @Tag("M-02")
    void theOldestEventsMakeRoomForTheNewest() {
        try (OneBotFixture account = account("\"overflow\":\"drop_oldest\",\"queue_size\":5")) {
            Connection lazy = connected(slow);
            lazy.pauseReading();
            Connection good = connected(quick);

            int last = raiseUntilOneIsGivenUp(account, good);
            assertThat(only(account, "slow").dropped()).isEqualTo(1);
            for (int i = 0; i < 3; i++) {
                lazy.sendText("{\"action\":\"get_login_info\",\"echo\":" + i + "}");
            }
            await().until(() -> only(account, "slow").received() == 3);

            lazy.resumeReading();
            // The one that had waited longest is missing, with four behind it and the newest.
            assertThat(numbersUntil(lazy, "\"echo\":0"))
                    .isEqualTo(IntStream.rangeClosed(0, last)
                            .filter(number -> number != last - 5)
                            .boxed()
                            .toList());
            assertThat(lazy.nextText(SOON)).contains("\"echo\":1");
            assertThat(lazy.nextText(SOON)).contains("\"echo\":2");
            account.backend().raise(Events.privateMessage("after"));
            assertThat(numbersUntil(lazy, "after")).isEmpty();
            assertThat(only(account, "slow").dropped()).isEqualTo(1);
            assertThat(only(account, "quick").dropped()).isZero();
            assertThat(slow.attempts()).hasSize(1);
        }
    }

    @Test
    @Tag("EP-18")
    @Tag("EP-19")
    void orTheNewestAreGivenUp() {
        try (OneBotFixture account = account("\"overflow\":\"drop_newest\",\"queue_bytes\":1000000")) {
            Connection lazy = connected(slow);
            lazy.pauseReading();
            Connection good = connected(quick);

            int givenUp = raiseUntilOneIsGivenUp(account, good);
            assertThat(only(account, "slow").dropped()).isEqualTo(1);
            lazy.resumeReading();
            await().until(() -> only(account, "slow").queuedBytes() == 0);
            account.backend().raise(Events.privateMessage("after"));

            assertThat(numbersUntil(lazy, "after"))
                    .isEqualTo(IntStream.range(0, givenUp).boxed().toList());
        }
    }

    @Test
    @Tag("EP-19")
    void whoseRepliesAloneAreTooManyIsClosedAndDialledAgain() {
        try (OneBotFixture account =
                account("\"overflow\":\"drop_oldest\",\"queue_bytes\":1000000,\"reconnect_interval\":3000")) {
            Connection lazy = connected(slow);
            lazy.pauseReading();
            String call = "{\"action\":\"nope\",\"echo\":\"" + LARGE + "\"}";
            await().atMost(LONG)
                    .pollInSameThread()
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> {
                        try {
                            lazy.sendText(call);
                        } catch (java.io.UncheckedIOException closed) {
                            return true;
                        }
                        return state(account, "slow").connections().isEmpty();
                    });
            await().until(() ->
                    state(account, "slow").problem().map(Problem::code).equals(Optional.of("OKY-1404")));
            slow.next(LONG);
            await().until(() -> state(account, "slow").problem().isEmpty());
        }
    }

    @Test
    @Tag("EP-20")
    void theOperatorSeesWhoIsBehindAndThatItIsOver() {
        try (OneBotFixture account = account("\"overflow\":\"drop_oldest\",\"queue_size\":5")) {
            Connection lazy = connected(slow);
            lazy.pauseReading();
            Connection good = connected(quick);

            raise(account, good, 0, MANY);

            await().until(() -> only(account, "slow").behindMillis() > 50);
            ConnectionState late = only(account, "slow");
            assertThat(late.queued()).isBetween(5L, 70L);
            assertThat(late.queuedBytes()).isGreaterThan(1_000_000);
            await().until(() -> state(account, "slow").problem().isPresent());
            Problem problem = state(account, "slow").problem().orElseThrow();
            assertThat(problem.code()).isEqualTo("OKY-1408");
            assertThat(problem.message())
                    .contains("127.0.0.1:" + slow.port(), "ws_reverse_overflow = drop_oldest")
                    .doesNotContain("  ");
            assertThat(state(account, "quick").problem()).isEmpty();

            lazy.resumeReading();
            await().untilAsserted(() -> {
                assertThat(only(account, "slow").queued()).isZero();
                assertThat(only(account, "slow").behindMillis()).isZero();
                assertThat(state(account, "slow").problem()).isEmpty();
            });
        }
    }

    @Test
    @Tag("EP-21")
    void theOperatorSeesConnectionsAndCanEndThem() throws Exception {
        try (OneBotFixture account = account("\"role\":\"split\",\"reconnect_interval\":20")) {
            Connection api = slow.next("API", SOON);
            Connection events = slow.next("Event", SOON);
            api.sendText("{\"action\":\"get_login_info\"}");
            api.nextText(SOON);
            events.nextText(SOON);

            assertThat(state(account, "slow").target()).hasValue("ws://127.0.0.1:" + slow.port() + "/");
            await().untilAsserted(() -> assertThat(state(account, "slow").connections())
                    .extracting(ConnectionState::role, ConnectionState::sent, ConnectionState::received)
                    .containsExactlyInAnyOrder(
                            org.assertj.core.groups.Tuple.tuple("api", 1L, 1L),
                            org.assertj.core.groups.Tuple.tuple("event", 1L, 0L)));
            long id = state(account, "slow").connections().stream()
                    .filter(connection -> connection.role().equals("api"))
                    .findFirst()
                    .orElseThrow()
                    .id();

            assertThat(account.bot().disconnect(id)).isTrue();

            assertThat(api.nextEnding(SOON).closeCode()).hasValue(1001);
            slow.next("API", SOON);
            await().untilAsserted(() -> {
                assertThat(state(account, "slow").connections()).hasSize(2);
                assertThat(state(account, "slow").phase()).isEqualTo(Phase.CONNECTED);
            });
            CompletionStage<Long> raised = account.backend().raise(Events.privateMessage("still here"));
            raised.toCompletableFuture().get(5, TimeUnit.SECONDS);
            assertThat(events.nextText(SOON)).contains("still here");
        }
    }

    @Test
    @Tag("EP-21")
    void theOperatorReadsWhatIsWrongUntilItIsRight() {
        int port = slow.port();
        slow.close();
        try (OneBotFixture account = account("\"reconnect_interval\":20")) {
            await().until(() -> state(account, "slow").problem().isPresent());
            assertThat(state(account, "slow").phase()).isEqualTo(Phase.CONNECTING);
            assertThat(state(account, "slow").problem().orElseThrow())
                    .satisfies(problem -> assertThat(problem.code()).isEqualTo("OKY-1401"))
                    .satisfies(problem -> assertThat(problem.message())
                            .contains("nothing listens on 127.0.0.1:" + port + " (connection refused); start the bot"));
            try (RawWebSocketServer back = RawWebSocketServer.open(port)) {
                connected(back);
                await().until(() -> state(account, "slow").problem().isEmpty());
            }
        }
    }
}
