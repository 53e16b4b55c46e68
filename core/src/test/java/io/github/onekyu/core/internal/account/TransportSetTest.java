package io.github.onekyu.core.internal.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.onekyu.core.TestBot;
import io.github.onekyu.core.error.ConfigException;
import io.github.onekyu.core.error.TransportException;
import io.github.onekyu.core.transport.Health;
import io.github.onekyu.core.transport.Transport;
import io.github.onekyu.core.transport.TransportContext;
import io.github.onekyu.core.transport.TransportProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransportSetTest {
    private final TestBot bot = new TestBot();
    private final List<String> log = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        bot.close();
    }

    /** Writes down what is done to it; may be told to fail. */
    private record Logged(String name, List<String> log, boolean broken) implements TransportProvider, Transport {
        @Override
        public Transport create(TransportContext context) {
            log.add("create " + name);
            return this;
        }

        @Override
        public void start() {
            log.add("start " + name);
            if (broken) {
                throw new TransportException("OKY-1101 " + name + " cannot bind 127.0.0.1:6700", null);
            }
        }

        @Override
        public void stop(Duration grace) {
            log.add("stop " + name);
        }

        @Override
        public Health health() {
            return Health.GOOD;
        }
    }

    @Test
    @Tag("NET-07")
    void allAreCreatedBeforeOneStartsAndTheyStopInReverse() {
        bot.with(new Logged("b", log, false))
                .with(new Logged("a", log, false))
                .set("use_a", "yes")
                .set("use_b", "yes");

        bot.start();
        bot.close();

        assertThat(log).containsExactly("create a", "create b", "start a", "start b", "stop b", "stop a");
    }

    @Test
    @Tag("NET-05")
    void ifOneCannotStartTheOnesBeforeItAreStoppedAndItsErrorIsThrown() {
        bot.with(new Logged("a", log, false)).with(new Logged("b", log, true)).with(new Logged("c", log, false));
        bot.set("use_a", "yes").set("use_b", "yes").set("use_c", "yes");

        assertThatThrownBy(bot::start).isInstanceOf(TransportException.class).hasMessageContaining("6700");

        assertThat(log).endsWith("start a", "start b", "stop b", "stop a").doesNotContain("start c");
        assertThat(bot.bot().ready()).isFalse();
    }

    @ParameterizedTest
    @Tag("NET-01")
    @CsvSource({
        "use_http,onekyu-transport-http",
        "use_ws,onekyu-transport-ws",
        "use_ws_reverse,onekyu-transport-ws-reverse",
        "use_pigeon,plugins/"
    })
    void aFlagThatNothingAnswersToIsRefusedWithTheNextStep(String flag, String next) {
        bot.set(flag, "yes");

        assertThatThrownBy(bot::start)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(flag)
                .hasMessageContaining(next);
    }

    @Test
    @Tag("POST-01")
    void aPostUrlWithoutTheModuleIsRefused() {
        bot.set("post_url", "http://127.0.0.1:1/");

        assertThatThrownBy(bot::start).hasMessageContaining("onekyu-transport-post");
    }

    @Test
    void twoTransportsOfOneNameAreRefused() {
        bot.with(new Logged("a", log, false)).with(new Logged("a", log, false)).set("use_a", "yes");

        assertThatThrownBy(bot::start).hasMessageContaining("two transports are named a");
        assertThat(log).doesNotContain("start a");
    }

    @Test
    void whatIsOffIsNotCreated() {
        bot.with(new Logged("a", log, false)).start();

        assertThat(log).isEmpty();
    }
}
