package io.github.onekyu.benchmarks.curve;

import io.github.onekyu.benchmarks.report.Curve;
import io.github.onekyu.benchmarks.run.Lab;
import java.util.List;

/** Measures how cost grows with one kind of work. */
public interface CurveMaker {
    /** What {@code --only} calls it. */
    String name();

    List<Curve> measure(Lab lab);
}
