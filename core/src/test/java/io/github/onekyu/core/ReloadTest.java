package io.github.onekyu.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.backend.Backend;
import io.github.onekyu.core.backend.BackendContext;
import io.github.onekyu.core.backend.BackendProvider;
import io.github.onekyu.core.config.Config;
import io.github.onekyu.core.console.Reloaded;
import io.github.onekyu.core.error.ConfigException;
import io.github.onekyu.core.error.TransportException;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.observe.EndpointState;
import io.github.onekyu.core.transport.Activation;
import io.github.onekyu.core.transport.Health;
import io.github.onekyu.core.transport.Transport;
import io.github.onekyu.core.transport.TransportContext;
import io.github.onekyu.core.transport.TransportProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reload stops and starts, seen by transports that write it down. */
class ReloadTest {
    private static final String BEFORE = "{'use_http':false,'use_door':true,'use_bell':true,"
            + "'endpoints':{'door.a':{'url':'1'},'bell.b':{'url':'2'}}}";

    @TempDir
    Path home;

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final AtomicReference<String> settings = new AtomicReference<>(BEFORE);
    private final AtomicInteger opened = new AtomicInteger();
    private final ScriptedBackend backend = new ScriptedBackend();
    private final OneBot bot = OneBot.builder(() -> config(settings.get()))
            .backend(new BackendProvider() {
                @Override
                public String name() {
                    return backend.name();
                }

                @Override
                public Backend create(BackendContext context) {
                    opened.incrementAndGet();
                    return backend.create(context);
                }
            })
            .transports(List.of(new Noted("door"), new Noted("bell")))
            .build();

    /** Cannot start where its settings say {@code broken}. */
    private final class Noted implements TransportProvider {
        private final String name;

        Noted(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Activation activation(io.github.onekyu.core.config.ConfigView config) {
            return Activation.byFlag(config, "use_" + name, false);
        }

        @Override
        public Transport create(TransportContext context) {
            String endpoint = context.endpoint();
            boolean broken = context.config().flag(name + "_broken", false);
            AtomicBoolean running = new AtomicBoolean();
            if (context.config().isSet(name + "_wrong")) {
                context.config().problem(name + "_wrong", "is wrong", "do without it");
            }
            return new Transport() {
                @Override
                public void start() {
                    log.add("start " + endpoint);
                    if (broken) {
                        throw new TransportException("OKY-1101 " + endpoint + ": cannot listen", null);
                    }
                    running.set(true);
                }

                @Override
                public void stop(Duration grace) {
                    if (running.getAndSet(false)) {
                        log.add("stop " + endpoint);
                    }
                }

                @Override
                public Health health() {
                    return Health.GOOD;
                }
            };
        }
    }

    @BeforeEach
    void start() {
        bot.start();
        assertThat(log).containsExactly("start bell", "start door", "start bell.b", "start door.a");
        log.clear();
    }

    @AfterEach
    void stop() {
        log.clear();
        bot.stop();
    }

    private Config config(String json) {
        return Config.of(home, (JsonObject) Json.parse(json.replace('\'', '"')));
    }

    private Reloaded reload(String json) {
        return bot.reload(config(json));
    }

    private static String with(String more) {
        return BEFORE.substring(0, BEFORE.length() - 1) + "," + more + "}";
    }

    @Test
    @Tag("EP-17")
    void whatIsTheSameIsNotTouched() {
        Reloaded reloaded = reload(BEFORE);

        assertThat(log).isEmpty();
        assertThat(reloaded.unchanged())
                .containsExactly("10001000 bell", "10001000 door", "10001000 bell.b", "10001000 door.a");
        assertThat(reloaded.started()).isEmpty();
    }

