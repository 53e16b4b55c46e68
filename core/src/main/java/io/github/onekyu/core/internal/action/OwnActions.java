package io.github.onekyu.core.internal.action;

import io.github.onekyu.core.action.ActionCatalog;
import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.ActionSpec;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.action.Retcode;
import io.github.onekyu.core.backend.Relay;
import io.github.onekyu.core.error.ProtocolException;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The actions that no host performs: the account answers them itself. */
public final class OwnActions {
    /** Frameworks ask for state and version at their start; ours will do if nothing else comes. */
    private static final long OTHER_DEADLINE_SECONDS = 5;

    private final AccountActions actions;
    private final Map<String, Action> own = new HashMap<>();

    public OwnActions(AccountActions actions) {
        this.actions = actions;
    }

    /** {@code get_status}. */
    public OwnActions status(Supplier<JsonObject> status) {
        own.put("get_status", Action.of(request -> new ActionResponse.Done(status.get())));
        return this;
    }

    /** {@code get_version_info}. */
    public OwnActions version(JsonObject version) {
        ActionResponse answer = new ActionResponse.Done(version);
        own.put("get_version_info", Action.of(request -> answer));
        return this;
    }

    /** {@code set_restart_plugin} and {@code set_restart}: answered first, carried out after the delay (ASY-07). */
    public OwnActions restart(Consumer<Duration> restart) {
        Action action = Action.of(request -> {
            long delay = Math.max(0, request.params().integer("delay", 0));
            restart.accept(Duration.ofMillis(delay));
            return new ActionResponse.Accepted();
        });
        own.put("set_restart_plugin", action);
        own.put("set_restart", action);
        return this;
    }

    /** {@code .handle_quick_operation} (HQO-01, HQO-02). */
    public OwnActions quickOperation(QuickOperationRunner runner) {
        own.put(".handle_quick_operation", (request, caller) -> {
            Params params = request.params();
            JsonObject context = params.object("context").orElse(JsonObject.EMPTY);
            JsonObject operation = params.object("operation").orElse(JsonObject.EMPTY);
            return runner.run(context, operation, caller).thenApply(done -> ActionResponse.done());
        });
        return this;
    }

    /** {@code clean_*} and {@code reload_event_filter}. */
    public OwnActions maintenance(MaintenanceActions maintenance) {
        own.putAll(maintenance.byName());
        return this;
    }

    /**
     * Where another implementation does the work, it speaks for itself: what it says of its state and its version comes
     * first, ours fills in what it leaves out. That it knows an action can only be found out by calling it.
     */
    public OwnActions relayedBy(Optional<Relay> relay) {
        relay.ifPresent(other -> {
            own.computeIfPresent("get_status", (name, action) -> merged(name, action, other));
            own.computeIfPresent("get_version_info", (name, action) -> merged(name, action, other));
        });
        return this;
    }

    private static Action merged(String name, Action ours, Relay relay) {
        return (request, caller) -> ours.perform(request, caller)
                .thenCombine(
                        relay.call(request.named(name), caller)
                                .toCompletableFuture()
                                .copy()
                                .completeOnTimeout(
                                        new ActionResponse.Accepted(), OTHER_DEADLINE_SECONDS, TimeUnit.SECONDS),
                        OwnActions::merge);
    }

    private static ActionResponse merge(ActionResponse ours, ActionResponse theirs) {
        return ours instanceof ActionResponse.Done done
                        && done.data() instanceof JsonObject base
                        && theirs instanceof ActionResponse.Relayed relayed
                        && relayed.envelope().get("data") instanceof JsonObject better
                ? new ActionResponse.Done(base.toBuilder().putAll(better).build())
                : ours;
    }

    /** {@code get_updates}, where it was asked for. */
    public OwnActions updates(Optional<Updates> updates) {
        updates.ifPresent(recent -> own.put("get_updates", recent));
        return this;
    }

    /** Makes all of them callable, {@code get_supported_actions} included. */
    public void install() {
        // There is nothing to update: the check is accepted, as ASY-07 has it, and finds nothing.
        own.put(".check_update", Action.of(request -> new ActionResponse.Accepted()));
        own.put("get_supported_actions", Action.of(request -> new ActionResponse.Done(supported())));
        own.replaceAll(OwnActions::withUsableParams);
        actions.addAll(own);
    }

    /** The action gets its parameters as the catalogue lists them, as a host would (ACT-02, ACT-03). */
    private static Action withUsableParams(String name, Action action) {
        ActionSpec spec = ActionCatalog.standard()
                .find(name)
                .orElseThrow(() -> new IllegalStateException(name + " is not in the catalogue"));
        return new Action() {
            @Override
            public CompletionStage<ActionResponse> perform(ActionRequest request, Caller caller) {
                return action.perform(ActionRequest.of(request.action(), spec.normalise(request.params())), caller);
            }

            @Override
            public boolean mayBlock() {
                return action.mayBlock();
            }
        };
    }

    private JsonArray supported() {
        return JsonArray.of(actions.names().stream().map(JsonString::new).toList());
    }

    /** Actions that only choose another one: they are there where one of their targets is. */
    static Map<String, Action> aliases(Map<String, Action> host) {
        Map<String, Action> aliases = new HashMap<>();
        if (host.containsKey("send_private_msg") || host.containsKey("send_group_msg")) {
            aliases.put(
                    "send_msg",
                    new Alias(
                            host,
                            params -> SpecialParams.sendTarget(params.json())
                                    .orElseThrow(() -> new ProtocolException(
                                            Retcode.BAD_PARAMS.value(),
                                            "send_msg: no target; expected \"message_type\" private, group or discuss, or one"
                                                    + " of \"group_id\", \"discuss_id\", \"user_id\""))));
        }
        if (host.containsKey("send_private_forward_msg") || host.containsKey("send_group_forward_msg")) {
            aliases.put("send_forward_msg", new Alias(host, SpecialParams::forwardTarget));
        }
        return aliases;
    }

    /** Sends, under the name of the action that its parameters choose. */
    private record Alias(Map<String, Action> host, java.util.function.Function<Params, String> choice)
            implements Action {
        @Override
        public CompletionStage<ActionResponse> perform(ActionRequest request, Caller caller) {
            return chosen(request).perform(request, caller);
        }

        @Override
        public CompletionStage<Supplier<CompletionStage<ActionResponse>>> ready(ActionRequest request, Caller caller) {
            return chosen(request).ready(request, caller);
        }

        private Action chosen(ActionRequest request) {
            String target = choice.apply(request.params());
            Action action = host.get(target);
            return action == null ? Action.of(any -> new ActionResponse.UnknownAction(target)) : action;
        }

        @Override
        public boolean mayBlock() {
            return host.values().stream().anyMatch(action -> action.sends() && action.mayBlock());
        }

        @Override
        public boolean sends() {
            return true;
        }
    }
}
