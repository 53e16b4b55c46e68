package io.github.onekyu.testkit.rfc6455;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The page {@code docs/rfc6455.md}: every case with what each end does. {@link #main} writes it anew; the tests of both
 * ends compare it with what they saw.
 */
public final class CasePage {
    /** How the page is written anew, from the root of the repository. */
    public static final String COMMAND = "java -cp testkit/target/classes io.github.onekyu.testkit.rfc6455.CasePage";

    private static final Path PAGE = Path.of("docs", "rfc6455.md");
    private static final String NOT_FOR_THIS_END = "–";
    private static final String AS_EXPECTED = "✓";
    private static final Map<Integer, String> CHAPTERS = chapters();

    private CasePage() {}

    /** Writes the page of the repository in which this directory, or that of the first argument, lies. */
    public static void main(String[] arguments) throws IOException {
        Path root = root(Path.of(arguments.length == 0 ? "" : arguments[0]));
        Files.writeString(root.resolve(PAGE), text());
    }

    /** The page as it lies in the repository above this directory. */
    public static String read(Path directory) {
        try {
            return Files.readString(root(directory).resolve(PAGE)).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The column of one end, by the cases' IDs and in their order; without those that are not for this end. */
    public static Map<String, String> outcomes(String page, Side side) {
        Map<String, String> outcomes = new LinkedHashMap<>();
        for (String line : page.split("\n")) {
            String[] cells = line.split(" \\| ");
            if (cells.length == 6 && cells[0].matches("\\| \\d+\\.\\d+\\.\\d+")) {
                String cell = cells[side == Side.SERVER ? 4 : 5].replace(" |", "");
                if (!cell.equals(NOT_FOR_THIS_END)) {
                    outcomes.put(cells[0].substring(2), cell.equals(AS_EXPECTED) ? cells[3] : plain(cell));
                }
            }
        }
        return outcomes;
    }

    private static String plain(String cell) {
        return cell.replaceAll(" \\[\\d+]$", "");
    }

    private static Path root(Path directory) {
        for (Path root = directory.toAbsolutePath(); root != null; root = root.getParent()) {
            if (Files.isDirectory(root.resolve("docs").resolve("rules"))) {
                return root;
            }
        }
        throw new IllegalStateException("no repository above " + directory.toAbsolutePath());
    }

    /** The whole page as Markdown; the same for the same cases. */
    public static String text() {
        List<WireCase> cases = Rfc6455.cases();
        List<String> reasons = reasons(cases);
        StringBuilder out = new StringBuilder("""
                # RFC 6455, case by case

                What a peer can do on the wire, right or wrong, and what Onekyu's WebSocket server (`ws`) and reverse client
                (`ws_reverse`) do then. These cases of our own stand in for the Autobahn test suite, which needs Python 2 and
                could not be run here; the numbers of the chapters are Autobahn's where it has such a chapter, those of the
                cases are not. Every case is played on a raw socket by the tests `Rfc6455Test` of `transport-ws` and of
                `transport-ws-reverse`, which fail if a row of this page is not what came back. Generated; do not edit, run

                ```
                %s
                ```

                Our endpoints serve calls and have no plain echo, so an echo is a call of `get_status` whose `echo` is the
                text. What came back is said in these words, in its order: `reply`, the call's reply with its echo;
                `malformed`, the reply to a message that is no call; `pong`, with the ping's payload; `close` with its code;
                `end` of the TCP connection; `open`, where the connection still serves a call afterwards. `x3` is three
                times in a row; a number such as `101` is an HTTP status. Nothing else came: `close 1002, end` is without a
                reply, and where a connection is `open`, nothing else came up to that last reply. Every frame was checked for its mask, its
                reserved bits, the form of its length and its UTF-8. The limit for a message was %d bytes.

                Left out of what Autobahn has: 9's timings, 10 (we send every message as one frame), 12 and 13 (no extension
                is agreed on, so no compression). Text that is not UTF-8 is refused at the latest when its message is
                complete; refusing it earlier is optional.

                In the columns of the ends, %s is the expected outcome and %s a case that is not for this end; any other
                outcome is spelled out, with the number of its reason at the end of the page.

                """.formatted(COMMAND, Rfc6455.LIMIT, AS_EXPECTED, NOT_FOR_THIS_END));
        summary(out, cases);
        CHAPTERS.forEach((number, title) -> chapter(out, number, title, cases, reasons));
        out.append("\n## Deviations\n\n");
        out.append(reasons.isEmpty() ? "None.\n" : "");
        for (int i = 0; i < reasons.size(); i++) {
            out.append(i + 1).append(". ").append(reasons.get(i)).append('\n');
        }
        return out.toString();
    }

    private static List<String> reasons(List<WireCase> cases) {
        return cases.stream()
                .flatMap(one -> one.deviations().values().stream())
                .map(WireCase.Deviation::reason)
                .distinct()
                .toList();
    }

    private static void summary(StringBuilder out, List<WireCase> cases) {
        out.append(
                "| Chapter | Cases | Server | deviating | Client | deviating |\n| --- | --- | --- | --- | --- | --- |\n");
        CHAPTERS.forEach((number, title) -> out.append("| %d %s | %s |\n"
                .formatted(
                        number,
                        title,
                        counts(cases.stream()
                                .filter(one -> one.chapter() == number)
                                .toList()))));
        out.append("| all | ").append(counts(cases)).append(" |\n");
    }

    private static String counts(List<WireCase> cases) {
        return cases.size() + " | " + counts(cases, Side.SERVER) + " | " + counts(cases, Side.CLIENT);
    }

    private static String counts(List<WireCase> cases, Side side) {
        long all = cases.stream().filter(one -> one.sides().contains(side)).count();
        long deviating =
                cases.stream().filter(one -> one.deviations().containsKey(side)).count();
        return all + " | " + deviating;
    }

    private static void chapter(
            StringBuilder out, int number, String title, List<WireCase> cases, List<String> reasons) {
        out.append("\n## ").append(number).append(' ').append(title);
        out.append("\n\n| Case | What the peer does | RFC 6455 | Expected | Server | Client |\n");
        out.append("| --- | --- | --- | --- | --- | --- |\n");
        out.append(cases.stream()
                .filter(one -> one.chapter() == number)
                .map(one -> "| %s | %s | %s | %s | %s | %s |\n"
                        .formatted(
                                one.id(),
                                one.what(),
                                sections(one.section()),
                                one.expected(),
                                cell(one, Side.SERVER, reasons),
                                cell(one, Side.CLIENT, reasons)))
                .collect(Collectors.joining()));
    }

    private static String sections(String sections) {
        return "§" + sections.replace(", ", ", §");
    }

    private static String cell(WireCase one, Side side, List<String> reasons) {
        if (!one.sides().contains(side)) {
            return NOT_FOR_THIS_END;
        }
        WireCase.Deviation deviation = one.deviations().get(side);
        return deviation == null
                ? AS_EXPECTED
                : deviation.outcome() + " [" + (reasons.indexOf(deviation.reason()) + 1) + "]";
    }

    private static Map<Integer, String> chapters() {
        Map<Integer, String> titles = new LinkedHashMap<>();
        titles.put(1, "Framing");
        titles.put(2, "Pings and pongs");
        titles.put(3, "Reserved bits");
        titles.put(4, "Reserved opcodes");
        titles.put(5, "Fragmentation");
        titles.put(6, "UTF-8");
        titles.put(7, "Closing");
        titles.put(8, "Masks and lengths");
        titles.put(9, "Large messages");
        titles.put(11, "Opening handshake");
        return titles;
    }
}
