package io.github.onekyu.bridge.ckyu.sandbox.world;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

/**
 * What was said, by id. It forgets its oldest messages beyond a number or an amount of text. Written under the world's
 * lock; {@link #newest}, {@link #newestIn} and {@link #find} may be called by any thread.
 */
public final class MessageLog {
    private final int maxMessages;
    private final long maxChars;
    private final NavigableMap<Integer, ChatMessage> messages = new ConcurrentSkipListMap<>();
    /** The same ones: a chat in which little is said is not searched for among those of all others. */
    private final Map<Chat, NavigableMap<Integer, ChatMessage>> byChat = new ConcurrentHashMap<>();

    private long chars;
    /** Messages with larger ids are not on disk yet; nobody may learn those ids, or they could be seen twice. */
    private volatile int lastDurable;

    MessageLog(int maxMessages, long maxChars) {
        this.maxMessages = maxMessages;
        this.maxChars = maxChars;
    }

    /** Adds or replaces; answers the ids of messages forgotten for it. */
    List<Integer> put(ChatMessage message) {
        ChatMessage old = messages.put(message.id(), message);
        byChat.computeIfAbsent(message.chat(), chat -> new ConcurrentSkipListMap<>())
                .put(message.id(), message);
        chars += message.segmentText().length()
                - (old == null ? 0 : old.segmentText().length());
        List<Integer> forgotten = new ArrayList<>(1);
        while ((messages.size() > maxMessages || chars > maxChars) && messages.firstKey() != message.id()) {
            ChatMessage oldest = messages.pollFirstEntry().getValue();
            chars -= oldest.segmentText().length();
            forget(oldest);
            forgotten.add(oldest.id());
        }
        return forgotten;
    }

    private void forget(ChatMessage message) {
        byChat.computeIfPresent(message.chat(), (chat, said) -> {
            said.remove(message.id());
            return said.isEmpty() ? null : said;
        });
    }

    void clear() {
        messages.clear();
        byChat.clear();
        chars = 0;
    }

    List<Integer> ids() {
        return List.copyOf(messages.keySet());
    }

    /** All messages up to this id are on disk. */
    public void durableUpTo(int id) {
        lastDurable = Math.max(lastDurable, id);
    }

    public Optional<ChatMessage> find(long id) {
        return id > 0 && id <= lastDurable ? Optional.ofNullable(messages.get((int) id)) : Optional.empty();
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
        NavigableMap<Integer, ChatMessage> said = byChat.get(chat);
        return said == null ? List.of() : newest(said, after, upTo, limit, matching);
    }

    private List<ChatMessage> newest(
            NavigableMap<Integer, ChatMessage> from,
            long after,
            long upTo,
            int limit,
            Predicate<ChatMessage> matching) {
        ArrayDeque<ChatMessage> found = new ArrayDeque<>();
        int last = (int) Math.min(upTo, lastDurable);
        for (ChatMessage message : from.headMap(last, true).descendingMap().values()) {
            if (message.id() <= after || found.size() == limit) {
                break;
            }
            if (matching.test(message)) {
                found.addFirst(message);
            }
        }
        return List.copyOf(found);
    }
}
