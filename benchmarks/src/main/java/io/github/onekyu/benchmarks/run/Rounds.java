package io.github.onekyu.benchmarks.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Measurements of several variants, one of each in every round. Not thread-safe. */
public final class Rounds {
    private final Map<String, List<Cost>> costs = new LinkedHashMap<>();

    /** Lets every variant have its turn, so often; the order turns around each time. */
    public static Rounds run(int rounds, Map<String, Supplier<Cost>> variants) {
        Rounds result = new Rounds();
        List<String> order = new ArrayList<>(variants.keySet());
        for (int i = 0; i < rounds; i++) {
            for (String name : order) {
                Cost cost = Objects.requireNonNull(variants.get(name)).get();
                result.costs.computeIfAbsent(name, fresh -> new ArrayList<>()).add(cost);
            }
            Collections.reverse(order);
        }
        return result;
    }

    /** One figure of one variant in all rounds. */
    public List<Double> all(String variant, ToDoubleFunction<Cost> figure) {
        return costs.getOrDefault(variant, List.of()).stream()
                .map(figure::applyAsDouble)
                .toList();
    }
}
