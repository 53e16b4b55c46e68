package io.github.onekyu.testkit.conformance;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A test that is really run, and the rules it says it checks.
 *
 * @param type where it is declared
 * @param runners for a test of a contract: the classes that run it; else empty
 */
public record TaggedTest(String module, String type, String method, Set<String> tags, List<String> runners)
        implements Comparable<TaggedTest> {
    private static final Comparator<TaggedTest> ORDER = Comparator.comparing(TaggedTest::module)
            .thenComparing(TaggedTest::type)
            .thenComparing(TaggedTest::method);

    @Override
    public int compareTo(TaggedTest other) {
        return ORDER.compare(this, other);
    }
}
