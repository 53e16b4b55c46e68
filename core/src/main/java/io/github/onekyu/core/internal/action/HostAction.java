package io.github.onekyu.core.internal.action;

import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.ActionSpec;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.backend.Backend;
import io.github.onekyu.core.backend.HostCall;
import io.github.onekyu.core.json.JsonValue;
import io.github.onekyu.core.message.MessageFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** An operation of the chat host: parameters are made complete, the host is called, its data take their wire form. */
final class HostAction implements Action {
    /** A host that has not answered by then is taken for broken (ACT-04): the longest wait frameworks have. */
    private static final long HOST_DEADLINE_SECONDS = 180;

    private final String name;
    private final Optional<ActionSpec> spec;
    private final Backend backend;
    private final MessageFormat format;

    HostAction(String name, Optional<ActionSpec> spec, Backend backend, MessageFormat format) {
        this.name = name;
        this.spec = spec;
        this.backend = backend;
        this.format = format;
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
    public CompletionStage<ActionResponse> perform(ActionRequest request, Caller caller) {
        Params params = request.params();
        if (spec.isPresent()) {
            params = SpecialParams.refine(name, spec.get().normalise(params));
        }
        CompletableFuture<JsonValue> data = backend.perform(new HostCall(name, params, caller, request.action()))
                .toCompletableFuture();
        if (!data.isDone()) {
            data = data.copy().orTimeout(HOST_DEADLINE_SECONDS, TimeUnit.SECONDS);
        }
        return data.thenApply(value -> new ActionResponse.Done(ResultMessages.inFormat(name, value, format)));
    }
}
