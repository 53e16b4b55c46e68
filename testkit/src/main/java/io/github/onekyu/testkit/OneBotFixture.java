package io.github.onekyu.testkit;

import io.github.onekyu.core.OneBot;
import io.github.onekyu.core.backend.BackendProvider;
import io.github.onekyu.core.config.Config;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import io.github.onekyu.core.transport.TransportProvider;
import io.github.onekyu.core.transport.TransportState;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * A running account over a {@link RecordingBackend}, with the given transports turned on, listeners on free loopback
 * ports and an empty home directory. Closing it stops the account and fails if a thread of it is left.
 *
 * <pre>{@code
 * try (OneBotFixture account = OneBotFixture.with(new WsProvider()).set("access_token", "t").start()) {
 *     RawWebSocket bot = RawWebSocket.open(account.port("ws"), "/", "Authorization: Bearer t");
 *     ...
 * }
 * }</pre>
 *
 * For one thread, apart from what the backend offers.
 */
public final class OneBotFixture implements AutoCloseable {
    private final Setup setup;
    private final ThreadCheck threads;
    private OneBot bot;

    /** What an account is made of. */
    public static final class Setup {
        private final List<TransportProvider> providers;
        private final Map<String, JsonValue> values = new ConcurrentHashMap<>();
        private final TempHome home = new TempHome();
        private RecordingBackend backend = new RecordingBackend();
        private UnaryOperator<BackendProvider> hop = UnaryOperator.identity();

        private Setup(List<TransportProvider> providers) {
            this.providers = providers;
            for (String listener : List.of("host", "ws_host", "console_host")) {
                set(listener, "127.0.0.1");
            }
            for (String port : List.of("port", "ws_port", "console_port")) {
                set(port, "0");
            }
            set("use_http", "no");
            providers.forEach(provider -> set("use_" + provider.name(), "yes"));
            set("ws_reverse_reconnect_interval", "100");
        }

        /** A setting as a file would have it. */
        public Setup set(String key, String value) {
            return set(key, new JsonString(value));
        }

        public Setup set(String key, JsonValue value) {
            values.put(key, value);
            return this;
        }

        /** Back to the product's own default. */
        public Setup unset(String key) {
            values.remove(key);
            return this;
        }

        public Setup backend(RecordingBackend host) {
            backend = host;
            return this;
        }

        /**
         * Puts something between the account and the recording host, such as another implementation and the link to it.
         *
         * @param between makes the account's provider from the recording host's
         */
        public Setup through(UnaryOperator<BackendProvider> between) {
            hop = between;
            return this;
        }

        /** To be scripted before the start. */
        public RecordingBackend backend() {
            return backend;
        }

        /** The application directory, empty at first, removed when the fixture is closed. */
        public Path home() {
            return home.path();
        }

        /** Starts the account; if that fails, throws what it threw, and checks that no thread is left. */
        public OneBotFixture start() {
            return new OneBotFixture(this);
        }

        /** Starts on a thread of its own, for a start that has to wait, such as for a log-in. */
        public CompletableFuture<OneBotFixture> startInBackground() {
            CompletableFuture<OneBotFixture> started = new CompletableFuture<>();
            Thread thread = new Thread(
                    () -> {
                        try {
                            started.complete(start());
                        } catch (RuntimeException | Error failure) {
                            started.completeExceptionally(failure);
                        }
                    },
                    "testkit-start");
            thread.setDaemon(true);
            thread.start();
            return started;
        }

        private Config config() {
            return Config.of(home(), JsonObject.of(new LinkedHashMap<>(values)));
        }

        private OneBot build() {
            return OneBot.builder(this::config)
                    .backend(hop.apply(backend.provider()))
                    .transports(providers)
                    .build();
        }
    }

    private OneBotFixture(Setup setup) {
        this.setup = setup;
        this.threads = new ThreadCheck();
        this.bot = setup.build();
        try {
            bot.start();
        } catch (RuntimeException failure) {
            threads.expectNoneLeft();
            setup.home.delete();
            throw failure;
        }
    }

    /** An account with these transports, each turned on; {@code use_http} is off unless one of them is {@code http}. */
    public static Setup with(TransportProvider... transports) {
        return new Setup(List.of(transports));
    }

    public RecordingBackend backend() {
        return setup.backend();
    }

    public OneBot bot() {
        return bot;
    }

    public Path home() {
        return setup.home();
    }

    public long selfId() {
        return bot.selfId();
    }

    /** The port on which this transport listens. */
    public int port(String transport) {
        return state(transport)
                .address()
                .map(InetSocketAddress::getPort)
                .orElseThrow(() -> new AssertionError(transport + " does not listen"));
    }

    /** The transport as it is now; fails if it is not on. */
    public TransportState state(String transport) {
        return bot.transports().stream()
                .filter(state -> state.name().equals(transport))
                .findFirst()
                .orElseThrow(() -> new AssertionError(transport + " is not on; on are " + bot.transports()));
    }

    /** Changes a setting for the next {@link #restart} or {@code set_restart}. */
    public OneBotFixture set(String key, String value) {
        setup.set(key, value);
        return this;
    }

    public void stop() {
        bot.stop();
    }

    /** Stops the account, if it runs, and starts another one with the same settings on the same ports. */
    public void restart() {
        keepPorts();
        bot.stop();
        bot = setup.build();
        bot.start();
    }

    /** From now on the listeners want the ports they have. */
    private void keepPorts() {
        if (!bot.ready()) {
            return;
        }
        for (TransportState state : bot.transports()) {
            String key = state.name().equals("http") ? "port" : state.name() + "_port";
            state.address().ifPresent(address -> setup.set(key, Integer.toString(address.getPort())));
        }
    }

    /** Stops the account; fails if one of its threads is still there after five seconds. */
    @Override
    public void close() {
        bot.stop();
        try {
            threads.expectNoneLeft();
        } finally {
            setup.home.delete();
        }
    }
}
