/**
 * The contract every transport passes, over real connections: implement {@link
 * io.github.onekyu.testkit.contract.TransportContract} in a test class and every chapter runs against your transport.
 */
@NullMarked
package io.github.onekyu.testkit.contract;

import org.jspecify.annotations.NullMarked;
