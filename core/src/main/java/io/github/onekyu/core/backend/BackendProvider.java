package io.github.onekyu.core.backend;

/** Makes a backend. Stateless, found by ServiceLoader, chosen by the key {@code backend}. */
public interface BackendProvider {
    /** The value of {@code backend} that chooses this one, such as {@code sandbox}. */
    String name();

    /** Reads and checks the configuration; opens and starts nothing. Problems go to {@code context.config().problem}. */
    Backend create(BackendContext context);
}
