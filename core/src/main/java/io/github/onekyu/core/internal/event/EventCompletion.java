package io.github.onekyu.core.internal.event;

import io.github.onekyu.core.action.ActionDispatcher;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import io.github.onekyu.core.message.Emoji;
import io.github.onekyu.core.message.Message;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Fills in what the host left out: {@code time}, {@code self_id}, {@code raw_message}, {@code font}, {@code
 * anonymous}, {@code sender} (EV-01 to EV-06), the addresses of images (ENH-11). The message becomes an array of segments, the form the filter sees.
 */
final class EventCompletion {
    private final long selfId;
    private final Clock clock;
    private final SenderLookup senders;
    private final ImageAddresses images;
    private final boolean convertEmoji;

    EventCompletion(long selfId, Clock clock, ActionDispatcher actions, boolean convertEmoji) {
        this.selfId = selfId;
        this.clock = clock;
        this.senders = new SenderLookup(actions);
        this.images = new ImageAddresses(actions);
        this.convertEmoji = convertEmoji;
    }

    CompletionStage<JsonObject> complete(JsonObject event) {
        JsonObject.Builder complete = JsonObject.builder()
                .put(
                        "time",
                        event.integer("time").orElseGet(() -> clock.instant().getEpochSecond()))
                .put("self_id", selfId);
        event.members().forEach((name, value) -> {
            // EV-07: no echo, no internal fields.
            if (!name.equals("time") && !name.equals("self_id") && !name.equals("echo") && !name.startsWith("_")) {
                complete.put(name, value);
            }
        });
        JsonObject built = complete.build();
        return isMessage(built) ? message(built) : CompletableFuture.completedFuture(built);
    }

    private CompletionStage<JsonObject> message(JsonObject event) {
        JsonObject.Builder complete = event.toBuilder();
        JsonValue given = event.get("message");
        Optional<Message> read = (given == null ? Optional.<Message>empty() : Message.of(given, false))
                .map(message -> convertEmoji ? Emoji.convert(message) : message);
        if (read.isPresent()) {
            complete.put("message", read.get().toJson());
            if (!event.has("raw_message")) {
                complete.put("raw_message", read.get().toCqCode());
            }
        }
        if (convertEmoji && event.get("raw_message") instanceof JsonString raw) {
            complete.put("raw_message", Emoji.convert(raw.value()));
        }
        if (!event.has("font")) {
            complete.put("font", 0);
        }
        if (event.string("message_type", "").equals("group") && !event.has("anonymous")) {
            complete.put("anonymous", JsonNull.NULL);
        }
        JsonObject built = complete.build();
        CompletionStage<JsonObject> withSender = hasSender(built)
                ? CompletableFuture.completedFuture(built)
                : senders.find(built).thenApply(sender -> built.with("sender", sender));
        if (read.isEmpty()) {
            return withSender;
        }
        CompletableFuture<Message> addressed = images.fill(read.get());
        return addressed.isDone() && addressed.join().equals(read.get())
                ? withSender
                : withSender.thenCombine(addressed, (whole, message) -> whole.with("message", message.toJson()));
    }

    private static boolean hasSender(JsonObject event) {
        return event.object("sender")
                .filter(sender -> sender.integer("user_id").isPresent())
                .isPresent();
    }

    static boolean isMessage(JsonObject event) {
        String postType = event.string("post_type", "");
        return postType.equals("message") || postType.equals("message_sent");
    }
}
