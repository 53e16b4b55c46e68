package io.github.onekyu.bridge.ckyu.sandbox.world;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What was said, by id. It forgets its oldest messages beyond a number or an amount of text. Thread-safe with a lock of
 * its own, held for a look and no longer, so that whoever reads a long history does not stop the world.
 */
public final class MessageLog {
    /** Messages looked at with one hold of the lock. */
    private static final int STRIDE = 256;

    private final int maxMessages;
    private final long maxChars;
    /** Guards what follows. */
    private final Object lock = new Object();

    private final MessageRow messages = new MessageRow();
    /** The same ones: a chat in which little is said is not searched for among those of all others. */
    private final Map<Chat, MessageRow> byChat = new HashMap<>();

    private long chars;
    /** Messages with larger ids are not on disk yet; nobody may learn those ids, or they could be seen twice. */
    private volatile int lastDurable;

    MessageLog(int maxMessages, long maxChars) {
        this.maxMessages = maxMessages;
        this.maxChars = maxChars;
    }

    /** Adds or replaces; answers the ids of messages forgotten for it. */
    List<Integer> put(ChatMessage message) {
        synchronized (lock) {
            ChatMessage old = messages.put(message);
            byChat.computeIfAbsent(message.chat(), chat -> new MessageRow()).put(message);
            chars += message.segmentText().length()
                    - (old == null ? 0 : old.segmentText().length());
            if (messages.size() <= maxMessages && chars <= maxChars) {
                return List.of();
            }
            List<Integer> forgotten = new ArrayList<>(1);
            while ((messages.size() > maxMessages || chars > maxChars)
                    && messages.oldest().id() != message.id()) {
                forgotten.add(forgetOldest());
            }
            return forgotten;
        }
    }

    /** The oldest of all is the oldest of its chat. */
    private int forgetOldest() {
        ChatMessage oldest = messages.removeOldest();
        chars -= oldest.segmentText().length();
        byChat.computeIfPresent(oldest.chat(), (chat, said) -> {
            said.removeOldest();
            return said.size() == 0 ? null : said;
        });
        return oldest.id();
    }

    void clear() {
        synchronized (lock) {
            messages.clear();
            byChat.clear();
            chars = 0;
        }
    }

    List<Integer> ids() {
        synchronized (lock) {
            return messages.ids();
        }
    }

    /** All messages up to this id are on disk. */
    public void durableUpTo(int id) {
        lastDurable = Math.max(lastDurable, id);
    }

    public Optional<ChatMessage> find(long id) {
        if (id <= 0 || id > lastDurable) {
            return Optional.empty();
        }
        synchronized (lock) {
            return Optional.ofNullable(messages.find((int) id));
        }
    }

    /**
     * The newest messages with {@code after < id <= upTo} that match, oldest first.
     *
     * @param limit how many at most
     */
    public List<ChatMessage> newest(long after, long upTo, int limit, Predicate<ChatMessage> matching) {
        return newest(messages, after, upTo, limit, matching);
    }

    /** The same of one chat. */
    public List<ChatMessage> newestIn(Chat chat, long after, long upTo, int limit, Predicate<ChatMessage> matching) {
        MessageRow said;
        synchronized (lock) {
            said = byChat.get(chat);
        }
        return said == null ? List.of() : newest(said, after, upTo, limit, matching);
    }

    private List<ChatMessage> newest(
            MessageRow from, long after, long upTo, int limit, Predicate<ChatMessage> matching) {
        ArrayDeque<ChatMessage> found = new ArrayDeque<>();
        long last = Math.min(upTo, lastDurable);
        while (found.size() < limit) {
            List<ChatMessage> next = downFrom(from, last);
            for (ChatMessage message : next) {
                if (message.id() <= after || found.size() == limit) {
                    return List.copyOf(found);
                }
                if (matching.test(message)) {
                    found.addFirst(message);
                }
            }
            if (next.size() < STRIDE) {
                break;
            }
            last = next.get(STRIDE - 1).id() - 1L;
        }
        return List.copyOf(found);
    }

    /** The next few with ids up to that one, newest first. */
    private List<ChatMessage> downFrom(MessageRow from, long last) {
        synchronized (lock) {
            int end = from.placeOf(last + 1);
            List<ChatMessage> next = new ArrayList<>(Math.min(end, STRIDE));
            for (int place = end - 1; place >= Math.max(0, end - STRIDE); place--) {
                next.add(from.at(place));
            }
            return next;
        }
    }
}
