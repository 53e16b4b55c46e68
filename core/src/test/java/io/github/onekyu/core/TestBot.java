package io.github.onekyu.core;

import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.action.ResponseEncoder;
import io.github.onekyu.core.config.Config;
import io.github.onekyu.core.event.DeliveryPhase;
import io.github.onekyu.core.event.EncodedEvent;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.transport.Health;
import io.github.onekyu.core.transport.Transport;
import io.github.onekyu.core.transport.TransportContext;
import io.github.onekyu.core.transport.TransportProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An account with a scripted host and one transport that only shows what transports get. */
public final class TestBot implements AutoCloseable {
    public final ScriptedBackend backend = new ScriptedBackend();
    public final BlockingQueue<EncodedEvent> broadcasts = new LinkedBlockingQueue<>();
    public final Caller caller = Caller.of("probe", "peer");
    private final List<TransportProvider> providers = new ArrayList<>(List.of(new Probe()));
    private final JsonObject.Builder settings =
            JsonObject.builder().put("use_http", false).put("use_probe", true);
    private Path home = Path.of(System.getProperty("java.io.tmpdir"));
    private @Nullable JsonObject built;
    private @Nullable OneBot bot;
    private volatile @Nullable TransportContext context;
    public volatile Health health = Health.GOOD;

    public TestBot set(String key, String value) {
        settings.put(key, value);
        return this;
    }

    public TestBot home(Path directory) {
        home = directory;
        return this;
    }

    public TestBot with(TransportProvider provider) {
        providers.add(provider);
        return this;
    }

    public TestBot start() {
        built = settings.build();
        OneBot made = OneBot.builder(() -> Config.of(home, Objects.requireNonNull(built)))
                .backend(backend)
                .transports(providers)
                .build();
        bot = made;
        made.start();
        return this;
    }

    public OneBot bot() {
        return Objects.requireNonNull(bot, "not started");
    }

    public TransportContext context() {
        return Objects.requireNonNull(context, "not created");
    }

    /** Calls an action and gives the whole reply. */
    public JsonObject call(String action, String params) {
        ActionResponse response = response(action, params);
        return (JsonObject) Json.parse(ResponseEncoder.encode(response, Optional.empty()));
    }

    public ActionResponse response(String action, String params) {
        try {
            return bot().actions()
                    .dispatch(ActionRequest.of(action, new Params((JsonObject) Json.parse(params))), caller)
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(action + " did not answer", e);
        }
    }

    public int retcode(String action, String params) {
        return response(action, params).retcode().value();
    }

    /** The next event that would go to WebSocket peers. */
    public JsonObject nextBroadcast() throws InterruptedException {
        EncodedEvent event = broadcasts.poll(5, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("no event within 5 s");
        }
        return (JsonObject) Json.parse(event.bytes());
    }

    @Override
    public void close() {
        if (bot != null) {
            bot.stop();
        }
    }

    private final class Probe implements TransportProvider, Transport {
        @Override
        public String name() {
            return "probe";
        }

        @Override
        public Transport create(TransportContext given) {
            context = given;
            given.events().subscribe(DeliveryPhase.BROADCAST, event -> {
                broadcasts.add(event);
                return CompletableFuture.completedFuture(null);
            });
            return this;
        }

        @Override
        public void start() {}

        @Override
        public void stop(Duration grace) {}

        @Override
        public Health health() {
            return health;
        }
    }
}
