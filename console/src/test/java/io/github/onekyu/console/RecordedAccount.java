package io.github.onekyu.console;

import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.console.AccountView;
import io.github.onekyu.core.control.HostControl;
import io.github.onekyu.core.diagnosis.Diagnosis;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.observe.EndpointState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An account that is ready, has no endpoints and remembers what was asked of it. */
class RecordedAccount implements AccountView {
    final List<String> asked = new ArrayList<>();
    volatile List<EndpointState> endpoints = List.of();
    volatile boolean online = true;

    @Override
    public long selfId() {
        return 10000;
    }

    @Override
    public String backend() {
        return "sandbox";
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public JsonObject status() {
        return JsonObject.builder().put("online", online).put("good", true).build();
    }

    @Override
    public Optional<HostControl> control() {
        return Optional.empty();
    }

    @Override
    public Path dataDir() {
        return Path.of("target", "no-data");
    }

    @Override
    public List<EndpointState> endpoints() {
        return endpoints;
    }

    @Override
    public void pause(String endpoint) {
        asked.add("pause " + endpoint);
    }

    @Override
    public void resume(String endpoint) {
        asked.add("resume " + endpoint);
    }

    @Override
    public boolean disconnect(long connection) {
        asked.add("disconnect " + connection);
        return true;
    }

    @Override
    public CompletionStage<Diagnosis> test(String endpoint) {
        asked.add("test " + endpoint);
        return CompletableFuture.completedFuture(new Diagnosis(true, "", endpoint + " works", List.of()));
    }

    @Override
    public CompletionStage<ActionResponse> call(ActionRequest request, Optional<String> endpoint) {
        asked.add(
                "call " + request.action() + endpoint.map(name -> " as " + name).orElse(""));
        return CompletableFuture.completedFuture(ActionResponse.done());
    }
}
