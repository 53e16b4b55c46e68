package io.github.onekyu.core.config;

import io.github.onekyu.core.error.ConfigProblem;
import io.github.onekyu.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that transports and backends see of the settings. Thread-safe; the values never change: a restart reads a new
 * view (CFG-11).
 *
 * <p>A value of the wrong type or outside the range of its key counts as not set and leaves one warning for each key
 * (CFG-12, CFG-13, CFG-17). Neither warnings nor problems ever contain the value of a secret (CFG-15).
 */
public interface ConfigView {
    /**
     * A text. An empty one counts as not set (CFG-14); numbers and booleans are turned into text (CFG-13). Where a key of
     * {@link ConfigKeys} is not set, its default; a text that must be one of a few words comes in the spelling of the
     * table.
     */
    Optional<String> text(String key);

    /** A switch (CFG-12); {@code fallback} where the key is not set or the value is none. */
    boolean flag(String key, boolean fallback);

    /** An int64 (CFG-13); {@code fallback} where the key is not set or the value is none, or out of the key's range. */
    long integer(String key, long fallback);

    /** A time given in milliseconds, never negative. */
    Duration millis(String key, long fallbackMillis);

    /** A TCP port, 0 to 65535 (CFG-17). */
    int port(String key, int fallback);

    /** Whether somebody gave the key a value, usable or not; the table's default and an empty text do not count. */
    boolean isSet(String key);

    /** Every value as it was written, those of unknown keys too (CFG-05, EXT-04). Contains secrets: not for logs. */
    JsonObject json();

    /**
     * These settings with others on top, and some not set at all: what one endpoint sees. Its problems and warnings are
     * collected here, under {@code name} and the key.
     *
     * @param unset keys whose value here does not count there
     */
    ConfigView overlaid(String name, Set<String> unset, JsonObject values);

    /** The application directory, {@code APP} of the specification; absolute. */
    Path home();

    /** Where data files live: {@code data_dir}, taken from {@link #home()} unless absolute; may not exist yet. */
    Path dataDir();

    /** Says what the operator must edit. Problems are collected and shown together; with any of them the start is refused. */
    void problem(String key, String trouble, String hint);

    /** Says what the operator should know. The first warning of each key counts. */
    void warning(String key, String trouble, String hint);

    /** All problems until now, in the order in which they were found. */
    List<ConfigProblem> problems();

    /** All warnings until now, in the order in which they were found. Whoever starts the account logs them. */
    List<ConfigProblem> warnings();
}
