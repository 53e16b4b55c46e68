package io.github.onekyu.testkit.conformance;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The annotations in front of one declaration. */
final class Annotations {
    private static final Set<String> TESTS =
            Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "TestTemplate");

    private final Set<String> names = new HashSet<>();
    private final Set<String> tags = new LinkedHashSet<>();
    private final Set<String> needs = new HashSet<>();

    void add(String name, List<Token> arguments) {
        names.add(name);
        if (name.equals("Tag") || name.equals("Tags")) {
            arguments.stream()
                    .filter(token -> token.kind() == Token.Kind.STRING)
                    .forEach(token -> tags.add(token.text()));
        }
        if (name.equals("Needs")) {
            arguments.stream()
                    .filter(Token::isWord)
                    .filter(token -> !token.is("Capability"))
                    .forEach(token -> needs.add(token.text()));
        }
    }

    boolean isTest() {
        return names.stream().anyMatch(TESTS::contains) && !isDisabled();
    }

    boolean isDisabled() {
        return names.contains("Disabled");
    }

    Set<String> tags() {
        return tags;
    }

    Set<String> needs() {
        return needs;
    }
}
