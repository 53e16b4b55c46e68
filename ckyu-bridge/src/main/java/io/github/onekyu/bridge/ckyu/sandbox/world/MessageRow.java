package io.github.onekyu.bridge.ckyu.sandbox.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages in the order of their ids, in a ring: new ones come at the end, the oldest leave first. A message costs one
 * reference, where a sorted map has four objects for each that the garbage collector has to carry. Not thread-safe.
 */
final class MessageRow {
    private @Nullable ChatMessage[] ring = new ChatMessage[4];
    private int first;
    private int size;

    int size() {
        return size;
    }

    /** The one with the smallest id; there must be one. */
    ChatMessage oldest() {
        return at(0);
    }

    /** By its place from the oldest on. */
    ChatMessage at(int place) {
        ChatMessage found = ring[slot(place)];
        if (place >= size || found == null) {
            throw new IndexOutOfBoundsException("there is no message at " + place + " of " + size);
        }
        return found;
    }

    @Nullable
    ChatMessage find(int id) {
        int place = placeOf(id);
        return place < size && at(place).id() == id ? at(place) : null;
    }

    /** The place of the oldest message whose id is not below that one; {@link #size} if there is none. */
    int placeOf(long id) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at(middle).id() < id) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Adds or replaces; answers what was there. */
    @Nullable
    ChatMessage put(ChatMessage message) {
        int place = size > 0 && at(size - 1).id() < message.id() ? size : placeOf(message.id());
        if (place < size && at(place).id() == message.id()) {
            ChatMessage old = at(place);
            ring[slot(place)] = message;
            return old;
        }
        if (size == ring.length) {
            grow();
        }
        for (int i = size; i > place; i--) {
            ring[slot(i)] = ring[slot(i - 1)];
        }
        ring[slot(place)] = message;
        size++;
        return null;
    }

    ChatMessage removeOldest() {
        ChatMessage oldest = oldest();
        ring[first] = null;
        first = slot(1);
        size--;
        return oldest;
    }

    void clear() {
        Arrays.fill(ring, null);
        first = 0;
        size = 0;
    }

    List<Integer> ids() {
        List<Integer> ids = new ArrayList<>(size);
        for (int place = 0; place < size; place++) {
            ids.add(at(place).id());
        }
        return ids;
    }

    /** The length of the ring is a power of two. */
    private int slot(int place) {
        return (first + place) & (ring.length - 1);
    }

    private void grow() {
        @Nullable ChatMessage[] larger = new ChatMessage[2 * ring.length];
        for (int place = 0; place < size; place++) {
            larger[place] = ring[slot(place)];
        }
        ring = larger;
        first = 0;
    }
}
