package io.github.onekyu.bridge.ckyu.sandbox.world;

import java.util.Optional;

/** One key of the store gets a new value, or loses its own. */
public record Change(String key, Optional<String> value) {}
