package io.github.onekyu.transport.wsreverse;

import io.github.onekyu.core.OneBot;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
        header(head, "User-Agent", OneBot.userAgent());
        header(head, "X-Self-ID", Long.toString(selfId));
        header(head, "X-Client-Role", target.role().headerValue());
        config.authorization().ifPresent(value -> header(head, "Authorization", value));
        return ByteBuffer.wrap(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void header(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }
}
