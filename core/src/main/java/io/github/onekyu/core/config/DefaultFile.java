package io.github.onekyu.core.config;

import io.github.onekyu.core.error.ConfigException;
import io.github.onekyu.core.error.ConfigProblem;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The file with the defaults that an account without one gets (CFG-09, CFG-10). */
final class DefaultFile {
    private static final String NOT_WRITTEN = "OKY-1006";

    /** What the historic generator wrote, in its order. */
    private static final List<String> KEYS = List.of(
            "host",
            "port",
            "use_http",
            "ws_host",
            "ws_port",
            "use_ws",
            "ws_reverse_url",
            "ws_reverse_api_url",
            "ws_reverse_event_url",
            "ws_reverse_reconnect_interval",
            "ws_reverse_reconnect_on_code_1000",
            "ws_reverse_use_universal_client",
            "use_ws_reverse",
            "post_url",
            "access_token",
            "secret",
            "post_message_format",
            "serve_data_files",
            "log_level");

    private DefaultFile() {}

    /** The defaults with these values instead, all with their JSON types. Values that a key cannot have are left out. */
    static JsonObject content(JsonObject given) {
        JsonObject.Builder content = JsonObject.builder();
        for (String name : KEYS) {
            content.put(name, ConfigKeys.find(name).orElseThrow().defaultValue());
        }
        for (ConfigKey key : ConfigKeys.all()) {
            given.string(key.name())
                    .flatMap(text -> key.typed(new JsonString(text)))
                    .ifPresent(value -> content.put(key.name(), value));
        }
        return content.build();
    }

    /**
     * Writes the file as a whole or not at all; never over an existing one.
     *
     * @throws ConfigException if it cannot be written
     */
    static void write(Path file, JsonObject content) {
        String text = content.members().entrySet().stream()
                .map(m -> "    " + new JsonString(m.getKey()) + ": " + Json.write(m.getValue()))
                .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
        try {
            Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
            // A new temporary file is readable by its owner only, as a file that may get a token should be.
            Path whole = Files.createTempFile(folder, "." + file.getFileName(), ".tmp");
            try {
                Files.write(whole, text.getBytes(StandardCharsets.UTF_8));
                Files.move(whole, file);
            } finally {
                Files.deleteIfExists(whole);
            }
        } catch (IOException e) {
            throw new ConfigException(List.of(new ConfigProblem(
                    NOT_WRITTEN,
                    file.toString(),
                    "the file with the defaults cannot be written (" + e + ")",
                    "make the folder writable, or write a configuration file yourself")));
        }
    }
}
