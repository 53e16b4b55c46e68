package io.github.onekyu.bridge.ckyu.sandbox.store;

import io.github.onekyu.bridge.ckyu.sandbox.world.Change;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The form in which changes are kept: for each the length of its key in bytes, the key, the length of its value or -1 where
 * the key is removed, the value. Text is UTF-8.
 */
final class Batch {
    private static final int REMOVED = -1;

    private Batch() {}

    static ByteBuffer write(List<Change> changes) {
        List<byte[]> texts = new ArrayList<>(2 * changes.size());
        int length = 0;
        for (Change change : changes) {
            byte[] key = change.key().getBytes(StandardCharsets.UTF_8);
            texts.add(key);
            length = Math.addExact(length, 2 * Integer.BYTES + key.length);
            if (change.value().isPresent()) {
                byte[] value = change.value().get().getBytes(StandardCharsets.UTF_8);
                texts.add(value);
                length = Math.addExact(length, value.length);
            }
        }
        ByteBuffer batch = ByteBuffer.allocate(length);
        int next = 0;
        for (Change change : changes) {
            putText(batch, texts.get(next++));
            if (change.value().isPresent()) {
                putText(batch, texts.get(next++));
            } else {
                batch.putInt(REMOVED);
            }
        }
        return batch.flip();
    }

    private static void putText(ByteBuffer batch, byte[] text) {
        batch.putInt(text.length).put(text);
    }

    /** @throws IOException if these are no changes */
    static List<Change> read(ByteBuffer batch) throws IOException {
        List<Change> changes = new ArrayList<>();
        while (batch.hasRemaining()) {
            String key = text(batch, length(batch));
            int length = length(batch);
            changes.add(new Change(key, length == REMOVED ? Optional.empty() : Optional.of(text(batch, length))));
        }
        return changes;
    }

    private static int length(ByteBuffer batch) throws IOException {
        if (batch.remaining() < Integer.BYTES) {
            throw new LogFile.DamagedException("a change in it ends too early");
        }
        return batch.getInt();
    }

    private static String text(ByteBuffer batch, int length) throws IOException {
        if (length < 0 || length > batch.remaining()) {
            throw new LogFile.DamagedException("a change in it has no usable length");
        }
        String text = StandardCharsets.UTF_8
                .decode(batch.slice(batch.position(), length))
                .toString();
        batch.position(batch.position() + length);
        return text;
    }
}
