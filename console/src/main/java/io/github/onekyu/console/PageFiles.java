package io.github.onekyu.console;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.ETag;
import io.undertow.util.ETagUtils;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** The files of the page, which are resources of this module: read once, packed once. */
final class PageFiles {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-]+(\\.[a-zA-Z0-9-]+)*\\.(html|css|js|svg|txt)");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=UTF-8",
            "css", "text/css; charset=UTF-8",
            "js", "text/javascript; charset=UTF-8",
            "svg", "image/svg+xml",
            "txt", "text/plain; charset=UTF-8");

    private final Map<String, Optional<PageFile>> files = new ConcurrentHashMap<>();

    private record PageFile(String type, byte[] bytes, byte[] packed, ETag tag) {}

    /** Answers with the file; false if there is none of this name. On the IO thread. */
    boolean send(HttpServerExchange exchange, String name) {
        if (!NAME.matcher(name).matches()) {
            return false;
        }
        Optional<PageFile> file = files.computeIfAbsent(name, PageFiles::read);
        file.ifPresent(found -> send(exchange, found));
        return file.isPresent();
    }

    private static void send(HttpServerExchange exchange, PageFile file) {
        var headers = exchange.getResponseHeaders();
        headers.put(Headers.CACHE_CONTROL, "no-cache");
        headers.put(Headers.ETAG, file.tag().toString());
        headers.put(Headers.VARY, "Accept-Encoding");
        if (!ETagUtils.handleIfNoneMatch(exchange, file.tag(), true)) {
            exchange.setStatusCode(StatusCodes.NOT_MODIFIED).endExchange();
            return;
        }
        String accepted = exchange.getRequestHeaders().getFirst(Headers.ACCEPT_ENCODING);
        boolean packed = accepted != null && accepted.matches("(?i).*\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$)).*");
        byte[] body = packed ? file.packed() : file.bytes();
        headers.put(Headers.CONTENT_TYPE, file.type());
        if (packed) {
            headers.put(Headers.CONTENT_ENCODING, "gzip");
        }
        exchange.setResponseContentLength(body.length);
        if (exchange.getRequestMethod().equals(Methods.HEAD)) {
            exchange.endExchange();
        } else {
            exchange.getResponseSender().send(ByteBuffer.wrap(body));
        }
    }

    private static Optional<PageFile> read(String name) {
        try (InputStream in = PageFiles.class.getResourceAsStream("page/" + name)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] bytes = in.readAllBytes();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(bytes);
            }
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Optional.of(new PageFile(
                    TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "text/plain"),
                    bytes,
                    packed.toByteArray(),
                    new ETag(false, HexFormat.of().formatHex(digest, 0, 8))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
