package io.github.onekyu.bridge.ckyu.sandbox.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One file that is only ever appended to, in frames that each carry a checksum. A frame that {@link #append} was given is
 * on disk when it returns. Of a process that was killed at most the frame it was writing is not whole, and nobody was
 * told of that one: it is cut off when the file is opened again. Used by one thread at a time.
 *
 * <p>A file is 8 bytes of mark, the format as an int, the length it began with as a long; then frames: mark, length of the
 * content and CRC-32C of number and content as ints, number as a long, content. Numbers count from 1. Big-endian.
 */
final class LogFile implements AutoCloseable {
    static final int FORMAT = 2;
    private static final byte[] FILE_MARK = "OKYWORLD".getBytes(StandardCharsets.US_ASCII);
    private static final int FILE_HEADER = FILE_MARK.length + Integer.BYTES + Long.BYTES;
    private static final int FRAME_MARK = 0x0a4f4b59;
    private static final int FRAME_HEADER = 3 * Integer.BYTES + Long.BYTES;

    private final FileChannel channel;
    private final long beganWith;
    private long end = FILE_HEADER;
    private long frames;

    private LogFile(FileChannel channel, long beganWith) {
        this.channel = channel;
        this.beganWith = beganWith;
    }

    /** The file is no log, or bytes in its midst are not those that were written. */
    static final class DamagedException extends IOException {
        DamagedException(String message) {
            super(message);
        }
    }

    /** The file is a log in a format of another version. */
    static final class FormatException extends IOException {
        FormatException(int format) {
            super(Integer.toString(format));
        }
    }

    /** Takes the content of one frame. */
    @FunctionalInterface
    interface Reader {
        void read(ByteBuffer content) throws IOException;
    }

    /** Appends the frames that a new file begins with. */
    @FunctionalInterface
    interface Beginning {
        void write(LogFile file) throws IOException;
    }

    /** Makes a new file; it is whole, and on disk, when this returns. */
    static void create(Path path, Beginning beginning) throws IOException {
        try (FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            writeFully(channel, fileHeader(FILE_HEADER), 0);
            LogFile file = new LogFile(channel, FILE_HEADER);
            beginning.write(file);
            writeFully(channel, fileHeader(file.end), 0);
            channel.force(true);
        }
    }

    /** Opens a file and checks all of it. */
    static LogFile open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            LogFile file = new LogFile(channel, readFileHeader(channel));
            file.replay(content -> {});
            file.cutOffUnfinished();
            return file;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Bytes in the file. */
    long size() {
        return end;
    }

    /** How many bytes it had when it was made. */
    long beganWith() {
        return beganWith;
    }

    /** Reads all whole frames, in their order. */
    void replay(Reader reader) throws IOException {
        long position = FILE_HEADER;
        long number = 0;
        for (ByteBuffer frame = frameAt(position, number + 1); frame != null; frame = frameAt(position, number + 1)) {
            number++;
            position += FRAME_HEADER + frame.remaining();
            reader.read(frame);
        }
        frames = number;
        end = position;
    }

    /**
     * Appends one frame and waits until the disk has it.
     *
     * @param content from its position to its limit
     */
    void append(ByteBuffer content) throws IOException {
        write(content);
        channel.force(false);
    }

    /** Appends one frame that may still be lost, for a file that nobody uses yet. */
    void write(ByteBuffer content) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(FRAME_HEADER + content.remaining())
                .putInt(FRAME_MARK)
                .putInt(content.remaining())
                .putInt(checksum(frames + 1, content))
                .putLong(frames + 1)
                .put(content)
                .flip();
        int length = frame.remaining();
        writeFully(channel, frame, end);
        frames++;
        end += length;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** The content of the frame of that number at that place, or null if there is none, or not all of it. */
    private @Nullable ByteBuffer frameAt(long position, long number) throws IOException {
        ByteBuffer header = read(position, FRAME_HEADER);
        if (header.remaining() < FRAME_HEADER || header.getInt() != FRAME_MARK) {
            return null;
        }
        int length = header.getInt();
        int checksum = header.getInt();
        boolean fits = length >= 0 && length <= channel.size() - position - FRAME_HEADER;
        if (!fits || header.getLong() != number) {
            return null;
        }
        ByteBuffer content = read(position + FRAME_HEADER, length);
        return checksum == checksum(number, content) ? content : null;
    }

    /**
     * What stands behind the last whole frame is the one that a killed process was writing, unless a later frame is whole:
     * each is on disk before the next is begun.
     */
    private void cutOffUnfinished() throws IOException {
        long rest = channel.size() - end;
        if (rest == 0) {
            return;
        }
        if (rest > Integer.MAX_VALUE - 8) {
            throw new DamagedException("what was written from byte " + end + " on cannot be read");
        }
        ByteBuffer tail = read(end, (int) rest);
        for (int i = 1; i <= tail.limit() - FRAME_HEADER; i++) {
            if (tail.getInt(i) == FRAME_MARK && frameAt(end + i, tail.getLong(i + 3 * Integer.BYTES)) != null) {
                throw new DamagedException("what was written at byte " + end + " has changed since");
            }
        }
        channel.truncate(end);
        channel.force(true);
    }

    private static ByteBuffer fileHeader(long beganWith) {
        return ByteBuffer.allocate(FILE_HEADER)
                .put(FILE_MARK)
                .putInt(FORMAT)
                .putLong(beganWith)
                .flip();
    }

    private static long readFileHeader(FileChannel channel) throws IOException {
        ByteBuffer header = read(channel, 0, FILE_HEADER);
        boolean whole = header.remaining() == FILE_HEADER;
        if (!whole || !header.slice(0, FILE_MARK.length).equals(ByteBuffer.wrap(FILE_MARK))) {
            throw new DamagedException("it does not begin as a world does");
        }
        int format = header.position(FILE_MARK.length).getInt();
        if (format != FORMAT) {
            throw new FormatException(format);
        }
        return header.getLong();
    }

    private static int checksum(long number, ByteBuffer content) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
        crc.update(content.duplicate());
        return (int) crc.getValue();
    }

    private ByteBuffer read(long position, int length) throws IOException {
        return read(channel, position, length);
    }

    /** As many bytes as there are, up to that length. */
    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.max(0, Math.min(length, channel.size() - position)));
        while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) >= 0) {
            // until all are there
        }
        return bytes.flip();
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }
}
