package io.github.onekyu.core.internal.action;

import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.ActionSpec;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.backend.Backend;
import io.github.onekyu.core.backend.HostCall;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import io.github.onekyu.core.message.MessageFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** An operation of the chat host: parameters are made complete, the host is called, its data take their wire form. */
final class HostAction implements Action {
    /** A host that has not answered by then is taken for broken (ACT-04): the longest wait frameworks have. */
    static final long HOST_DEADLINE_SECONDS = 180;

    private final String name;
    private final Optional<ActionSpec> spec;
    private final Backend backend;
    private final MessageFormat format;
    private final Media media;

    HostAction(String name, Optional<ActionSpec> spec, Backend backend, MessageFormat format, Media media) {
        this.name = name;
        this.spec = spec;
        this.backend = backend;
        this.format = format;
        this.media = media;
    }

    /** Puts local names in the places of media references; completes at once where there are none. */
    interface Media {
        /** For hosts that fetch media themselves (ENH-01). */
        Media AS_SENT = CompletableFuture::completedFuture;

        CompletableFuture<JsonObject> localise(JsonObject params);
    }

    @Override
    public boolean mayBlock() {
        return backend.mayBlock(name);
    }

    @Override
    public boolean sends() {
        return spec.isPresent() && spec.get().sends();
    }

    @Override
    public CompletionStage<Supplier<CompletionStage<ActionResponse>>> ready(ActionRequest request, Caller caller) {
        Params params = complete(request);
        CompletableFuture<JsonObject> local = media.localise(params.json());
        if (local.isDone()) {
            Params now = new Params(local.join());
            return CompletableFuture.completedFuture(() -> call(now, request, caller));
        }
        return local.thenApply(json -> () -> call(new Params(json), request, caller));
    }

    @Override
    public CompletionStage<ActionResponse> perform(ActionRequest request, Caller caller) {
        return call(complete(request), request, caller);
    }

    private Params complete(ActionRequest request) {
        return spec.isPresent() ? SpecialParams.refine(name, spec.get().normalise(request.params())) : request.params();
    }

    private CompletionStage<ActionResponse> call(Params params, ActionRequest request, Caller caller) {
        CompletableFuture<JsonValue> data = backend.perform(new HostCall(name, params, caller, request.action()))
                .toCompletableFuture();
        if (!data.isDone()) {
            data = data.copy().orTimeout(HOST_DEADLINE_SECONDS, TimeUnit.SECONDS);
        }
        return data.thenApply(value -> new ActionResponse.Done(
                ResultMessages.inFormat(name, value, caller.format().orElse(format))));
    }
}
