package io.github.onekyu.testkit.contract;

import static io.github.onekyu.testkit.contract.Capability.ACTIONS;
import static io.github.onekyu.testkit.contract.Capability.DIALS;
import static io.github.onekyu.testkit.contract.Capability.EVENTS;
import static io.github.onekyu.testkit.contract.Capability.FRAMES;
import static io.github.onekyu.testkit.contract.Capability.LISTENS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.onekyu.core.error.TransportException;
import io.github.onekyu.testkit.Events;
import io.github.onekyu.testkit.Gate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Starting, stopping, and both in the wrong moment. */
public interface LifecycleContract extends ContractBasics {
    Duration LONGEST_STOP = Duration.ofSeconds(8);

    @Test
    default void itIsHealthyWhileItServes() {
        try (Scene scene = new Scene(fixture()).start()) {
            scene.bot();
            long end = System.nanoTime() + BotPeer.PATIENCE.toNanos();
            while (!scene.account().state(scene.fixture().transport()).health().good() && System.nanoTime() < end) {
                Thread.onSpinWait();
            }

            assertThat(scene.account()
                            .state(scene.fixture().transport())
                            .health()
                            .good())
                    .isTrue();
        }
    }

    @Test
    default void stoppingTwiceIsHarmless() {
        try (Scene scene = new Scene(fixture()).start()) {
            scene.account().stop();
            scene.account().stop();

            assertThat(scene.account().bot().ready()).isFalse();
        }
    }

    @Test
    default void startingTwiceIsRefusedAndChangesNothing() {
        try (Scene scene = new Scene(fixture()).start()) {
            assertThatThrownBy(() -> scene.account().bot().start()).isInstanceOf(IllegalStateException.class);

            assertThat(scene.account().bot().ready()).isTrue();
            scene.account().state(scene.fixture().transport());
        }
    }

    @Test
    @Needs(LISTENS)
    @Tag("NET-05")
    default void aTakenPortRefusesTheStartAndNamesIt() {
        try (Scene scene = new Scene(fixture())) {
            TransportFixture.Occupied taken = scene.keep(scene.fixture().occupy());
            scene.set(scene.fixture().portKey(), Integer.toString(taken.port()));

            assertThatThrownBy(scene::start)
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining(Integer.toString(taken.port()));
        }
    }

    @Test
    @Needs({LISTENS, ACTIONS})
    default void itStartsAgainAtOnceOnTheSamePort() {
        try (Scene scene = new Scene(fixture()).start()) {
            int port = scene.port();
            for (int i = 0; i < 3; i++) {
                assertThat(scene.bot().call("get_login_info", "{}").retcode()).isZero();
                scene.account().restart();
            }

            assertThat(scene.port()).isEqualTo(port);
            assertThat(scene.bot().call("get_login_info", "{}").retcode()).isZero();
        }
    }

    @Test
    default void stoppingEndsOpenConnections() {
        try (Scene scene = new Scene(fixture()).start()) {
            BotPeer bot = scene.bot();

            scene.account().stop();

            assertThat(bot.endsWithin(Duration.ofSeconds(2))).isTrue();
        }
    }

    @Test
    @Needs({FRAMES, LISTENS, ACTIONS})
    @Tag("WS-08")
    default void aListenerSaysThatItGoesAway() {
        try (Scene scene = new Scene(fixture()).start()) {
            BotPeer bot = scene.bot();
            bot.call("get_login_info", "{}"); // so the handshake is over at both ends

            scene.account().stop();

            assertThat(bot.closeCode(Duration.ofSeconds(2))).isIn(1001, 1000);
        }
    }

    @Test
    @Needs({FRAMES, DIALS, ACTIONS})
    @Tag("RWS-17")
    default void aDialerSaysGoodbyeWith1000() {
        try (Scene scene = new Scene(fixture()).start()) {
            BotPeer bot = scene.bot();
            bot.call("get_login_info", "{}"); // so the handshake is over at both ends

            scene.account().stop();

            assertThat(bot.closeCode(Duration.ofSeconds(2))).isEqualTo(1000);
        }
    }

    @Test
    @Needs(ACTIONS)
    default void aCallInFlightDoesNotHoldTheStopUp() {
        try (Scene scene = new Scene(fixture()).start()) {
            Gate host = scene.host().hold("get_group_list");
            try {
                scene.bot().ask("get_group_list", "{}");
                host.awaitReached(BotPeer.PATIENCE);

                long before = System.nanoTime();
                scene.account().stop();

                assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(LONGEST_STOP);
            } finally {
                host.open();
            }
        }
    }

    @Test
    @Needs({ACTIONS, LISTENS})
    default void itStopsUnderLoad() throws InterruptedException {
        try (Scene scene = new Scene(fixture()).start()) {
            AtomicInteger answered = new AtomicInteger();
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                BotPeer bot = scene.bot();
                Thread caller = new Thread(() -> callUntilItEnds(bot, answered), "testkit-caller-" + i);
                caller.start();
                callers.add(caller);
            }
            scene.host().awaitCalls(100);

            long before = System.nanoTime();
            scene.account().stop();
            Duration took = Duration.ofNanos(System.nanoTime() - before);

            assertThat(took).isLessThan(LONGEST_STOP);
            assertThat(answered.get()).isPositive();
            for (Thread caller : callers) {
                caller.join(BotPeer.PATIENCE.toMillis());
                assertThat(caller.isAlive()).isFalse();
            }
        }
    }

    private static void callUntilItEnds(BotPeer bot, AtomicInteger answered) {
        try {
            while (bot.ask("get_login_info", "{}").reply(Duration.ofSeconds(2)).httpStatus() == 200) {
                answered.incrementAndGet();
            }
        } catch (AssertionError | java.io.UncheckedIOException ended) {
            // which is what the test is about
        }
    }

    @Test
    @Needs(EVENTS)
    default void itStopsWhileEventsCome() {
        try (Scene scene = new Scene(fixture()).start()) {
            BotPeer bot = scene.bot();
            for (int i = 0; i < 500; i++) {
                scene.host().raise(Events.privateMessage("e" + i));
            }
            bot.nextEvent(BotPeer.PATIENCE);

            long before = System.nanoTime();
            scene.account().stop();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(LONGEST_STOP);
        }
    }
}
