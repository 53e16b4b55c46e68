package io.github.onekyu.core.diagnosis;

import io.github.onekyu.core.diagnosis.Diagnosis.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What has been tried so far, and how much time there is left. Whoever waits for the attempt may look at any time. */
final class Steps {
    private final List<Step> done = new ArrayList<>();
    private final long end;
    private String current = "";
    private long began = System.nanoTime();

    Steps(Duration limit) {
        end = System.nanoTime() + limit.toNanos();
    }

    synchronized void begin(String name) {
        current = name;
        began = System.nanoTime();
    }

    synchronized void done(String message) {
        add(true, message);
    }

    /** @return all, the one that failed last */
    synchronized List<Step> failed(String message) {
        if (!current.isEmpty()) {
            add(false, message);
        }
        return List.copyOf(done);
    }

    synchronized List<Step> all() {
        return List.copyOf(done);
    }

    synchronized String current() {
        return current;
    }

    private void add(boolean ok, String message) {
        done.add(new Step(current, ok, message, (System.nanoTime() - began) / 1_000_000));
        current = "";
    }

    /** At least 1: a time-out of 0 would be none. */
    int millisLeft() {
        return (int) Math.max(1, (end - System.nanoTime()) / 1_000_000);
    }
}
