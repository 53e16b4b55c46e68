package io.github.onekyu.testkit.conformance;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes the table as Markdown: a summary, then one table for each chapter. */
final class ConformanceTable {
    private ConformanceTable() {}

    static String of(Conformance conformance) {
        StringBuilder out = new StringBuilder("""
                # Conformance

                Which test checks which rule of the wire contract. Generated from the `@Tag`s of the tests; do not edit, run

                ```
                %s
                ```

                after a build (`mvn -DskipTests package`). A check in `distribution` fails if this file is out of date, if a rule
                that can be seen from outside has no test, or if a tag names no rule. The lists of rules are in [rules/](rules/). Tests of the transport contract name the classes that run them in brackets.

                """.formatted(Conformance.COMMAND));
        out.append("| Chapter | Rules | Tested | Without a test | Not observable |\n| --- | --- | --- | --- | --- |\n");
        Rule.CHAPTERS.forEach(chapter -> summary(out, conformance, chapter));
        out.append('\n').append(conformance.taggedTests()).append(" tests carry at least one rule.\n");
        Rule.CHAPTERS.forEach(chapter -> chapter(out, conformance, chapter));
        return out.toString();
    }

    private static void summary(StringBuilder out, Conformance conformance, String chapter) {
        List<Rule> rules = conformance.rules(chapter);
        long tested = rules.stream()
                .filter(rule -> !conformance.testsOf(rule.id()).isEmpty())
                .count();
        int untested = conformance.untested(chapter).size();
        out.append("| [%s](#%s) | %d | %d | %d | %d |\n"
                .formatted(chapter, chapter, rules.size(), tested, untested, rules.size() - tested - untested));
    }

    private static void chapter(StringBuilder out, Conformance conformance, String chapter) {
        out.append("\n## ")
                .append(chapter)
                .append("\n\n| Rule | Section | Subject | Tests |\n| --- | --- | --- | --- |\n");
        for (Rule rule : conformance.rules(chapter)) {
            out.append("| ")
                    .append(rule.id().replace("_", "\\_"))
                    .append(" | ")
                    .append(rule.section())
                    .append(" | ")
                    .append(rule.subject().replace("_", "\\_"))
                    .append(" | ")
                    .append(tests(rule, conformance.testsOf(rule.id())))
                    .append(" |\n");
        }
    }

    private static String tests(Rule rule, List<TaggedTest> tests) {
        if (tests.isEmpty()) {
            return rule.observable() ? "**no test**" : "not observable from outside";
        }
        Map<String, List<String>> byType = tests.stream()
                .collect(Collectors.groupingBy(
                        ConformanceTable::title,
                        TreeMap::new,
                        Collectors.mapping(TaggedTest::method, Collectors.toList())));
        return byType.entrySet().stream()
                .map(type -> type.getKey() + ": "
                        + type.getValue().stream().distinct().collect(Collectors.joining(", ")))
                .collect(Collectors.joining("<br>"));
    }

    private static String title(TaggedTest test) {
        String runners = test.runners().isEmpty() ? "" : " (" + String.join(", ", test.runners()) + ")";
        return "`" + test.module() + "` " + test.type() + runners;
    }
}
