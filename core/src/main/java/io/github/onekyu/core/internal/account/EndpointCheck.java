package io.github.onekyu.core.internal.account;

import io.github.onekyu.core.diagnosis.Address;
import io.github.onekyu.core.diagnosis.Diagnosis;
import io.github.onekyu.core.diagnosis.LiveEndpoint;
import io.github.onekyu.core.diagnosis.Probe;
import io.github.onekyu.core.diagnosis.Prober;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Finds out whether a running endpoint works: by what it knows of itself, else with connections of its own. */
final class EndpointCheck {
    private EndpointCheck() {}

    /** @param online asked once, where it matters */
    static CompletionStage<Diagnosis> of(
            RunningTransport checked, List<RunningTransport> all, long selfId, BooleanSupplier online) {
        LiveEndpoint live = LiveEndpoint.of(checked.state(selfId), System.currentTimeMillis());
        List<Probe> probes = probes(checked, selfId).toList();
        if (!live.needsProbe() || probes.isEmpty()) {
            return CompletableFuture.completedFuture(live.judge(online.getAsBoolean()));
        }
        List<Probe> own = all.stream()
                .flatMap(each -> probes(each, selfId))
                .filter(probe -> probe.kind() == Probe.Kind.LISTENER)
                .toList();
        return CompletableFuture.supplyAsync(
                () -> live.complete(new Prober(own).awaitAll(probes), online.getAsBoolean()),
                task -> AccountThreads.factory("test").newThread(task).start());
    }

    /** With the port that was bound where any free one was asked for. */
    private static Stream<Probe> probes(RunningTransport transport, long selfId) {
        var bound = transport.state(selfId).address();
        return transport.endpoint().provider().probes(transport.endpoint().config(), selfId).stream()
                .map(probe -> probe.kind() == Probe.Kind.LISTENER && bound.isPresent()
                        ? probe.at(new Address(
                                probe.address().scheme(),
                                probe.address().host(),
                                bound.get().getPort(),
                                probe.address().target()))
                        : probe)
                .map(probe -> probe.named(transport.name()));
    }
}
