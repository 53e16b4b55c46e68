/** What the product is started with in addition: the sandbox, made able to raise many events quickly. */
@NullMarked
package io.github.onekyu.benchmarks.backend;

import org.jspecify.annotations.NullMarked;
