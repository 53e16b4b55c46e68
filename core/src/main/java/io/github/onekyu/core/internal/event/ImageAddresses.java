package io.github.onekyu.core.internal.event;

import io.github.onekyu.core.action.ActionDispatcher;
import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.message.Message;
import io.github.onekyu.core.message.MessageSegment;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Asks the host's {@code get_image} for the addresses of received images that came without one (ENH-11). A failure is
 * silent and leaves the image as it is, and a host that takes its time holds an event up for a second at most.
 */
final class ImageAddresses {
    private static final long DEADLINE_MILLIS = 1000;
    private static final String URL = "url";

    private final ActionDispatcher actions;
    private final Caller caller = Caller.of("events", "");

    ImageAddresses(ActionDispatcher actions) {
        this.actions = actions;
    }

    /** The message with all addresses that the host knows; complete at once where none is missing. */
    CompletableFuture<Message> fill(Message message) {
        if (message.segments().stream().noneMatch(ImageAddresses::lacksAddress)) {
            return CompletableFuture.completedFuture(message);
        }
        List<CompletableFuture<MessageSegment>> filled =
                message.segments().stream().map(this::fill).toList();
        return CompletableFuture.allOf(filled.toArray(CompletableFuture<?>[]::new))
                .thenApply(done ->
                        new Message(filled.stream().map(CompletableFuture::join).toList()));
    }

    private static boolean lacksAddress(MessageSegment segment) {
        return segment.type().equals("image")
                && segment.value(URL).orElse("").isEmpty()
                && !segment.value("file").orElse("").isEmpty();
    }

    private CompletableFuture<MessageSegment> fill(MessageSegment segment) {
        if (!lacksAddress(segment)) {
            return CompletableFuture.completedFuture(segment);
        }
        JsonObject params = JsonObject.builder()
                .put("file", segment.value("file").orElseThrow())
                .build();
        return actions.dispatch(ActionRequest.of("get_image", new Params(params)), caller)
                .toCompletableFuture()
                .copy()
                .completeOnTimeout(new ActionResponse.Accepted(), DEADLINE_MILLIS, TimeUnit.MILLISECONDS)
                .thenApply(answer -> address(answer)
                        .map(url -> new MessageSegment(
                                segment.type(), segment.data().with(URL, new JsonString(url))))
                        .orElse(segment));
    }

    private static Optional<String> address(ActionResponse answer) {
        return answer.result().orElse(JsonNull.NULL) instanceof JsonObject image
                ? image.string(URL).filter(url -> !url.isEmpty())
                : Optional.empty();
    }
}
