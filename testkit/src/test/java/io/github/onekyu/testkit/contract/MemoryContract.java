package io.github.onekyu.testkit.contract;

import static io.github.onekyu.testkit.contract.Capability.ACTIONS;
import static io.github.onekyu.testkit.contract.Capability.AUTH;
import static io.github.onekyu.testkit.contract.Capability.ECHO;
import static io.github.onekyu.testkit.contract.Capability.EVENTS;
import static io.github.onekyu.testkit.contract.Capability.GREETS;
import static io.github.onekyu.testkit.contract.Capability.LISTENS;
import static io.github.onekyu.testkit.contract.Capability.MANY_PEERS;

import java.util.EnumSet;
import java.util.Set;

/** The contract over memory, with or without a fault. */
interface MemoryContract extends TransportContract {
    default Fault fault() {
        return Fault.NONE;
    }

    @Override
    default TransportFixture fixture() {
        return new MemoryFixture(fault());
    }

    @Override
    default Set<Capability> capabilities() {
        return EnumSet.of(ACTIONS, ECHO, EVENTS, GREETS, MANY_PEERS, LISTENS, AUTH);
    }
}
