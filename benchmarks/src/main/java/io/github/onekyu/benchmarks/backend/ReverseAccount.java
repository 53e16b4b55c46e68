package io.github.onekyu.benchmarks.backend;

import io.github.onekyu.benchmarks.control.ControlServer;
import io.github.onekyu.benchmarks.control.JvmFigures;
import io.github.onekyu.benchmarks.standin.Pace;
import io.github.onekyu.core.OneBot;
import io.github.onekyu.core.config.Config;
import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.event.EventSink;
import io.github.onekyu.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One account with so many reverse endpoints to one address: {@code <folder> <number> [<uri>]}; without an address it has
 * none. Its control port takes {@code events}.
 */
public final class ReverseAccount {
    private static final long ID = 10_000_000;

    private ReverseAccount() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int number = Integer.parseInt(arguments[1]);
        String uri = arguments.length > 2 ? arguments[2] : "";
        ConfigView config = config(folder, uri.isEmpty() ? 0 : number, uri);
        List<EventSink> sinks = new ArrayList<>();
        OneBot.builder(() -> config)
                .backend(new QuietBackendProvider(ID, sinks::add))
                .build()
                .start();
        ControlServer control = new ControlServer(words -> command(words, sinks));
        System.out.println("READY " + control.port());
        Thread.currentThread().join();
    }

    private static ConfigView config(Path home, int number, String uri) {
        JsonObject.Builder endpoints = JsonObject.builder();
        for (int i = 0; i < number; i++) {
            endpoints.put(
                    "ws_reverse.e" + i, JsonObject.builder().put("url", uri).build());
        }
        return Config.of(
                home,
                JsonObject.builder()
                        .put("self_id", ID)
                        .put("use_http", false)
                        .put("endpoints", endpoints.build())
                        .build());
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
