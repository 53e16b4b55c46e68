package io.github.onekyu.app;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The bot of the Shiro framework: the project in {@code src/test/shiro}, built by Maven on its own. */
final class ShiroBot {
    private static final BotFolder FOLDER = new BotFolder(Path.of("src/test/shiro"), Path.of("target/shiro"));

    private ShiroBot() {}

    static boolean isMavenHere() {
        return BotProcess.answers("mvn", "--version");
    }

    /** Compiles a copy, so that nothing is written beside the sources. */
    static void build() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("mvn", "-q", "-B"));
        String repository = System.getProperty("maven.repo.local");
        if (repository != null) {
            command.add("-Dmaven.repo.local=" + repository);
        }
        command.add("process-classes");
        FOLDER.build(command.toArray(String[]::new));
    }

    /** With settings of the framework such as {@code shiro.ws.access-token=x}. */
    static BotProcess start(String... settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                "target/classes" + File.pathSeparator + "target/lib/*",
                "io.github.onekyu.check.shiro.ShiroBot"));
        for (String setting : settings) {
            command.add("--" + setting);
        }
        return BotProcess.start(FOLDER.folder(), Map.of(), command.toArray(String[]::new));
    }
}
