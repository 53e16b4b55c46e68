package io.github.onekyu.benchmarks.standin;

import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A number of events at a rate, as {@code events <number> <per second, 0: as fast as it goes> <padding>} asks for. The same
 * for stand-ins and product.
 */
public record Pace(int events, int perSecond, int padding) {
    /** Raises one event. */
    @FunctionalInterface
    public interface Push {
        void event(String padding) throws Exception;
    }

    public static Pace of(List<String> words) {
        return new Pace(Integer.parseInt(words.get(1)), Integer.parseInt(words.get(2)), Integer.parseInt(words.get(3)));
    }

    /** Raises them all; answers how many. */
    public String run(Push push) throws Exception {
        String text = "x".repeat(padding);
        long begin = System.nanoTime();
        for (int i = 0; i < events; i++) {
            if (perSecond > 0) {
                long at = begin + i * 1_000_000_000L / perSecond;
                for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
            }
            push.event(text);
        }
        return Integer.toString(events);
    }
}
