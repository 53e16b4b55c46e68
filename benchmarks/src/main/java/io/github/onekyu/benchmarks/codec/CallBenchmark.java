package io.github.onekyu.benchmarks.codec;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.onekyu.core.action.ActionCatalog;
import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.ActionSpec;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.connection.CallChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The way of a WebSocket call: frame to request, its parameters to what the host gets, and there and back at once. */
@State(Scope.Thread)
public class CallBenchmark {
    private final String send = Samples.SEND;
    private final String call = Samples.CALL;
    private final String bigEcho = Samples.BIG_ECHO;
    private final ActionSpec sendGroupMsg =
            ActionCatalog.standard().find("send_group_msg").orElseThrow();
    private final Params params =
            new Params(Samples.object(Samples.SEND).object("params").orElseThrow());
    private final JsonObject gsonParams =
            Samples.gson(Samples.SEND).getAsJsonObject().getAsJsonObject("params");

    private ActionRequest request = ActionRequest.of("", Params.EMPTY);
    private byte[] reply = {};

    /** Ends with the request, since no answer ever comes. */
    private final CallChannel asking = new CallChannel(
            (received, by) -> {
                request = received;
                return new CompletableFuture<>();
            },
            Caller.of("benchmark", ""));

    private final CompletionStage<ActionResponse> done = CompletableFuture.completedFuture(ActionResponse.done());
    private final CallChannel answering = new CallChannel((received, by) -> done, Caller.of("benchmark", ""));

    @Benchmark
    public ActionRequest envelope() {
        asking.received(send, bytes -> {});
        return request;
    }

    @Benchmark
    @Yardstick("Gson")
    public JsonElement envelopeYardstick() {
        JsonObject frame = JsonParser.parseString(send).getAsJsonObject();
        return frame.get("action").getAsString().isEmpty() ? frame : frame.getAsJsonObject("params");
    }

    @Benchmark
    public Params params() {
        return sendGroupMsg.normalise(params);
    }

    @Benchmark
    @Yardstick("Gson, picking and copying")
    public JsonObject paramsYardstick() {
        JsonArray message = gsonParams.getAsJsonArray("message");
        if (message.isEmpty()) {
            throw new IllegalArgumentException("message");
        }
        JsonObject picked = new JsonObject();
        picked.addProperty("group_id", gsonParams.get("group_id").getAsLong());
        picked.add("message", message.deepCopy());
        return picked;
    }

    @Benchmark
    public byte[] shortCall() {
        answering.received(call, bytes -> reply = bytes);
        return reply;
    }

    @Benchmark
    @Yardstick("Gson")
    public byte[] shortCallYardstick() {
        return answerWithGson(call);
    }

    @Benchmark
    public byte[] bigEcho() {
        answering.received(bigEcho, bytes -> reply = bytes);
        return reply;
    }

    @Benchmark
    @Yardstick("Gson")
    public byte[] bigEchoYardstick() {
        return answerWithGson(bigEcho);
    }

    private static byte[] answerWithGson(String text) {
        JsonObject frame = JsonParser.parseString(text).getAsJsonObject();
        JsonObject answer = new JsonObject();
        answer.addProperty("status", frame.get("action").getAsString().isEmpty() ? "failed" : "ok");
        answer.addProperty("retcode", 0);
        answer.add("data", com.google.gson.JsonNull.INSTANCE);
        answer.add("echo", frame.get("echo"));
        return answer.toString().getBytes(StandardCharsets.UTF_8);
    }
}
