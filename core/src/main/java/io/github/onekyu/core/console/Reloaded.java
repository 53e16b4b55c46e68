package io.github.onekyu.core.console;

import java.util.List;

/** What a reload changed: names of endpoints, {@code <self_id> <name>}. */
public record Reloaded(List<String> started, List<String> stopped, List<String> restarted, List<String> unchanged) {
    public Reloaded {
        started = List.copyOf(started);
        stopped = List.copyOf(stopped);
        restarted = List.copyOf(restarted);
        unchanged = List.copyOf(unchanged);
    }
}
