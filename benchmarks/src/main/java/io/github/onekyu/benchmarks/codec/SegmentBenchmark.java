package io.github.onekyu.benchmarks.codec;

import com.google.gson.JsonElement;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import io.github.onekyu.core.message.Message;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A parsed message turned into the other of its two wire forms. The yardstick only copies it. */
@State(Scope.Thread)
public class SegmentBenchmark {
    private final JsonArray array = Samples.array(Samples.SEGMENTS);
    private final JsonString string = new JsonString(Samples.CQ);
    private final JsonElement gson = Samples.gson(Samples.SEGMENTS);

    @Benchmark
    public String arrayToString() {
        return Message.of(array, false).orElseThrow().toCqCode();
    }

    @Benchmark
    @Yardstick("Gson toString")
    public String arrayToStringYardstick() {
        return gson.toString();
    }

    @Benchmark
    public JsonValue stringToArray() {
        return Message.of(string, false).orElseThrow().toJson();
    }

    @Benchmark
    @Yardstick("Gson deepCopy")
    public JsonElement stringToArrayYardstick() {
        return gson.deepCopy();
    }
}
