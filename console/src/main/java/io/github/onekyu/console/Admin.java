package io.github.onekyu.console;

import io.github.onekyu.core.OneBot;
import io.github.onekyu.core.action.ActionCatalog;
import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionSpec;
import io.github.onekyu.core.action.ParamSpec;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.action.ResponseEncoder;
import io.github.onekyu.core.console.AccountView;
import io.github.onekyu.core.console.Reloaded;
import io.github.onekyu.core.control.ControlException;
import io.github.onekyu.core.diagnosis.Diagnosis;
import io.github.onekyu.core.diagnosis.LiveEndpoint;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonNumber;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import io.github.onekyu.core.observe.ConnectionState;
import io.github.onekyu.core.observe.EndpointState;
import io.github.onekyu.core.observe.Problem;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** The operations below {@code /admin/v1/}: accounts, endpoints, actions. */
final class Admin {
    private static final int NAME = 3;
    private static final Set<String> CALL = Set.of("params", "endpoint");

    private Admin() {}

    static CompletionStage<JsonObject> accounts(ConsoleCall call) {
        List<AccountView> accounts = call.workshop().context().accounts();
        return call.now(JsonObject.builder()
                .put("version", OneBot.version())
                .put("java", System.getProperty("java.version", ""))
                .put("started", call.workshop().started() / 1000)
                .put("mode", accounts.stream().anyMatch(Admin::isReal) ? "real" : "sandbox")
                .put("token", call.workshop().asksForToken())
                .put("accounts", array(accounts.stream().map(Admin::account)))
                .build());
    }

    private static boolean isReal(AccountView account) {
        return !account.backend().isEmpty() && !account.backend().equals("sandbox");
    }

    private static JsonObject account(AccountView account) {
        return JsonObject.builder()
                .put("self_id", account.selfId())
                .put("backend", account.backend())
                .put("real", isReal(account))
                .put("ready", account.ready())
                .put("status", account.status())
                .build();
    }

    /** Of all accounts, unless one is named. */
    static CompletionStage<JsonObject> endpoints(ConsoleCall call) {
        Stream<AccountView> accounts =
                call.namesAccount() ? Stream.of(call.account()) : call.workshop().context().accounts().stream();
        return call.now(JsonObject.builder()
                .put("endpoints", array(accounts.flatMap(Admin::endpoints)))
                .build());
    }

    private static Stream<JsonObject> endpoints(AccountView account) {
        boolean online = account.status().isTrue("online");
        return account.endpoints().stream().map(state -> endpoint(state, online));
    }

    /** @param online whether the account is logged in; without it an open connection is no use */
    static JsonObject endpoint(EndpointState state, boolean online) {
        return JsonObject.builder()
                .put("self_id", state.selfId())
                .put("name", state.name())
                .put("transport", state.transport())
                .put("state", state.phase().name().toLowerCase(Locale.ROOT))
                .put("since", state.since() / 1000)
                .put("address", text(state.address().map(Admin::address)))
                .put("target", text(state.target()))
                .put("problem", state.problem().<JsonValue>map(Admin::problem).orElseGet(() -> seen(state, online)))
                .put("queued", state.queued())
                .put("queued_bytes", state.queuedBytes())
                .put("sent", state.sent())
                .put("received", state.received())
                .put("dropped", state.dropped())
                .put("connections", array(state.connections().stream().map(Admin::connection)))
                .build();
    }

    /** What nobody told, but the state shows: connected and no lifecycle, no call for long, the account offline. */
    private static JsonValue seen(EndpointState state, boolean online) {
        Diagnosis found = LiveEndpoint.of(state, System.currentTimeMillis()).judge(online);
        return found.code().isEmpty() || state.phase() == EndpointState.Phase.PAUSED
                ? JsonNull.NULL
                : problem(new Problem(found.code(), found.message(), System.currentTimeMillis(), 1));
    }

