package io.github.onekyu.bridge.ckyu.sandbox.world;

import java.util.Optional;

/**
 * Where something is said: with one user, or in a group.
 *
 * @param id the user's id, or the group's
 */
public record Chat(boolean isGroup, long id) {
    private static final String PRIVATE = "private:";
    private static final String GROUP = "group:";

    public static Chat withUser(long userId) {
        return new Chat(false, userId);
    }

    public static Chat inGroup(long groupId) {
        return new Chat(true, groupId);
    }

    /** Reads {@code private:10001} or {@code group:20001}. */
    public static Optional<Chat> read(String text) {
        boolean group = text.startsWith(GROUP);
        if (!group && !text.startsWith(PRIVATE)) {
            return Optional.empty();
        }
        try {
            long id = Long.parseLong(text.substring(group ? GROUP.length() : PRIVATE.length()));
            return id > 0 ? Optional.of(new Chat(group, id)) : Optional.empty();
        } catch (NumberFormatException notAnId) {
            return Optional.empty();
        }
    }

    /** {@code private} or {@code group}, the {@code message_type} of its messages. */
    public String type() {
        return isGroup ? "group" : "private";
    }

    @Override
    public String toString() {
        return (isGroup ? GROUP : PRIVATE) + id;
    }
}
