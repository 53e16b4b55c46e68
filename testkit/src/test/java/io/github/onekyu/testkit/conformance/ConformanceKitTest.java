package io.github.onekyu.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check on a small repository of its own. */
class ConformanceKitTest {
    @TempDir
    Path root;

    @BeforeEach
    void twoRules() throws IOException {
        for (String chapter : Rule.CHAPTERS) {
            write("docs/rules/" + chapter + ".csv", "id,section,observable,subject\n");
        }
        write(
                "docs/rules/communication.csv",
                "id,section,observable,subject\nR-01,1,yes,doors\nR-02,1,yes,windows\nR-03,2,no,air\n");
        write("testkit/src/main/java/Chapter.java", """
                interface Chapter { @Test @Needs(ECHO) @Tag("R-02") default void windowsOpen() {} }
                """);
        write("testkit/src/main/java/Contract.java", "interface Contract extends Chapter {}");
        write("testkit/src/test/java/MemoryTest.java", "class MemoryTest implements Contract { Object o = ECHO; }");
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void rulesWithoutATestAreFound() {
        assertThat(Conformance.of(root).untested("communication")).containsExactly("R-01", "R-02");
    }

    @Test
    void aTaggedTestCoversItsRule() throws IOException {
        write("core/src/test/java/DoorTest.java", "class DoorTest { @Test @Tag(\"R-01\") void doorsOpen() {} }");

        Conformance conformance = Conformance.of(root);

        assertThat(conformance.untested("communication")).containsExactly("R-02");
        assertThat(conformance.table())
                .contains("| R-01 | 1 | doors | `core` DoorTest: doorsOpen |")
                .contains("| R-02 | 1 | windows | **no test** |")
                .contains("| R-03 | 2 | air | not observable from outside |")
                .contains("| [communication](#communication) | 3 | 1 | 1 | 1 |");
    }

    @Test
    void aContractCountsOnlyWhereATransportRunsItWithTheCapability() throws IOException {
        write("http/src/test/java/HttpTest.java", "class HttpTest implements Contract { Object o = ACTIONS; }");
        assertThat(Conformance.of(root).testsOf("R-02")).isEmpty();

        write("ws/src/test/java/WsTest.java", "class WsTest implements Contract { Object o = Capability.ECHO; }");
        assertThat(Conformance.of(root).table())
                .contains("| R-02 | 1 | windows | `testkit` Chapter (WsTest): windowsOpen |");
    }

    @Test
    void aTagThatNamesNoRuleIsFound() throws IOException {
        write("core/src/test/java/ATest.java", "class ATest { @Test @Tag(\"R-99\") @Tag(\"slow\") void a() {} }");

        assertThat(Conformance.of(root).strayTags()).containsExactly("R-99 at ATest#a");
    }

    @Test
    void theTableGoesOutOfDateWithTheTests() throws IOException {
        assertThat(Conformance.of(root).isUpToDate()).isFalse();
        Conformance.main(new String[] {root.toString()});
        assertThat(Conformance.of(root).isUpToDate()).isTrue();

        write("core/src/test/java/DoorTest.java", "class DoorTest { @Test @Tag(\"R-01\") void doorsOpen() {} }");

        assertThat(Conformance.of(root).isUpToDate()).isFalse();
    }

    @Test
    void theRootIsFoundFromAModule() throws IOException {
        Path module = Files.createDirectories(root.resolve("distribution/target"));

        assertThat(Conformance.of(module).rules()).extracting(Rule::id).containsExactly("R-01", "R-02", "R-03");
    }

    @Test
    void aBrokenListOfRulesSaysWhere() throws IOException {
        write("docs/rules/config.csv", "id,section,observable,subject\nC-01,1,perhaps,x\n");

        assertThatThrownBy(() -> Conformance.of(root))
                .hasMessageContaining("config.csv")
                .hasMessageContaining("C-01");
    }
}