    private static String address(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    private static JsonObject problem(Problem problem) {
        return JsonObject.builder()
                .put("code", problem.code())
                .put("message", problem.message())
                .put("time", problem.time() / 1000)
                .put("count", problem.count())
                .build();
    }

    private static JsonObject connection(ConnectionState state) {
        return JsonObject.builder()
                .put("id", state.id())
                .put("peer", state.peer())
                .put("role", state.role())
                .put("since", state.since() / 1000)
                .put("queued", state.queued())
                .put("queued_bytes", state.queuedBytes())
                .put("behind_ms", state.behindMillis())
                .put("sent", state.sent())
                .put("received", state.received())
                .put("dropped", state.dropped())
                .build();
    }

    static CompletionStage<JsonObject> pause(ConsoleCall call) {
        return call.elsewhere(() -> {
            call.account().pause(call.part(NAME));
            return state(call);
        });
    }

    static CompletionStage<JsonObject> resume(ConsoleCall call) {
        return call.elsewhere(() -> {
            call.account().resume(call.part(NAME));
            return state(call);
        });
    }

    private static JsonObject state(ConsoleCall call) {
        return call.account().endpoints().stream()
                .filter(state -> state.name().equals(call.part(NAME)))
                .findFirst()
                .map(state -> endpoint(state, call.account().status().isTrue("online")))
                .orElse(JsonObject.EMPTY);
    }

    static CompletionStage<JsonObject> test(ConsoleCall call) {
        return call.elsewhere(() -> diagnosis(
                call.account().test(call.part(NAME)).toCompletableFuture().join()));
    }

    private static JsonObject diagnosis(Diagnosis found) {
        return JsonObject.builder()
                .put("ok", found.ok())
                .put("code", text(Optional.of(found.code()).filter(code -> !code.isEmpty())))
                .put("message", found.message())
                .put(
                        "steps",
                        array(found.steps().stream()
                                .map(step -> JsonObject.builder()
                                        .put("step", step.name())
                                        .put("ok", step.ok())
                                        .put("message", step.message())
                                        .put("ms", step.millis())
                                        .build())))
                .build();
    }

    static CompletionStage<JsonObject> disconnect(ConsoleCall call) {
        long id = call.id(NAME);
        if (call.workshop().context().accounts().stream().noneMatch(account -> account.disconnect(id))) {
            throw new ControlException(ControlException.Kind.NOT_FOUND, "there is no connection " + id);
        }
        return call.now(JsonObject.EMPTY);
    }

    static CompletionStage<JsonObject> reload(ConsoleCall call) {
        return call.workshop().context().reload().thenApply(Admin::reloaded);
    }

    private static JsonObject reloaded(Reloaded reloaded) {
        return JsonObject.builder()
                .put("started", names(reloaded.started()))
                .put("stopped", names(reloaded.stopped()))
                .put("restarted", names(reloaded.restarted()))
                .put("unchanged", names(reloaded.unchanged()))
                .build();
    }

    static CompletionStage<JsonObject> actions(ConsoleCall call) {
        return call.now(JsonObject.builder()
                .put("actions", array(ActionCatalog.standard().all().stream().map(Admin::action)))
                .build());
    }

    private static JsonObject action(ActionSpec spec) {
        return JsonObject.builder()
                .put("name", spec.name())
                .put("level", spec.level())
                .put("sends", spec.sends())
                .put("params", array(spec.params().stream().map(Admin::param)))
                .put("data", spec.data())
                .build();
    }

    private static JsonObject param(ParamSpec spec) {
        return JsonObject.builder()
                .put("name", spec.name())
                .put("type", spec.type().name().toLowerCase(Locale.ROOT))
                .put("required", spec.required())
                .put("default", spec.fallback().orElse(JsonNull.NULL))
                .put("one_of", names(spec.oneOf()))
                .put("expected", spec.expectation())
                .build();
    }

    /** Calls an action, with the rights of an endpoint or with all. */
    static CompletionStage<JsonObject> act(ConsoleCall call) {
        return call.withBody(body -> {
            body.members().keySet().stream()
                    .filter(name -> !CALL.contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw new ControlException(
                                ControlException.Kind.INVALID,
                                "there is no member \"" + name + "\"; expected params and endpoint");
                    });
            Params params = new Params(body.object("params").orElse(JsonObject.EMPTY));
            long begin = System.nanoTime();
            return call.account()
                    .call(ActionRequest.of(call.part(NAME), params), body.string("endpoint"))
                    .thenApply(response -> ((JsonObject) Json.parse(ResponseEncoder.encode(response, Optional.empty())))
                            .with("ms", millis(System.nanoTime() - begin)));
        });
    }

    private static JsonNumber millis(long nanos) {
        return new JsonNumber(java.math.BigDecimal.valueOf(nanos / 1000, 3).toPlainString());
    }

    private static JsonArray array(Stream<JsonObject> items) {
        return JsonArray.of(items.toList());
    }

    private static JsonArray names(List<String> names) {
        return JsonArray.of(names.stream().map(JsonString::new).toList());
    }

    private static JsonValue text(Optional<String> text) {
        return text.<JsonValue>map(JsonString::new).orElse(JsonNull.NULL);
    }
}
