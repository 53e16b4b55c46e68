package io.github.onekyu.core.observe;

/**
 * One connection as it is now; for reports, one target.
 *
 * @param id unique in the process
 * @param peer the other end for people to read; never a secret
 * @param role {@code api}, {@code event}, {@code universal}, {@code http} or {@code report}
 * @param since when it was opened, milliseconds since 1970
 * @param behindMillis see {@link Traffic#behindMillis}
 */
public record ConnectionState(
        long id,
        String peer,
        String role,
        long since,
        long queued,
        long queuedBytes,
        long behindMillis,
        long sent,
        long received,
        long dropped) {}
