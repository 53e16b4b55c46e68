package io.github.onekyu.benchmarks.codec;

/**
 * What one operation costs.
 *
 * @param nanos of CPU time, the median of all iterations
 * @param best the fastest iteration
 * @param bytes allocated
 */
record Cost(double nanos, double best, double bytes) {}
