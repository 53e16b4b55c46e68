package io.github.onekyu.transport.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.onekyu.core.observe.ConnectionState;
import io.github.onekyu.core.observe.EndpointState;
import io.github.onekyu.core.observe.Problem;
import io.github.onekyu.testkit.Events;
import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawWebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A peer that connects and never reads, with each way of dealing with it. */
class OverflowTest {
    private static final String LARGE = "x".repeat(50_000);
    private static final Pattern NUMBER = Pattern.compile("\"message\":\"(\\d+)x");
    /** More than the sockets' buffers hold. */
    private static final int MANY = 300;
    /** For what takes many messages. */
    private static final Duration LONG = Duration.ofSeconds(30);

    private static OneBotFixture.Setup account(String overflow) {
        return Bots.account().set("ws_overflow", overflow).set("ws_queue_size", "10");
    }

    private static RawWebSocket lazy(OneBotFixture account, String path) {
        RawWebSocket bot = RawWebSocket.openNarrow(account.port("ws"), path);
        assertThat(bot.nextText(Bots.SOON)).contains("connect");
        bot.pauseReading();
        return bot;
    }

    /** Raises so many events, each when the one before was offered to everybody; another bot gets them all. */
    private static void raise(OneBotFixture account, RawWebSocket good, int from, int to) {
        for (int i = from; i < to; i++) {
            account.backend()
                    .raise(Events.privateMessage(i + LARGE))
                    .toCompletableFuture()
                    .orTimeout(Bots.SOON.toSeconds(), TimeUnit.SECONDS)
                    .join();
            assertThat(good.nextText(Bots.SOON)).contains("\"" + i + "xxx");
        }
    }

    /** Raises one after the other until one had to be given up for the lazy bot, which came first; answers the last. */
    private static int raiseUntilOneIsGivenUp(OneBotFixture account, RawWebSocket good) {
        for (int i = 0; i < MANY; i++) {
            raise(account, good, i, i + 1);
            if (first(account).dropped() > 0) {
                return i;
            }
        }
        throw new AssertionError("none of " + MANY + " was given up");
    }

    private static EndpointState state(OneBotFixture account) {
        return account.bot().endpoints().get(0);
    }

    private static ConnectionState first(OneBotFixture account) {
        return state(account).connections().get(0);
    }

