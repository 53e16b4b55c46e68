package io.github.onekyu.console;

import io.github.onekyu.core.console.AccountView;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.SameThreadExecutor;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;

/**
 * Stored images, records and videos for the page. Whoever said them decides what they are: only what begins as a known
 * medium is shown as one, everything else is a download, and nothing in them may act.
 */
final class MediaFiles {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,254}");
    private static final List<String> FOLDERS = List.of("image", "record", "show");
    /** More than this would be held in memory for a look. */
    private static final long LARGEST = 64L << 20;

    private final Executor workers;

    MediaFiles(Executor workers) {
        this.workers = workers;
    }

    /** On the IO thread. */
    void send(HttpServerExchange exchange, AccountView account, String name) {
        exchange.dispatch(
                SameThreadExecutor.INSTANCE,
                () -> workers.execute(() -> {
                    Optional<byte[]> bytes = read(account, name);
                    exchange.getIoThread().execute(() -> answer(exchange, name, bytes));
                }));
    }

    private static void answer(HttpServerExchange exchange, String name, Optional<byte[]> bytes) {
        if (bytes.isEmpty()) {
            Replies.error(exchange, StatusCodes.NOT_FOUND, "OKY-1702", "there is no such image, record or video");
            return;
        }
        Optional<String> type = type(bytes.get());
        var headers = exchange.getResponseHeaders();
        headers.put(Headers.CONTENT_TYPE, type.orElse("application/octet-stream"));
        headers.put(Headers.CACHE_CONTROL, "private, max-age=3600");
        headers.put(HttpString.tryFromString("Content-Security-Policy"), "sandbox; default-src 'none'");
        headers.put(Headers.CONTENT_DISPOSITION, type.isPresent() ? "inline" : "attachment; filename=\"" + name + "\"");
        exchange.getResponseSender().send(ByteBuffer.wrap(bytes.get()));
    }

    private static Optional<byte[]> read(AccountView account, String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        for (String folder : FOLDERS) {
            Path file = account.dataDir().resolve(folder).resolve(name);
            try {
                if (Files.isRegularFile(file) && Files.size(file) <= LARGEST) {
                    return Optional.of(Files.readAllBytes(file));
                }
            } catch (IOException goneOrNotOurs) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** By the first bytes; no SVG, which can act. */
    static Optional<String> type(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, 16), StandardCharsets.ISO_8859_1);
        if (head.startsWith("\u0089PNG\r\n")) {
            return Optional.of("image/png");
        } else if (head.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of("image/jpeg");
        } else if (head.startsWith("GIF8")) {
            return Optional.of("image/gif");
        } else if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
            return Optional.of("image/webp");
        } else if (head.startsWith("BM")) {
            return Optional.of("image/bmp");
        } else if (head.startsWith("RIFF") && head.startsWith("WAVE", 8)) {
            return Optional.of("audio/wav");
        } else if (head.startsWith("ID3") || head.startsWith("\u00ff\u00fb")) {
            return Optional.of("audio/mpeg");
        } else if (head.startsWith("OggS")) {
            return Optional.of("audio/ogg");
        } else if (head.startsWith("ftyp", 4)) {
            return Optional.of("video/mp4");
        } else if (head.startsWith("\u001a\u0045\u00df\u00a3")) {
            return Optional.of("video/webm");
        }
        return Optional.empty();
    }
}
