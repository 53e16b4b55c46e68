package io.github.onekyu.benchmarks.load;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The generator by hand: {@code http URI [c=64] [body=JSON]}, {@code calls URI [c=16] [k=8] [call=TEMPLATE]} or {@code
 * events URI [c=100]}, each with {@code [warm=3] [seconds=5]}; prints one line.
 */
public final class LoadGenerator {
    private static final String CALL = "{\"action\":\"get_status\",\"params\":{},\"echo\":" + ClosedLoad.ECHO + "}";

    private LoadGenerator() {}

    public static void main(String[] arguments) {
        if (arguments.length < 2) {
            System.err.println("usage: LoadGenerator http|calls|events URI [name=value ...]");
            System.exit(2);
        }
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 2; i < arguments.length; i++) {
            String[] pair = arguments[i].split("=", 2);
            options.put(pair[0], pair.length == 2 ? pair[1] : "");
        }
        URI uri = URI.create(arguments[1]);
        Sample sample = switch (arguments[0]) {
            case "http" ->
                closed(ClosedLoad.http(uri, number(options, "c", 64), options.getOrDefault("body", "")), options);
            case "calls" ->
                closed(
                        ClosedLoad.calls(
                                uri,
                                number(options, "c", 16),
                                number(options, "k", 8),
                                options.getOrDefault("call", CALL)),
                        options);
            case "events" -> events(uri, options);
            default -> throw new IllegalArgumentException("unknown load: " + arguments[0]);
        };
        System.out.printf(
                Locale.ROOT,
                "{\"operations\":%d,\"rate\":%.0f,\"p50_ms\":%.3f,\"p99_ms\":%.3f,\"max_ms\":%.3f,\"bytes\":%d}%n",
                sample.operations(),
                sample.rate(),
                sample.latencies().millis(0.5),
                sample.latencies().millis(0.99),
                sample.latencies().maxMillis(),
                sample.bytes());
    }

    private static Sample closed(ClosedLoad load, Map<String, String> options) {
        try (load) {
            load.run(Duration.ofSeconds(number(options, "warm", 3)));
            return load.measure(Duration.ofSeconds(number(options, "seconds", 5)));
        }
    }

    private static Sample events(URI uri, Map<String, String> options) {
        try (EventReceivers receivers = EventReceivers.open(uri, number(options, "c", 100))) {
            return receivers.listen(Duration.ofSeconds(number(options, "seconds", 5)));
        }
    }

    private static int number(Map<String, String> options, String name, int fallback) {
        return Integer.parseInt(options.getOrDefault(name, Integer.toString(fallback)));
    }
}
