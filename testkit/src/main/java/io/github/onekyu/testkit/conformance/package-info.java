/**
 * Which test checks which rule of the wire contract: reads the rules from {@code docs/rules}, the tests' {@code @Tag}s
 * from their sources, and writes {@code docs/conformance.md}.
 */
@NullMarked
package io.github.onekyu.testkit.conformance;

import org.jspecify.annotations.NullMarked;
