package io.github.onekyu.core.generated;

import java.util.HashMap;
import java.util.Map;

/** What kinds of cases came up, so that a generator that no longer makes the interesting ones is noticed. */
public final class Tally {
    /** One case alone has no shares. */
    static final Tally OF_ONE_CASE = new Tally();

    int cases;
    private final Map<String, Integer> counts = new HashMap<>();

    void add(String kind) {
        counts.merge(kind, 1, Integer::sum);
    }

    /** Fails if fewer than {@code percent} of the cases were of this kind. */
    public Tally atLeast(double percent, String kind) {
        int count = counts.getOrDefault(kind, 0);
        if (cases > 0 && count * 100.0 < percent * cases) {
            throw new AssertionError("the generator is too weak: only " + count + " of " + cases + " cases are \""
                    + kind + "\", expected " + percent + " %; all: " + counts);
        }
        return this;
    }
}
