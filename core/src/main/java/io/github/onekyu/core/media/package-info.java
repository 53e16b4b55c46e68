/**
 * Media references in messages that are sent: what lies behind a web address, a {@code file:} address or {@code
 * base64://} becomes a file of the data directory, and the host gets its name (message.md §4).
 *
 * <p>Who may send a message may by that make this process request any {@code http} or {@code https} address it can reach,
 * inner networks included, and read any file that its user can read: the protocol has it so. What limits it: the access
 * token in front; {@code allow_file_uri = no}; {@code max_media_size}; nothing but GET, without cookies, credentials or a
 * body; redirects lead to {@code http} and {@code https} only, and never from the latter to the former. The answer to the
 * caller never contains what was fetched.
 */
@NullMarked
package io.github.onekyu.core.media;

import org.jspecify.annotations.NullMarked;
