package io.github.onekyu.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The koishi bot: {@code src/test/koishi/bot.js}, with the packages of its lock file. */
final class KoishiBot {
    private static final BotFolder FOLDER = new BotFolder(Path.of("src/test/koishi"), Path.of("target/koishi"));

    private KoishiBot() {}

    static boolean isNodeHere() {
        return BotProcess.answers("node", "--version") && BotProcess.answers("npm", "--version");
    }

    /** Installs exactly what the lock file names. */
    static void install() throws IOException, InterruptedException {
        FOLDER.build("npm", "ci", "--ignore-scripts");
    }

    static BotProcess start(Map<String, String> settings) throws IOException {
        return BotProcess.start(FOLDER.folder(), settings, "node", "bot.js");
    }
}
