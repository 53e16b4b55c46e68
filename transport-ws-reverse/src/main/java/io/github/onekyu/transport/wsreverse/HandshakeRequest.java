package io.github.onekyu.transport.wsreverse;

import io.github.onekyu.core.OneBot;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.glassfish.tyrus.spi.UpgradeRequest;

/** The opening request, exactly the headers of RWS-04 to RWS-06 and no other. */
record HandshakeRequest(Target target, long selfId, WsReverseConfig config) {
    /** @param prepared by Tyrus: it will check the answer against its key */
    ByteBuffer encode(UpgradeRequest prepared) {
        StringBuilder head = new StringBuilder(512);
        head.append("GET ").append(target.url().requestTarget()).append(" HTTP/1.1\r\n");
        header(head, "Host", target.url().hostHeader());
        header(head, "Upgrade", "websocket");
        header(head, "Connection", "Upgrade");
        header(head, "Sec-WebSocket-Key", prepared.getHeader("Sec-WebSocket-Key"));
        header(head, "Sec-WebSocket-Version", "13");
        headers().forEach((name, value) -> header(head, name, value));
        return ByteBuffer.wrap(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Those that say who we are. */
    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("User-Agent", OneBot.userAgent());
        headers.put("X-Self-ID", Long.toString(selfId));
        headers.put("X-Client-Role", target.role().headerValue());
        config.authorization().ifPresent(value -> headers.put("Authorization", value));
        return headers;
    }

    private static void header(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }
}
