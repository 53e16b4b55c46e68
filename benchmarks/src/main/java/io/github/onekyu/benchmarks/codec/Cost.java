package io.github.onekyu.benchmarks.codec;

/**
 * What one operation costs.
 *
 * @param error half the width of the 99.9 % confidence interval of the time
 * @param bytes allocated
 */
record Cost(double nanos, double error, double bytes) {}
