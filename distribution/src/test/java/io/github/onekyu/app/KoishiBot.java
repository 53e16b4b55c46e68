package io.github.onekyu.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;

/** The koishi bot: {@code src/test/koishi/bot.js}, with the packages of its lock file. */
final class KoishiBot {
    private static final Path SOURCE = Path.of("src/test/koishi");
    private static final Path INSTALLED = Path.of("target/koishi");

    private KoishiBot() {}

    static boolean isNodeHere() {
        return BotProcess.answers("node", "--version") && BotProcess.answers("npm", "--version");
    }

    /** Installs exactly what the lock file names. */
    static void install() throws IOException, InterruptedException {
        Files.createDirectories(INSTALLED);
        try (Stream<Path> files = Files.list(SOURCE)) {
            for (Path file : files.toList()) {
                Files.copy(file, INSTALLED.resolve(file.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        BotProcess.build(INSTALLED, "npm", "ci", "--ignore-scripts");
    }

    static BotProcess start(Map<String, String> settings) throws IOException {
        return BotProcess.start(INSTALLED, settings, "node", "bot.js");
    }
}
