package io.github.onekyu.benchmarks.codec;

import io.github.onekyu.core.event.EncodedEvent;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.message.MessageFormat;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A group message encoded once in each message format. */
@State(Scope.Thread)
public class EventBenchmark {
    private final JsonObject event = Samples.object(Samples.EVENT);
    private final com.google.gson.JsonObject gson = Samples.gson(Samples.EVENT).getAsJsonObject();

    @Benchmark
    public byte[] array() {
        return new EncodedEvent(1, event, MessageFormat.ARRAY).bytes();
    }

    @Benchmark
    @Yardstick("Gson")
    public byte[] arrayYardstick() {
        return gson.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Benchmark
    public byte[] string() {
        return new EncodedEvent(1, event, MessageFormat.STRING).bytes();
    }

    /** It has the string ready, in {@code raw_message}. */
    @Benchmark
    @Yardstick("Gson, string ready")
    public byte[] stringYardstick() {
        com.google.gson.JsonObject shape = new com.google.gson.JsonObject();
        gson.asMap()
                .forEach((name, member) -> shape.add(name, name.equals("message") ? gson.get("raw_message") : member));
        return shape.toString().getBytes(StandardCharsets.UTF_8);
    }
}