    @ParameterizedTest
    @Tag("EP-17")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'console_port':1,'log_level':'debug','allow_insecure':true|",
                "'door_x':1|stop door.a, stop door, start door, start door.a",
                "'access_token':'t'|stop door.a, stop bell.b, stop door, stop bell, start bell, start door, start bell.b, start door.a",
            })
    void aKeyOfTheAccountConcernsWhoeverReadsIt(String more, String expected) {
        reload(with(more));

        assertThat(String.join(", ", log)).isEqualTo(expected == null ? "" : expected);
        assertThat(opened).hasValue(1);
    }

    @Test
    @Tag("EP-17")
    void endpointsComeGoAndChangeWhileOthersGoOn() {
        Reloaded reloaded = reload(
                BEFORE.replace("'door.a':{'url':'1'}", "'door.c':{'url':'3'}").replace("'url':'2'", "'url':'9'"));

        assertThat(log).containsExactly("stop door.a", "stop bell.b", "start bell.b", "start door.c");
        assertThat(reloaded.started()).containsExactly("10001000 door.c");
        assertThat(reloaded.stopped()).containsExactly("10001000 door.a");
        assertThat(reloaded.restarted()).containsExactly("10001000 bell.b");
        assertThat(reloaded.unchanged()).containsExactly("10001000 bell", "10001000 door");
        assertThat(phases()).containsExactly("bell", "door", "bell.b", "door.c");
    }

    @Test
    @Tag("EP-17")
    void whatCannotStartIsRefusedAndTheOldIsBack() {
        String other = BEFORE.replace("'url':'1'", "'url':'7'").replace("'url':'2'", "'url':'9','broken':'yes'");

        assertThatThrownBy(() -> reload(other))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("OKY-1101")
                .hasMessageContaining("bell.b: cannot listen")
                .hasMessageContaining("goes on as it was");

        assertThat(log).containsExactly("stop door.a", "stop bell.b", "start bell.b", "start bell.b", "start door.a");
        assertThat(bot.config().json()).isEqualTo(config(BEFORE).json());
        log.clear();
        assertThat(reload(BEFORE).unchanged()).hasSize(4);
        bot.stop();
        assertThat(log).containsExactlyInAnyOrder("stop door.a", "stop bell.b", "stop door", "stop bell");
    }

    @Test
    @Tag("EP-17")
    void whatIsWrongIsFoundBeforeAnythingStops() {
        String wrong = BEFORE.replace("'url':'1'", "'url':'7'").replace("'url':'2'", "'wrong':1,'rate':'x'");

        for (String fresh : List.of(wrong, with("'event_filter':'none.json'"))) {
            assertThatThrownBy(() -> reload(fresh)).isInstanceOf(ConfigException.class);
            assertThatThrownBy(() -> bot.check(config(fresh))).isInstanceOf(ConfigException.class);
        }
        bot.check(config(BEFORE.replace("'url':'1'", "'url':'7'")));

        assertThat(log).isEmpty();
        assertThat(bot.ready()).isTrue();
    }

    @ParameterizedTest
    @Tag("EP-17")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'post_message_format':'array'|1",
                "'enable_heartbeat':true|1",
                "'thread_pool_size':2|1",
                "'long_polling.enable':true|1",
                "'upstream_url':'ws://127.0.0.1:1/'|2",
                "'data_dir':'other'|2"
            })
    void whatConcernsTheWholeAccountRestartsItAndWhereItMustTheHost(String setting, int hosts) {
        Reloaded reloaded = reload(with(setting));

        assertThat(log).hasSize(8).startsWith("stop door.a").endsWith("start door.a");
        assertThat(reloaded.restarted()).hasSize(4);
        assertThat(opened).hasValue(hosts);
        assertThat(bot.ready()).isTrue();
    }

    @ParameterizedTest
    @Tag("EP-17")
    @ValueSource(strings = {"'thread_pool_size':2", "'data_dir':'other'"})
    void anAccountThatCannotRestartGoesBack(String setting) {
        String broken = with(setting).replace("'url':'2'", "'broken':'yes'");

        assertThatThrownBy(() -> reload(broken)).isInstanceOf(ConfigException.class);

        assertThat(log).endsWith("start bell", "start door", "start bell.b", "start door.a");
        assertThat(bot.config().json()).isEqualTo(config(BEFORE).json());
        assertThat(bot.ready()).isTrue();
        assertThat(bot.status().get("app_good")).hasToString("true");
    }

    @Test
    @Tag("EP-17")
    void anAccountThatIsDownSinceItsRestartFailedIsStarted() {
        settings.set(BEFORE.replace("'url':'2'", "'broken':'yes'"));
        setRestart();
        await().atMost(Duration.ofSeconds(10)).until(() -> !bot.ready() && log.contains("start bell.b"));

        assertThatThrownBy(() -> reload(settings.get())).isInstanceOf(ConfigException.class);
        assertThat(bot.ready()).isFalse();
        assertThat(reload(BEFORE).started()).hasSize(4);

        assertThat(bot.ready()).isTrue();
    }

    @Test
    @Tag("EP-17")
    void aRestartKeepsTheHostAndTheNextReloadMakesUpForIt() {
        settings.set(with("'upstream_url':'ws://127.0.0.1:1/'"));
        setRestart();
        await().atMost(Duration.ofSeconds(10)).until(() -> log.size() == 8 && bot.ready());
        assertThat(opened).hasValue(1);

        reload(settings.get());
        assertThat(opened).hasValue(2);
        assertThat(reload(settings.get()).unchanged()).hasSize(4);
    }

    private void setRestart() {
        bot.actions().dispatch(ActionRequest.of("set_restart_plugin", Params.EMPTY), Caller.of("test", "test"));
    }

    @Test
    @Tag("EP-16")
    void aPausedEndpointStaysPausedAcrossReloads() {
        bot.pause("door.a");
        assertThat(log).containsExactly("stop door.a");

        assertThat(reload(BEFORE).unchanged()).contains("10001000 door.a");
        assertThat(reload(BEFORE.replace("'url':'1'", "'url':'7'")).restarted()).containsExactly("10001000 door.a");
        assertThat(log).containsExactly("stop door.a");
        assertThat(phase("door.a")).isEqualTo(EndpointState.Phase.PAUSED);

        bot.resume("door.a");
        assertThat(log).containsExactly("stop door.a", "start door.a");
        assertThat(phase("door.a")).isNotEqualTo(EndpointState.Phase.PAUSED);
        bot.stop();
        assertThat(log)
                .endsWith("stop door.a", "stop bell.b", "stop door", "stop bell")
                .hasSize(6);
    }

    @Test
    @Tag("EP-17")
    void aFilterIsWhatItsFileSays() throws IOException {
        Path filter = home.resolve("f.json");
        Files.writeString(filter, "{}");
        String filtered = BEFORE.replace("'url':'1'", "'url':'1','filter':'f.json'");
        reload(filtered);
        log.clear();

        reload(filtered);
        assertThat(log).isEmpty();
        Files.writeString(filter, "{\"post_type\":\"message\"}");
        reload(filtered);
        assertThat(log).containsExactly("stop door.a", "start door.a");
        Files.writeString(filter, "[");
        assertThatThrownBy(() -> reload(filtered)).hasMessageContaining("door.a: filter");
    }

    private EndpointState.Phase phase(String endpoint) {
        return bot.endpoints().stream()
                .filter(state -> state.name().equals(endpoint))
                .findFirst()
                .orElseThrow()
                .phase();
    }

    private List<String> phases() {
        return bot.endpoints().stream().map(EndpointState::name).toList();
    }
}
