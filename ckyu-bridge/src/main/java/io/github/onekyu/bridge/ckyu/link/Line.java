package io.github.onekyu.bridge.ckyu.link;

/**
 * One open way for calls, normally one socket. Compared by identity: what an old one still says or does touches nothing
 * of the newer (LNK-14). Thread-safe; nothing blocks.
 */
interface Line {
    /**
     * Queues a call behind those before it.
     *
     * @return false if the line has ended or its queue is full; then nothing was sent
     */
    boolean send(Call call);

    /** Asks the other end for any byte at all. */
    void ping();

    /** The {@link System#nanoTime} of the last byte that came. */
    long heardAt();

    /** Ends the line at once; the upstream tells {@link Link#lost} and goes on from there. Only the first loss counts. */
    void end(Loss loss);
}
