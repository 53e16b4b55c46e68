/**
 * What tests of transports need: a host that records, an account ready to start, raw clients and servers that share no
 * code with the project, and the contract every transport passes.
 */
@NullMarked
package io.github.onekyu.testkit;

import org.jspecify.annotations.NullMarked;
