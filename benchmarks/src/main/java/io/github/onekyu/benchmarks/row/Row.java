package io.github.onekyu.benchmarks.row;

import io.github.onekyu.benchmarks.report.Figure;
import io.github.onekyu.benchmarks.run.Lab;
import java.util.List;

/** Measures one kind of work. */
public interface Row {
    /** What {@code --only} calls it. */
    String name();

    /** Starts what it needs, lets the variants take turns, ends what it has started. */
    List<Figure> measure(Lab lab);
}