    /** The numbers of the events that come until this one. */
    private static List<Integer> numbersUntil(RawWebSocket bot, String last) {
        List<Integer> numbers = new ArrayList<>();
        for (String text = bot.nextText(Bots.SOON); !text.contains(last); text = bot.nextText(Bots.SOON)) {
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
        try (OneBotFixture account = account("drop_oldest").start()) {
            RawWebSocket lazy = lazy(account, "/");
            RawWebSocket good = Bots.listen(account, "/event");

            int last = raiseUntilOneIsGivenUp(account, good);

            assertThat(first(account).dropped()).isEqualTo(1);
            lazy.resumeReading();
            await().until(() -> first(account).queuedBytes() == 0);
            account.backend().raise(Events.privateMessage("after"));
            List<Integer> numbers = numbersUntil(lazy, "after");
            assertThat(numbers).isSorted().doesNotHaveDuplicates().hasSize(last);
            // The one that had waited longest is missing, with nine behind it and the newest.
            assertThat(numbers.subList(numbers.size() - 10, numbers.size()))
                    .isEqualTo(IntStream.rangeClosed(last - 9, last).boxed().toList());
            assertThat(Bots.ask(lazy, "{\"action\":\"get_login_info\"}")).contains("\"ok\"");
            assertThat(first(account).dropped()).isEqualTo(1);
        }
    }

    @Test
    @Tag("EP-18")
    @Tag("EP-19")
    void orTheNewestAreGivenUpAndWhatWaitsStaysInOrder() {
        try (OneBotFixture account = account("drop_newest").start()) {
            RawWebSocket lazy = lazy(account, "/event");
            RawWebSocket good = Bots.listen(account, "/event");

            int givenUp = raiseUntilOneIsGivenUp(account, good);
            assertThat(first(account).dropped()).isEqualTo(1);
            lazy.resumeReading();
            await().until(() -> first(account).queuedBytes() == 0);
            account.backend().raise(Events.privateMessage("after"));

            assertThat(numbersUntil(lazy, "after"))
                    .isEqualTo(IntStream.range(0, givenUp).boxed().toList());
        }
    }

    @Test
    @Tag("EP-18")
    void aBoundInNumberClosesTooWherePeersAreClosed() {
        try (OneBotFixture account =
                Bots.hastyAccount().set("ws_queue_size", "10").start()) {
            RawWebSocket lazy = lazy(account, "/event");
            RawWebSocket good = Bots.listen(account, "/event");

            raise(account, good, 0, MANY);

            await().untilAsserted(() -> {
                assertThat(state(account).connections()).hasSize(1);
                assertThat(state(account).problem().map(Problem::code)).hasValue("OKY-1301");
            });
            lazy.close();
        }
    }

    @Test
    @Tag("EP-19")
    void repliesAreNotGivenUpWithTheEvents() {
        for (String policy : List.of("drop_oldest", "drop_newest")) {
            try (OneBotFixture account = account(policy)
                    .set("ws_queue_bytes", "600000")
                    .set("ws_queue_size", "0")
                    .start()) {
                RawWebSocket lazy = lazy(account, "/");
                RawWebSocket good = Bots.listen(account, "/event");
                raise(account, good, 0, MANY / 2);

                for (int i = 0; i < 100; i++) {
                    lazy.sendText("{\"action\":\"nope\",\"echo\":\"call " + i + " " + "y".repeat(2000) + "\"}");
                }
                await().atMost(LONG).until(() -> first(account).received() == 100);
                raise(account, good, MANY / 2, MANY);
                lazy.resumeReading();

                for (int i = 0; i < 100; ) {
                    if (lazy.nextText(Bots.SOON).contains("\"call " + i + " ")) {
                        i++;
                    }
                }
                assertThat(first(account).dropped()).isPositive();
            }
        }
    }

    @Test
    @Tag("EP-19")
    void whoseRepliesAloneAreTooManyIsClosed() {
        try (OneBotFixture account = Bots.hastyAccount()
                .set("ws_overflow", "drop_oldest")
                .set("ws_queue_bytes", "300000")
                .start()) {
            RawWebSocket lazy = lazy(account, "/");
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
                        return state(account).connections().isEmpty();
                    });

            await().untilAsserted(() ->
                    assertThat(state(account).problem().map(Problem::code)).hasValue("OKY-1301"));
        }
    }

    @Test
    @Tag("EP-20")
    void theOperatorSeesWhoIsBehindAndThatItIsOver() {
        try (OneBotFixture account = account("drop_oldest").start()) {
            RawWebSocket lazy = lazy(account, "/event");
            RawWebSocket good = Bots.listen(account, "/event");

            raise(account, good, 0, MANY);

            await().until(() -> first(account).behindMillis() > 50);
            ConnectionState slow = first(account);
            assertThat(slow.peer()).startsWith("127.0.0.1:");
            assertThat(slow.role()).isEqualTo("event");
            assertThat(slow.queuedBytes()).isBetween(300_000L, 1_500_000L);
            assertThat(state(account).connections().get(1).dropped()).isZero();
            await().untilAsserted(() ->
                    assertThat(state(account).connections().get(1).sent()).isEqualTo(MANY + 1L));
            await().until(() -> state(account).problem().isPresent());
            Problem problem = state(account).problem().orElseThrow();
            assertThat(problem.code()).isEqualTo("OKY-1304");
            assertThat(problem.message()).contains(slow.peer(), "ws_overflow = drop_oldest");
            assertThat(problem.count()).isEqualTo(1);

            lazy.resumeReading();
            await().untilAsserted(() -> {
                assertThat(first(account).queued()).isZero();
                assertThat(first(account).behindMillis()).isZero();
                assertThat(state(account).problem()).isEmpty();
            });
            assertThat(slow.dropped()).isPositive();
            assertThat(state(account).dropped()).isEqualTo(slow.dropped());
        }
    }

    @Test
    @Tag("EP-21")
    void theOperatorSeesConnectionsAndCanEndThem() {
        try (OneBotFixture account = Bots.account().start()) {
            RawWebSocket bot = Bots.listen(account, "/");
            RawWebSocket other = Bots.listen(account, "/event");
            Bots.ask(bot, "{\"action\":\"get_login_info\"}");
            other.sendText("nobody reads this");

            await().untilAsserted(() -> assertThat(state(account).connections())
                    .extracting(ConnectionState::role, ConnectionState::sent, ConnectionState::received)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("universal", 2L, 1L),
                            org.assertj.core.groups.Tuple.tuple("event", 1L, 1L)));

            assertThat(account.bot().disconnect(first(account).id())).isTrue();
            assertThat(bot.nextEnding(Bots.SOON).closeCode()).hasValue(1001);
            await().untilAsserted(() -> {
                assertThat(state(account).connections()).hasSize(1);
                assertThat(state(account).sent()).isEqualTo(3);
            });
            account.backend().raise(Events.privateMessage("still here"));
            assertThat(other.nextText(Bots.SOON)).contains("still here");
        }
    }

    @Test
    @Tag("EP-21")
    void whoIsRefusedIsAProblemUntilSomebodyIsLetIn() {
        try (OneBotFixture account =
                Bots.account().set("access_token", Bots.TOKEN).start()) {
            RawWebSocket.attempt(account.port("ws"), "/", "Authorization: Bearer wrong");

            await().until(() -> state(account).problem().isPresent());
            Problem problem = state(account).problem().orElseThrow();
            assertThat(problem.code()).isEqualTo("OKY-1305");
            assertThat(problem.message()).contains("403", "wrong access token").doesNotContain("Bearer wrong");

            Bots.open(account, "/", "Authorization: Bearer " + Bots.TOKEN);
            await().until(() -> state(account).problem().isEmpty());
        }
    }
}
