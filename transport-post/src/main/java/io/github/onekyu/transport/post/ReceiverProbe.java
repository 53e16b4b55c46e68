package io.github.onekyu.transport.post;

import io.github.onekyu.core.OneBot;
import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.diagnosis.Address;
import io.github.onekyu.core.diagnosis.Peer;
import io.github.onekyu.core.diagnosis.Probe;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tries the receiver with a report that no bot acts upon: a heartbeat, signed as all reports are. */
final class ReceiverProbe {
    private ReceiverProbe() {}

    static List<Probe> of(ConfigView settings, long selfId) {
        PostConfig config = PostConfig.from(settings);
        String report = heartbeat(selfId);
        String signature = config.signature()
                .map(signer -> signer.sign(report.getBytes(StandardCharsets.UTF_8)))
                .orElse("");
        return config
                .receiver()
                .flatMap(uri -> Address.parse(uri.toString()))
                .map(address -> Probe.of(
                                Probe.Kind.HTTP,
                                Peer.RECEIVER,
                                "reports",
                                PostConfig.URL,
                                address,
                                headers(config, Long.toString(selfId), signature))
                        .withBody(report))
                .stream()
                .toList();
    }

    /** What every report carries (POST-03, POST-04). */
    static Map<String, String> headers(PostConfig config, String selfId, String signature) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", config.contentType());
        headers.put("User-Agent", OneBot.userAgent());
        headers.put("X-Self-ID", selfId);
        if (!signature.isEmpty()) {
            headers.put("X-Signature", signature);
        }
        return headers;
    }

    private static String heartbeat(long selfId) {
        return Json.write(JsonObject.builder()
                .put("time", System.currentTimeMillis() / 1000)
                .put("self_id", selfId)
                .put("post_type", "meta_event")
                .put("meta_event_type", "heartbeat")
                .put(
                        "status",
                        JsonObject.builder()
                                .put("online", true)
                                .put("good", true)
                                .build())
                .put("interval", 15_000)
                .build());
    }
}
