package io.github.onekyu.testkit.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The rules of the wire contract and the tests that check them. {@link #main} writes the table anew:
 *
 * <pre>{@code java -cp testkit/target/classes io.github.onekyu.testkit.conformance.Conformance}</pre>
 */
public final class Conformance {
    /** How the table is written anew, from the root of the repository. */
    public static final String COMMAND =
            "java -cp testkit/target/classes io.github.onekyu.testkit.conformance.Conformance";

    private static final Path RULES = Path.of("docs", "rules");
    private static final Path TABLE = Path.of("docs", "conformance.md");
    /** Tags of this shape are meant as rules; others, such as {@code slow}, are nobody's business here. */
    private static final Pattern RULE_ID = Pattern.compile("[A-Z]+-.+");

    private final Path root;
    private final List<Rule> rules = new ArrayList<>();
    private final Map<String, List<TaggedTest>> byTag = new TreeMap<>();

    private Conformance(Path root) {
        this.root = root;
        Rule.CHAPTERS.forEach(chapter -> rules.addAll(Rule.read(root.resolve(RULES), chapter)));
        for (TaggedTest test : TestScan.of(root)) {
            test.tags()
                    .forEach(tag ->
                            byTag.computeIfAbsent(tag, t -> new ArrayList<>()).add(test));
        }
    }

    /** Reads rules and tests of the repository in which this directory lies. */
    public static Conformance of(Path directory) {
        for (Path root = directory.toAbsolutePath(); root != null; root = root.getParent()) {
            if (Files.isDirectory(root.resolve(RULES))) {
                return new Conformance(root);
            }
        }
        throw new IllegalStateException("neither " + directory.toAbsolutePath() + " nor a directory above it has "
                + RULES + "; start in the repository");
    }

    /** Writes {@code docs/conformance.md} and says what is missing. */
    public static void main(String[] arguments) {
        Conformance conformance = of(Path.of(arguments.length == 0 ? "" : arguments[0]));
        conformance.write();
        List<String> missing = conformance.untested();
        System.out.println("docs/conformance.md written; rules without a test: "
                + (missing.isEmpty() ? "none" : String.join(" ", missing)));
        conformance.strayTags().forEach(stray -> System.out.println("no such rule: " + stray));
    }

    public List<Rule> rules() {
        return List.copyOf(rules);
    }

    /** The tests that say they check this rule. */
    public List<TaggedTest> testsOf(String rule) {
        return List.copyOf(byTag.getOrDefault(rule, List.of()));
    }

    /** The rules of all chapters that can be seen from outside and have no test. */
    public List<String> untested() {
        return Rule.CHAPTERS.stream()
                .flatMap(chapter -> untested(chapter).stream())
                .toList();
    }

    /** The rules of a chapter that can be seen from outside and have no test. */
    public List<String> untested(String chapter) {
        return rules.stream()
                .filter(rule -> rule.chapter().equals(chapter) && rule.observable())
                .map(Rule::id)
                .filter(id -> testsOf(id).isEmpty())
                .toList();
    }

    /** Tags that look like rules but are none, with the tests that carry them. */
    public List<String> strayTags() {
        var known = rules.stream().map(Rule::id).collect(Collectors.toSet());
        return byTag.keySet().stream()
                .filter(tag -> RULE_ID.matcher(tag).matches() && !known.contains(tag))
                .map(tag -> tag + " at "
                        + testsOf(tag).stream()
                                .map(test -> test.type() + "#" + test.method())
                                .collect(Collectors.joining(", ")))
                .toList();
    }

    /** Whether {@code docs/conformance.md} is what {@link #write} would write. */
    public boolean isUpToDate() {
        try {
            Path table = root.resolve(TABLE);
            return Files.exists(table)
                    && Files.readString(table).replace("\r\n", "\n").equals(table());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void write() {
        try {
            Files.writeString(root.resolve(TABLE), table());
        } catch (IOException e) {
            throw new UncheckedIOException("the table cannot be written", e);
        }
    }

    /** The whole table as Markdown; the same for the same sources. */
    public String table() {
        return ConformanceTable.of(this);
    }

    /** The chapters that have rules. */
    List<Rule> rules(String chapter) {
        return rules.stream().filter(rule -> rule.chapter().equals(chapter)).toList();
    }

    /** How many tests carry at least one tag. */
    long taggedTests() {
        return byTag.values().stream()
                .flatMap(List::stream)
                .collect(Collectors.toCollection(TreeSet::new))
                .size();
    }
}
