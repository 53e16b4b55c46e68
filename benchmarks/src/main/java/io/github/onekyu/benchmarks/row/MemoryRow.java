package io.github.onekyu.benchmarks.row;

import io.github.onekyu.benchmarks.report.Figure;
import io.github.onekyu.benchmarks.report.Goal;
import io.github.onekyu.benchmarks.run.Lab;
import io.github.onekyu.benchmarks.run.ProcFs;
import io.github.onekyu.benchmarks.run.Server;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Resident memory of the installed product with its own settings, some seconds after its start, with nobody connected. */
public final class MemoryRow implements Row {
    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<Figure> measure(Lab lab) {
        Prepared home = Prepared.by(lab);
        List<Double> megabytes = new ArrayList<>();
        for (int i = 0; i < Math.min(3, lab.options().rounds()); i++) {
            megabytes.add(resident(lab, home, Duration.ofSeconds(lab.pick(8, 4, 1))));
        }
        return List.of(
                Figure.own(name(), "resident memory, idle, default settings", "MB", megabytes, Goal.atMost(100, 70)));
    }

    private static double resident(Lab lab, Prepared home, Duration idle) {
        Path folder = lab.newFolder("memory");
        Process process = lab.installed(folder, home.cache(), home.arguments(0));
        try {
            Lab.await(process, folder, Pattern.compile("\nReady in "));
            Lab.pause(idle);
            return ProcFs.residentBytes(process.pid()) / 1e6;
        } finally {
            Server.end(process);
        }
    }
}
