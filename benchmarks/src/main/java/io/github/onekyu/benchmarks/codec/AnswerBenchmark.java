package io.github.onekyu.benchmarks.codec;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Echo;
import io.github.onekyu.core.action.ResponseEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The answer's envelope around data that is there already. */
@State(Scope.Thread)
public class AnswerBenchmark {
    private final ActionResponse sent = new ActionResponse.Done(Samples.value(Samples.SENT));
    private final ActionResponse members = new ActionResponse.Done(Samples.value(Samples.MEMBERS));
    private final Optional<Echo> echo = Optional.of(new Echo("17"));
    private final JsonElement gsonSent = Samples.gson(Samples.SENT);
    private final JsonElement gsonMembers = Samples.gson(Samples.MEMBERS);
    private final JsonElement gsonEcho = Samples.gson("17");

    @Benchmark
    public byte[] sent() {
        return ResponseEncoder.encode(sent, echo);
    }

    @Benchmark
    @Yardstick("Gson")
    public byte[] sentYardstick() {
        return encodeWithGson(gsonSent);
    }

    @Benchmark
    public byte[] members() {
        return ResponseEncoder.encode(members, echo);
    }

    @Benchmark
    @Yardstick("Gson")
    public byte[] membersYardstick() {
        return encodeWithGson(gsonMembers);
    }

    private byte[] encodeWithGson(JsonElement data) {
        JsonObject answer = new JsonObject();
        answer.addProperty("status", "ok");
        answer.addProperty("retcode", 0);
        answer.add("data", data);
        answer.add("echo", gsonEcho);
        return answer.toString().getBytes(StandardCharsets.UTF_8);
    }
}
