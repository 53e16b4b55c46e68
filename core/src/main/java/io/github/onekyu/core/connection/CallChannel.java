package io.github.onekyu.core.connection;

import io.github.onekyu.core.action.ActionDispatcher;
import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.action.Echo;
import io.github.onekyu.core.action.ResponseEncoder;
import io.github.onekyu.core.action.Retcode;
import io.github.onekyu.core.error.ProtocolException;
import io.github.onekyu.core.json.JsonSyntaxException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The calls of one WebSocket connection: each message that comes in gets exactly one reply (WS-12), malformed ones
 * included. Called by the connection's reader, message after message; never blocks.
 */
public final class CallChannel {
    private final ActionDispatcher actions;
    private final Caller caller;

    public CallChannel(ActionDispatcher actions, Caller caller) {
        this.actions = actions;
        this.caller = caller;
    }

    /**
     * Serves one message.
     *
     * @param reply takes the reply's UTF-8 text, on this thread or another; once, or several times where the host answers
     *     in parts; it must only queue the bytes
     */
    public void received(String message, Consumer<byte[]> reply) {
        Optional<Echo> echo = Optional.empty();
        try {
            CallFrame frame = CallFrame.parse(message);
            echo = frame.echo();
            ActionRequest request = frame.request();
            Optional<Echo> own = echo;
            request = request.withPartial(part -> reply.accept(ResponseEncoder.encode(part, own)));
            actions.dispatch(request, caller)
                    .thenAccept(response -> reply.accept(ResponseEncoder.encode(response, own)));
        } catch (ProtocolException malformed) {
            reply.accept(ResponseEncoder.encode(
                    ActionResponse.failed(new Retcode(malformed.retcode()), String.valueOf(malformed.getMessage())),
                    echo));
        }
    }

    /** As {@link #received(String, Consumer)}, for the payload of a binary message (WS-14). */
    public void received(ByteBuffer message, Consumer<byte[]> reply) {
        byte[] bytes = new byte[message.remaining()];
        message.get(bytes);
        String text;
        try {
            text = io.github.onekyu.core.json.Json.decode(bytes);
        } catch (JsonSyntaxException notUtf8) {
            text = ""; // not JSON either, so it is answered as what it is: malformed
        }
        received(text, reply);
    }
}
