package io.github.onekyu.testkit.contract;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

/** What all chapters of the contract ask of a test class. */
public interface ContractBasics {
    /** A fixture of its own for each test. */
    TransportFixture fixture();

    /** What the transport can do; name the constants here, not elsewhere: {@code docs/conformance.md} looks for them. */
    Set<Capability> capabilities();

    @BeforeEach
    default void skipWithoutTheCapability(TestInfo test) {
        Needs needs =
                test.getTestMethod().map(m -> m.getAnnotation(Needs.class)).orElse(null);
        if (needs == null) {
            return;
        }
        Set<Capability> missing = EnumSet.noneOf(Capability.class);
        missing.addAll(Set.of(needs.value()));
        missing.removeAll(capabilities());
        Assumptions.assumeTrue(missing.isEmpty(), () -> "skipped: this transport has no " + missing);
    }
}
