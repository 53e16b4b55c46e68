package io.github.onekyu.bridge.ckyu.sandbox;

import io.github.onekyu.bridge.ckyu.sandbox.action.FileActions;
import io.github.onekyu.bridge.ckyu.sandbox.action.MediaAddresses;
import io.github.onekyu.bridge.ckyu.sandbox.action.MediaFiles;
import io.github.onekyu.bridge.ckyu.sandbox.action.Operation;
import io.github.onekyu.bridge.ckyu.sandbox.action.Operations;
import io.github.onekyu.bridge.ckyu.sandbox.store.Simulation;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.action.Retcode;
import io.github.onekyu.core.backend.Backend;
import io.github.onekyu.core.backend.BackendContext;
import io.github.onekyu.core.backend.HostCall;
import io.github.onekyu.core.control.HostControl;
import io.github.onekyu.core.error.BackendException;
import io.github.onekyu.core.json.JsonValue;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The simulated chat host. {@link #perform} blocks for the bytes of files alone: the world changes under a short lock,
 * and the answer comes once the change is on disk.
 */
public final class SandboxBackend implements Backend {
    private final BackendContext context;
    private final SandboxConfig config;
    private final Clock clock;
    private final Faults faults = new Faults();
    private final Map<String, Operation> operations = Operations.all();
    private final Map<String, Function<Params, JsonValue>> media;
    private final MediaAddresses addresses;
    private final SandboxFiles files;
    private final Map<String, Function<HostCall, CompletionStage<JsonValue>>> fileActions;
    private final Set<String> actions;
    private final SandboxControl control;
    private volatile @Nullable Simulation simulation;

    public SandboxBackend(BackendContext context, SandboxConfig config, Clock clock) {
        this.context = context;
        this.config = config;
        this.clock = clock;
        this.addresses = MediaAddresses.from(context.config());
        MediaFiles found = new MediaFiles(config.dataDir(), addresses);
        this.media = Map.of("get_image", found::image, "get_record", found::record);
        this.files = new SandboxFiles(context, config, found);
        this.fileActions = files.actions(this::running);
        Set<String> names = new LinkedHashSet<>(operations.keySet());
        names.addAll(media.keySet());
        names.addAll(fileActions.keySet());
        this.actions = Set.copyOf(names);
        this.control = new SandboxControl(this::running, faults, actions, files, addresses);
    }

    @Override
    public CompletionStage<Long> start() {
        Simulation opened = Simulation.open(
                config.selfId(),
                config.worldFile(),
                event -> context.events().accept(addresses.event(event)),
                clock,
                files.contents()::written);
        files.sweep(opened);
        simulation = opened;
        return CompletableFuture.completedFuture(config.selfId());
    }

    @Override
    public void stop(Duration grace) {
        files.refuse();
        Simulation running = simulation;
        if (running != null) {
            running.close(grace);
        }
        files.close(grace);
    }

    private Simulation running() {
        Simulation running = simulation;
        if (running == null) {
            throw new BackendException(Retcode.FAILED.value(), "the sandbox has not started");
        }
        return running;
    }

    @Override
    public Set<String> actions() {
        return actions;
    }

    @Override
    public boolean mayBlock(String action) {
        return FileActions.mayBlock(action);
    }

    @Override
    public CompletionStage<JsonValue> perform(HostCall call) {
        Faults.Fault fault = faults.of(call.action());
        CompletionStage<JsonValue> answer =
                fault.refusal().map(CompletableFuture::<JsonValue>failedStage).orElseGet(() -> take(call));
        return fault.delay().isZero() ? answer : later(answer, fault.delay());
    }

    private CompletionStage<JsonValue> take(HostCall call) {
        try {
            Function<Params, JsonValue> file = media.get(call.action());
            if (file != null) {
                return CompletableFuture.completedFuture(file.apply(call.params()));
            }
            Function<HostCall, CompletionStage<JsonValue>> fileAction = fileActions.get(call.action());
            if (fileAction != null) {
                return fileAction.apply(call);
            }
            Operation operation = operations.get(call.action());
            if (operation == null) {
                throw new BackendException(
                        Retcode.FAILED.value(), "the sandbox has no operation \"" + call.action() + "\"");
            }
            CompletableFuture<JsonValue> answer = new CompletableFuture<>();
            // by hand, since thenApply would wrap a BackendException
            running().change(turn -> operation.perform(turn, call)).whenComplete((done, failure) -> {
                if (failure == null) {
                    answer.complete(addresses.answer(call.action(), done.value()));
                } else {
                    answer.completeExceptionally(failure);
                }
            });
            return answer;
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private CompletionStage<JsonValue> later(CompletionStage<JsonValue> answer, Duration delay) {
        CompletableFuture<JsonValue> delayed = new CompletableFuture<>();
        context.timer()
                .schedule(
                        () -> answer.whenComplete((data, failure) -> {
                            if (failure == null) {
                                delayed.complete(data);
                            } else {
                                delayed.completeExceptionally(failure);
                            }
                        }),
                        delay.toMillis(),
                        TimeUnit.MILLISECONDS);
        return delayed;
    }

    @Override
    public Optional<Boolean> online() {
        return Optional.of(simulation != null && !faults.offline());
    }

    @Override
    public Optional<HostControl> control() {
        return Optional.of(control);
    }
}
