package io.github.onekyu.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every code that an operator may read is explained, in both languages, and no code is explained that nobody says. */
class MessagesTest {
    private static final Pattern CODE = Pattern.compile("OKY-\\d{4}");
    private static final Path ROOT = Path.of("..");

    @Test
    void theListOfMessagesIsThatOfTheSources() throws IOException {
        Set<String> said = new TreeSet<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            files.filter(MessagesTest::isSource).forEach(file -> said.addAll(codes(file)));
        }
        said.addAll(codes(ROOT.resolve("onekyu")));

        assertThat(codes(ROOT.resolve("docs/messages.md"))).isEqualTo(said);
    }

    @Test
    void everyCodeIsExplainedInBothLanguages() throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve("docs/messages.md")))
                .filteredOn(line -> line.startsWith("| OKY-"))
                .allSatisfy(line -> {
                    String[] cells = line.split("\\|");
                    assertThat(cells).hasSizeGreaterThanOrEqualTo(4);
                    assertThat(cells[2].strip()).as("English of %s", cells[1]).isNotEmpty();
                    assertThat(cells[3]).as("Chinese of %s", cells[1]).containsPattern("\\p{IsHan}");
                });
    }

    private static boolean isSource(Path file) {
        String name = file.toString().replace('\\', '/');
        return name.contains("/src/main/")
                && !name.contains("/target/")
                && name.matches(".*(\\.java|/bin/onekyu(\\.bat)?)");
    }

    private static Set<String> codes(Path file) {
        try {
            Set<String> codes = new TreeSet<>();
            Matcher matcher = CODE.matcher(Files.readString(file));
            while (matcher.find()) {
                codes.add(matcher.group());
            }
            return codes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
