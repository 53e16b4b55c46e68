package io.github.onekyu.benchmarks.backend;

import io.github.onekyu.benchmarks.control.ControlServer;
import io.github.onekyu.benchmarks.control.JvmFigures;
import io.github.onekyu.benchmarks.standin.Pace;
import io.github.onekyu.core.OneBot;
import io.github.onekyu.core.config.ConfigLoader;
import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.event.EventSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Several accounts in one process, as a program has them that embeds the library: {@code Accounts folder number [uri]}. Each
 * dials the uri once, for both roles. An event is raised in all of them.
 */
public final class Accounts {
    private static final int FIRST_ID = 10_000_000;

    private Accounts() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int number = Integer.parseInt(arguments[1]);
        String uri = arguments.length > 2 ? arguments[2] : "";
        List<EventSink> sinks = new ArrayList<>();
        List<OneBot> bots = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            long id = FIRST_ID + i;
            ConfigView config = config(folder.resolve(Long.toString(id)), id, uri);
            OneBot bot = OneBot.builder(() -> config)
                    .backend(new QuietBackendProvider(id, sinks::add))
                    .build();
            bot.start();
            bots.add(bot);
        }
        ControlServer control = new ControlServer(words -> command(words, sinks));
        System.out.println("READY " + control.port());
        Thread.currentThread().join();
    }

    private static ConfigView config(Path home, long id, String uri) throws Exception {
        Files.createDirectories(home);
        Map<String, String> settings = new HashMap<>();
        settings.put("self_id", Long.toString(id));
        settings.put("backend", "quiet");
        settings.put("use_http", "no");
        settings.put("use_ws", "no");
        if (!uri.isEmpty()) {
            settings.put("use_ws_reverse", "yes");
            settings.put("ws_reverse_url", uri);
            settings.put("ws_reverse_use_universal_client", "yes");
        }
        return new ConfigLoader(home, Map.of(), settings, key -> false).load().config();
    }

    private static String command(List<String> words, List<EventSink> sinks) throws Exception {
        var figure = JvmFigures.answer(words);
        if (figure.isPresent()) {
            return figure.get();
        }
        if (!words.get(0).equals("events")) {
            throw new IllegalArgumentException("unknown command " + words);
        }
        return Pace.of(words).run(padding -> sinks.forEach(sink -> sink.accept(BenchBackend.event(padding))));
    }
}
