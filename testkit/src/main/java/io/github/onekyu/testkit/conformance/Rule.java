package io.github.onekyu.testkit.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One rule of the wire contract, as a line of {@code docs/rules/<chapter>.csv} has it.
 *
 * @param chapter the file's name without ending, such as {@code communication}
 * @param section the section within the chapter, such as {@code 3.2}
 * @param observable whether it can be seen from outside, so that a test can check it
 * @param subject what it is about, in a few words
 */
public record Rule(String id, String chapter, String section, boolean observable, String subject) {
    /** The chapters in their order: those of the wire contract, then our own, whose rules are in {@code docs}. */
    public static final List<String> CHAPTERS = List.of(
            "communication",
            "actions",
            "events",
            "message",
            "config",
            "endpoints",
            "link",
            "accounts",
            "mistakes",
            "doctor");

    private static final String HEADER = "id,section,observable,subject";

    /** All rules of a chapter in the order of the file. */
    static List<Rule> read(Path directory, String chapter) {
        Path file = directory.resolve(chapter + ".csv");
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
                throw new IllegalStateException(file + " does not start with " + HEADER);
            }
            return lines.stream()
                    .skip(1)
                    .filter(line -> !line.isBlank())
                    .map(line -> parse(file, chapter, line))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the list of rules cannot be read", e);
        }
    }

    private static Rule parse(Path file, String chapter, String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != 4 || !(cells[2].equals("yes") || cells[2].equals("no"))) {
            throw new IllegalStateException(file + ": expected " + HEADER + " with yes or no, got: " + line);
        }
        return new Rule(cells[0], chapter, cells[1], cells[2].equals("yes"), cells[3]);
    }
}
