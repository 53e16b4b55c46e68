package io.github.onekyu.benchmarks.row;

import io.github.onekyu.benchmarks.load.ClosedLoad;
import io.github.onekyu.benchmarks.run.Cost;
import io.github.onekyu.benchmarks.run.Lab;
import io.github.onekyu.benchmarks.run.Rounds;
import io.github.onekyu.benchmarks.run.Server;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Rounds of closed loops: each variant is warmed once, then measured in turn. */
public final class Turns {
    private Turns() {}

    /** A server and the load it gets. */
    public record Variant(Server server, Supplier<ClosedLoad> load) {}

    public static Rounds closed(Lab lab, Map<String, Variant> variants) {
        Map<String, Supplier<Cost>> turns = new LinkedHashMap<>();
        variants.forEach((name, variant) -> {
            try (ClosedLoad load = variant.load().get()) {
                load.warmUp(
                        lab.warmUp(), lab.pick(50_000, 15_000, 1), lab.warmUp().multipliedBy(4));
            }
            turns.put(name, () -> once(lab, variant));
        });
        return Rounds.run(lab.options().rounds(), turns);
    }

    private static Cost once(Lab lab, Variant variant) {
        try (ClosedLoad load = variant.load().get()) {
            load.run(lab.ramp());
            return Cost.of(variant.server(), () -> load.measure(lab.window()));
        }
    }
}
