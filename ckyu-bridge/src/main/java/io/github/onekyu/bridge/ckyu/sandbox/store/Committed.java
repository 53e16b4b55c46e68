package io.github.onekyu.bridge.ckyu.sandbox.store;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The result of a change that is on disk.
 *
 * @param eventIds completes with the numbers of its events, in order, once all have been handed to delivery
 */
public record Committed<T>(T value, CompletionStage<List<Long>> eventIds) {}
