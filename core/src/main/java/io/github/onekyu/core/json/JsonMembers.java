package io.github.onekyu.core.json;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The members of a small object, names and values by turns in one array: a third of the memory of a hash map, and as
 * quick to ask. Immutable once its array is no longer written.
 */
final class JsonMembers extends AbstractMap<String, JsonValue> {
    /** With more members than this a hash map is quicker. */
    static final int MOST = 16;

    private final Object[] pairs;
    private final int size;

    /** @param pairs not copied */
    JsonMembers(Object[] pairs, int size) {
        this.pairs = pairs;
        this.size = size;
    }

    /** The place of that name among the first {@code size} members, -1 if it is none of them. */
    static int indexOf(Object[] pairs, int size, @Nullable Object name) {
        for (int i = 0; i < size; i++) {
            if (pairs[2 * i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    String name(int index) {
        return (String) pairs[2 * index];
    }

    JsonValue value(int index) {
        return (JsonValue) pairs[2 * index + 1];
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public @Nullable JsonValue get(@Nullable Object name) {
        int index = indexOf(pairs, size, name);
        return index < 0 ? null : value(index);
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return indexOf(pairs, size, name) >= 0;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super JsonValue> action) {
        for (int i = 0; i < size; i++) {
            action.accept(name(i), value(i));
        }
    }

    @Override
    public Set<Map.Entry<String, JsonValue>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Iterator<Map.Entry<String, JsonValue>> iterator() {
                return new Entries();
            }
        };
    }

    private final class Entries implements Iterator<Map.Entry<String, JsonValue>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < size;
        }

        @Override
        public Map.Entry<String, JsonValue> next() {
            if (next == size) {
                throw new NoSuchElementException();
            }
            int index = next++;
            return Map.entry(name(index), value(index));
        }
    }
}
