package io.github.onekyu.bridge.ckyu.sandbox.world;

import java.util.Optional;

/**
 * Where something is said: with one user, in a group, or in a discuss.
 *
 * @param id that of the user, the group or the discuss
 */
public record Chat(Kind kind, long id) {
    /** What kind of place it is; its word is the {@code message_type} of its messages. */
    public enum Kind {
        PRIVATE("private"),
        GROUP("group"),
        DISCUSS("discuss");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    public static Chat withUser(long userId) {
        return new Chat(Kind.PRIVATE, userId);
    }

    public static Chat inGroup(long groupId) {
        return new Chat(Kind.GROUP, groupId);
    }

    public static Chat inDiscuss(long discussId) {
        return new Chat(Kind.DISCUSS, discussId);
    }

    /** Reads {@code private:10001}, {@code group:20001} or {@code discuss:30001}. */
    public static Optional<Chat> read(String text) {
        for (Kind kind : Kind.values()) {
            if (text.startsWith(kind.word + ":")) {
                return id(text.substring(kind.word.length() + 1)).map(id -> new Chat(kind, id));
            }
        }
        return Optional.empty();
    }

    private static Optional<Long> id(String text) {
        try {
            return Optional.of(Long.parseLong(text)).filter(id -> id > 0);
        } catch (NumberFormatException notAnId) {
            return Optional.empty();
        }
    }

    public boolean isPrivate() {
        return kind == Kind.PRIVATE;
    }

    public boolean isGroup() {
        return kind == Kind.GROUP;
    }

    public boolean isDiscuss() {
        return kind == Kind.DISCUSS;
    }

    /** {@code private}, {@code group} or {@code discuss}, the {@code message_type} of its messages. */
    public String type() {
        return kind.word;
    }

    @Override
    public String toString() {
        return kind.word + ":" + id;
    }
}
