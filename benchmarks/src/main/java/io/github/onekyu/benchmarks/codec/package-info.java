/** JMH benchmarks of what every call and event passes: JSON, CQ codes, envelopes, filter. {@code benchmarks/codec} runs them. */
@NullMarked
package io.github.onekyu.benchmarks.codec;

import org.jspecify.annotations.NullMarked;
