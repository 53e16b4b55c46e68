package io.github.onekyu.core.connection;

import static io.github.onekyu.core.generated.Cases.same;

import io.github.onekyu.core.action.ActionDispatcher;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.generated.Cases;
import io.github.onekyu.core.generated.Gen;
import io.github.onekyu.core.generated.GeneratedJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whole calls: what was in the envelope of the request is in the envelope of the answer, to the last digit. */
class GeneratedCallTest {
    /** Answers the parameters themselves. */
    private static final ActionDispatcher MIRROR = (request, caller) -> CompletableFuture.completedFuture(
            new ActionResponse.Done(request.params().json()));

    private final CallChannel channel = new CallChannel(MIRROR, Caller.of("test", ""));

    @Test
    @Tag("NET-03")
    @Tag("NET-04")
    @Tag("RSP-01")
    @Tag("WS-11")
    @Tag("WS-15")
    @Tag("WS-20")
    @Tag("WS-21")
    void paramsAndEchoComeBackExactly() {
        Cases.check(20, gen -> {
                    boolean call = !gen.oneIn(6);
                    Optional<GeneratedJson> params = params(gen);
                    List<String> members = new ArrayList<>();
                    if (call) {
                        members.add(member(gen, "action", "\"mirror\""));
                    }
                    params.ifPresent(json -> members.add(member(gen, "params", json.loose())));
                    if (gen.oneIn(3)) {
                        members.add(member(gen, gen.of("self_id", "Echo", "ec\\ho", "echo "), "{\"echo\":[1]}"));
                    }
                    // Among several the last one counts (WS-15).
                    int last = members.size();
                    String echo = null;
                    for (int echoes = gen.of(0, 1, 1, 1, 1, 2); echoes > 0; echoes--) {
                        String raw = echo(gen);
                        last = gen.below(last + 1);
                        members.add(last, member(gen, "echo", raw));
                        echo = echo == null ? raw : echo;
                    }
                    StringBuilder frame = new StringBuilder();
                    frame.append(GeneratedJson.space(gen)).append('{').append(String.join(",", members));
                    frame.append('}').append(GeneratedJson.space(gen));

                    String data = params.filter(json -> json.plain() instanceof Map)
                            .map(GeneratedJson::compact)
                            .orElse("{}");
                    String end = (echo == null ? "" : ",\"echo\":" + echo) + "}";
                    String reply = reply(frame.toString());
                    if (call) {
                        same("{\"status\":\"ok\",\"retcode\":0,\"data\":" + data + end, reply, frame);
                    } else {
                        // WS-21
                        same(true, reply.startsWith("{\"status\":\"failed\",\"retcode\":1400,\"data\":null"), frame);
                        same(true, reply.endsWith("\"" + end), frame);
                    }
                    gen.note(echo == null ? "no echo" : "echo");
                    gen.note(data.length() > 4 ? "params" : "no params");
                    gen.note(call ? "call" : "no call");
                })
                .atLeast(10, "no echo")
                .atLeast(50, "echo")
                .atLeast(30, "params")
                .atLeast(10, "no call");
    }

    private String reply(String frame) {
        List<byte[]> replies = new ArrayList<>();
        channel.received(frame, replies::add);
        same(1, replies.size(), frame);
        return new String(replies.get(0), StandardCharsets.UTF_8);
    }

    private static String member(Gen gen, String name, String value) {
        String quoted = name.indexOf('\\') >= 0
                ? GeneratedJson.compactString(name)
                : GeneratedJson.string(gen, name).loose();
        return GeneratedJson.space(gen) + quoted + GeneratedJson.space(gen) + ":" + GeneratedJson.space(gen) + value
                + GeneratedJson.space(gen);
    }

    /** Anything but an object counts as no parameters (WS-11). */
    private static Optional<GeneratedJson> params(Gen gen) {
        if (gen.oneIn(6)) {
            return gen.either() ? Optional.empty() : Optional.of(GeneratedJson.any(gen, 1));
        }
        Map<String, GeneratedJson> members = new LinkedHashMap<>();
        for (int n = gen.from(1, 4); n > 0; n--) {
            String name = gen.of("user_id", "message", "echo", "a", "params");
            members.put(name, gen.either() ? GeneratedJson.number(gen.integer(30)) : GeneratedJson.any(gen, 2));
        }
        return Optional.of(GeneratedJson.object(gen, members));
    }

    private static String echo(Gen gen) {
        return gen.by(
                () -> gen.integer(30),
                () -> GeneratedJson.number(gen),
                () -> GeneratedJson.any(gen, 3).loose());
    }
}
