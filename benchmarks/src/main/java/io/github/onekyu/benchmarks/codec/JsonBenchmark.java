package io.github.onekyu.benchmarks.codec;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Our JSON values against Gson's tree. */
@State(Scope.Thread)
public class JsonBenchmark {
    /** A short call, a group message, and a list of 200 members: 50 bytes, 1 kB, 50 kB. */
    public enum Input {
        CALL(Samples.CALL),
        EVENT(Samples.EVENT),
        MEMBERS(Samples.MEMBERS);

        final String text;

        Input(String text) {
            this.text = text;
        }
    }

    @Param
    public Input input = Input.CALL;

    private String text = "";
    private byte[] bytes = {};
    private JsonValue value = JsonNull.NULL;
    private JsonElement gson = com.google.gson.JsonNull.INSTANCE;

    @Setup
    public void setUp() {
        text = input.text;
        bytes = text.getBytes(StandardCharsets.UTF_8);
        value = Samples.value(text);
        gson = Samples.gson(text);
    }

    @Benchmark
    public JsonValue parse() {
        return Json.parse(text);
    }

    @Benchmark
    @Yardstick("Gson")
    public JsonElement parseYardstick() {
        return JsonParser.parseString(text);
    }

    @Benchmark
    public JsonValue parseBytes() {
        return Json.parse(bytes);
    }

    @Benchmark
    @Yardstick("Gson")
    public JsonElement parseBytesYardstick() {
        return JsonParser.parseReader(new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8));
    }

    @Benchmark
    public byte[] write() {
        return Json.writeBytes(value);
    }

    @Benchmark
    @Yardstick("Gson")
    public byte[] writeYardstick() {
        return gson.toString().getBytes(StandardCharsets.UTF_8);
    }
}
