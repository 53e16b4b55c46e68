package io.github.onekyu.core.connection;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent to one peer, in the order in which it came: events, which may be given up, and the rest, which
 * may not. Two rings with a number for each entry, so that an event in the middle can go without a search and without an
 * object for each entry. Not thread-safe: its owner guards it.
 */
public final class OutboundQueue<T> {
    private final Ring<T> events = new Ring<>(4);
    private final Ring<T> kept = new Ring<>(2);
    private long next;

    /** Appends an event. */
    public void addEvent(T event) {
        events.add(event, next++);
    }

    /** Appends what must not be given up: a reply, a control frame, the first event of a connection. */
    public void add(T entry) {
        kept.add(entry, next++);
    }

    /** Takes the oldest of all. */
    public @Nullable T poll() {
        if (kept.size == 0) {
            return events.poll();
        }
        return events.size == 0 || kept.oldest() < events.oldest() ? kept.poll() : events.poll();
    }

    /** Takes the oldest event, wherever it stands. */
    public @Nullable T pollEvent() {
        return events.poll();
    }

    /** Takes the newest event, wherever it stands. */
    public @Nullable T pollNewestEvent() {
        return events.pollNewest();
    }

    /** How many events wait. */
    public int events() {
        return events.size;
    }

    /** How many entries wait, events and others. */
    public int size() {
        return events.size + kept.size;
    }

    public void clear() {
        events.clear();
        kept.clear();
    }

    /** Nothing until something is put in; then grows by doubling and shrinks only when it is cleared. */
    private static final class Ring<T> {
        private static final @Nullable Object[] NO_ENTRIES = {};
        private static final long[] NO_NUMBERS = {};

        private final int least;
        private @Nullable Object[] entries = NO_ENTRIES;
        private long[] numbers = NO_NUMBERS;
        private int head;
        private int size;

        Ring(int least) {
            this.least = least;
        }

        void add(T entry, long number) {
            if (size == entries.length) {
                grow();
            }
            int at = (head + size) & (entries.length - 1);
            entries[at] = entry;
            numbers[at] = number;
            size++;
        }

        private void grow() {
            int length = entries.length;
            if (length == 0) {
                entries = new Object[least];
                numbers = new long[least];
                return;
            }
            @Nullable Object[] larger = Arrays.copyOfRange(entries, head, head + 2 * length);
            System.arraycopy(entries, 0, larger, length - head, head);
            long[] more = Arrays.copyOfRange(numbers, head, head + 2 * length);
            System.arraycopy(numbers, 0, more, length - head, head);
            entries = larger;
            numbers = more;
            head = 0;
        }

        long oldest() {
            return numbers[head];
        }

        @Nullable
        T poll() {
            if (size == 0) {
                return null;
            }
            T entry = take(head);
            head = (head + 1) & (entries.length - 1);
            return entry;
        }

        @Nullable
        T pollNewest() {
            return size == 0 ? null : take((head + size - 1) & (entries.length - 1));
        }

        @SuppressWarnings("unchecked") // only T is put in
        private @Nullable T take(int at) {
            T entry = (T) entries[at];
            entries[at] = null;
            size--;
            return entry;
        }

        void clear() {
            entries = NO_ENTRIES;
            numbers = NO_NUMBERS;
            head = 0;
            size = 0;
        }
    }
}
