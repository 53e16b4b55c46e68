package io.github.onekyu.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SourceReaderTest {
    /** Rule IDs by the name of the method, of all types. */
    private static Map<String, Set<String>> tags(String source) {
        return SourceReader.read("m", source).stream()
                .flatMap(type -> type.methods().stream())
                .collect(Collectors.toMap(TestType.TestMethod::name, TestType.TestMethod::tags));
    }

    @Test
    void tagsOfMethodsAndClassesAreFound() {
        assertThat(tags("""
                        @Tag("R-1")
                        final class ATest<T extends Comparable<T>> extends Base<Map<String, T>> {
                            private final Map<String, Runnable> field = Map.of("a", () -> { call("@Tag"); });
                            static { int x = 1; }
                            ATest() { this.x = 1; }
                            @Test
                            @Tag("R-2") @org.junit.jupiter.api.Tag("R-3")
                            void first() throws Exception { if (a < b) { @SuppressWarnings("x") int c; } }
                            @ParameterizedTest(name = "{0} {")
                            @ValueSource(strings = {"}", "\\"", "x"})
                            @Tags({@Tag("R-4"), @Tag("R-5")})
                            <X> void second(@ConvertWith(C.class) String s, int i) {}
                            void helper() {}
                        }
                        """))
                .containsOnly(
                        Map.entry("first", Set.of("R-1", "R-2", "R-3")),
                        Map.entry("second", Set.of("R-1", "R-4", "R-5")));
    }

    @Test
    void nestedTypesInheritTags() {
        assertThat(tags("""
                        @Tag("R-1") class ATest {
                            record Case(String in, @Nullable String out) { Case { check(); } }
                            enum E { ONE("a") { void f() {} }, TWO; final int x = 2; }
                            @Nested @Tag("R-2") class Inner { @Test void test() {} }
                            @Test void last() {}
                        }
                        """)).containsOnly(Map.entry("test", Set.of("R-1", "R-2")), Map.entry("last", Set.of("R-1")));
    }

    @Test
    void commentsStringsAndDisabledTestsDoNotCount() {
        assertThat(tags("""
                        class ATest {
                            // @Test @Tag("R-1") void commented() {}
                            /* @Test @Tag("R-1") void commentedToo() {} */
                            String text = "@Test @Tag(\\"R-1\\") void quoted() {}";
                            String block = \"""
                                @Test void inBlock() {} " \\\"""
                                \""";
                            char brace = '{';
                            char quote = '\\'';
                            @Disabled @Test @Tag("R-2") void off() {}
                            @Test @Tag("R-3") void on() {}
                        }
                        """)).containsOnly(Map.entry("on", Set.of("R-3")));
        assertThat(tags("@Disabled(\"later\") class ATest { @Test @Tag(\"R-1\") void off() {} }"))
                .isEmpty();
    }

    @Test
    void supertypesAndNeedsAreFound() {
        List<TestType> types = SourceReader.read("m", """
                public interface C extends a.b.Basics, Other<String> {
                    @Test @Needs({ECHO, Capability.FRAMES}) default void one() { }
                    Set<String> abstractOne();
                }
                abstract class Half implements C {}
                class Whole extends Half implements C, D { int[] a = {1, 2}; }
                """);

        assertThat(types).extracting(TestType::name).containsExactly("C", "Half", "Whole");
        assertThat(types).extracting(TestType::concrete).containsExactly(false, false, true);
        assertThat(types.get(0).supertypes()).containsExactlyInAnyOrder("Basics", "Other");
        assertThat(types.get(0).methods().get(0).needs()).containsExactlyInAnyOrder("ECHO", "FRAMES");
        assertThat(types.get(2).supertypes()).containsExactlyInAnyOrder("Half", "C", "D");
    }
}
