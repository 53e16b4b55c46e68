package io.github.onekyu.core.config;

import static io.github.onekyu.core.generated.Cases.same;

import io.github.onekyu.core.error.ConfigException;
import io.github.onekyu.core.generated.Cases;
import io.github.onekyu.core.generated.Gen;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** INI files written with all the freedom CFG-06 leaves, read back; and such with one mistake, refused at its line. */
class GeneratedIniTest {
    /** Each test of real files writes one, which costs more than all the rest of a case. */
    private static final int FILES = 1_000;

    private static final Pattern BLANK_THEN_COMMENT = Pattern.compile("[ \t][#;]");
    private static final Pattern LINE = Pattern.compile("line ([0-9]+), column [0-9]+: .*", Pattern.DOTALL);

    private static final String[] PARTS = {
        "a",
        "b",
        "Z",
        "1",
        "#",
        ";",
        "[",
        "]",
        "\"",
        "'",
        "\\",
        "=",
        " ",
        " ",
        "\t",
        "你",
        "😀",
        "%",
        "${x}",
        "\\n",
        "http://h/#frag",
        ":",
        "/",
        "!",
        "general"
    };

    @TempDir
    Path home;

    /** A file, what is in it, and where its one mistake is, 0 if there is none. */
    private record Ini(String text, Map<String, Map<String, String>> sections, int wrongLine) {}

    @Test
    @Tag("CFG-06")
    void everyFileIsReadAsItWasMeantOrRefusedAtTheLineThatIsWrong() {
        Cases.check(6, gen -> {
                    Ini ini = ini(gen, !gen.oneIn(4), List.of());
                    try {
                        same(ini.sections, plain(IniReader.read(ini.text)), ini.text);
                        same(0, ini.wrongLine, ini.text);
                    } catch (IniSyntaxException e) {
                        same(ini.wrongLine, line(e), ini.text);
                    }
                    gen.note(ini.wrongLine > 0 ? "wrong" : "right");
                    gen.note(ini.sections.size() > 2 ? "sections" : "few");
                    gen.note(ini.text.contains(" #") || ini.text.contains("\t;") ? "comments" : "no comments");
                })
                .atLeast(60, "right")
                .atLeast(15, "wrong")
                .atLeast(20, "sections")
                .atLeast(30, "comments");
    }

    @Test
    @Tag("CFG-02")
    @Tag("CFG-06")
    @Tag("CFG-07")
    @Tag("CFG-08")
    void everyFileOnDiskIsTheConfigurationItSays() {
        Path file = home.resolve("config.ini");
        Cases.check(7, FILES, gen -> {
                    Ini ini = ini(gen, !gen.oneIn(6), List.of("general", "10001000", "20002000"));
                    boolean mark = gen.either();
                    byte[] bytes = ((mark ? "\ufeff" : "") + ini.text).getBytes(StandardCharsets.UTF_8);
                    Files.write(file, bytes);
                    Map<String, String> expected = new LinkedHashMap<>(ini.sections.getOrDefault("general", Map.of()));
                    expected.putAll(ini.sections.getOrDefault("10001000", Map.of()));
                    try {
                        Config config = new ConfigLoader(home, Map.of(), Map.of("self_id", "10001000"), key -> true)
                                .load()
                                .config();
                        expected.forEach((key, value) ->
                                same(value, config.text(key).orElse(""), key + " in " + ini.text)); // CFG-14
                        same(0, ini.wrongLine, ini.text);
                    } catch (ConfigException e) {
                        same(true, ini.wrongLine > 0, ini.text + "\n" + e.getMessage());
                        String place = "line " + ini.wrongLine + ", column ";
                        same(true, String.valueOf(e.getMessage()).contains(place), ini.text + "\n" + e.getMessage());
                        same(true, Arrays.equals(bytes, Files.readAllBytes(file)), ini.text);
                    }
                    gen.note(mark ? "mark" : "no mark");
                    gen.note(expected.size() > 1 ? "settings" : "few");
                })
                .atLeast(30, "mark")
                .atLeast(15, "settings");
    }

    private static int line(IniSyntaxException e) {
        Matcher line = LINE.matcher(String.valueOf(e.getMessage()));
        return line.matches() ? Integer.parseInt(line.group(1)) : -1;
    }

    private static Map<String, Map<String, String>> plain(Map<String, JsonObject> sections) {
        Map<String, Map<String, String>> plain = new LinkedHashMap<>();
        sections.forEach((name, section) -> {
            Map<String, String> values = new LinkedHashMap<>();
            section.members().forEach((key, value) -> values.put(key, ((JsonString) value).value()));
            plain.put(name, values);
        });
        return plain;
    }

    private static Ini ini(Gen gen, boolean right, List<String> names) {
        List<String> lines = new ArrayList<>();
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        Map<String, String> current = new LinkedHashMap<>();
        sections.put(IniReader.BEFORE_SECTIONS, current);
        int total = gen.below(14);
        int wrongAt = right ? -1 : gen.below(total + 1);
        for (int i = 0; i < total; i++) {
            if (i == wrongAt) {
                return text(gen, lines, wrong(gen, sections, current), sections);
            }
            switch (gen.below(8)) {
                case 0 -> lines.add(blanks(gen));
                case 1 -> lines.add(blanks(gen) + gen.of("#", ";") + gen.join(5, PARTS));
                case 2, 3 -> {
                    String name = names.isEmpty() ? name(gen) : gen.of(names.toArray(new String[0]));
                    if (!sections.containsKey(name)) {
                        lines.add(blanks(gen) + "[" + blanks(gen) + name + blanks(gen) + "]" + end(gen));
                        current = new LinkedHashMap<>();
                        sections.put(name, current);
                    }
                }
                default -> {
                    String key = key(gen);
                    if (!current.containsKey(key)) {
                        lines.add(entry(gen, key, current));
                    }
                }
            }
        }
        return right ? text(gen, lines, "", sections) : text(gen, lines, wrong(gen, sections, current), sections);
    }

    /** Lines with any of the two ends, the wrong one last or followed by blank ones. */
    private static Ini text(Gen gen, List<String> lines, String wrong, Map<String, Map<String, String>> sections) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            text.append(line).append(gen.either() ? "\r\n" : "\n");
        }
        if (!wrong.isEmpty()) {
            text.append(wrong).append(gen.join(2, "\n", "\r\n", "# x\n"));
        } else if (gen.either() && text.length() > 0) {
            text.setLength(text.charAt(text.length() - 1) == '\n' ? text.length() - 1 : text.length());
        }
        return new Ini(text.toString(), sections, wrong.isEmpty() ? 0 : lines.size() + 1);
    }

    private static String entry(Gen gen, String key, Map<String, String> current) {
        String value = gen.join(6, PARTS).strip();
        if (BLANK_THEN_COMMENT.matcher(value).find()) {
            value = value.replace("#", "+").replace(";", "+");
        }
        boolean looksLikeComment = value.startsWith("#") || value.startsWith(";");
        current.put(key, value);
        return blanks(gen) + key + blanks(gen) + "=" + (looksLikeComment ? "" : blanks(gen)) + value + end(gen);
    }

    /** What cannot be read: no {@code =}, no key, no name, no {@code ]}, text behind it, or something twice. */
    private static String wrong(Gen gen, Map<String, Map<String, String>> sections, Map<String, String> current) {
        List<String> keys = List.copyOf(current.keySet());
        List<String> names =
                sections.keySet().stream().filter(name -> !name.isEmpty()).toList();
        return blanks(gen)
                + gen.by(
                        () -> key(gen).replace("=", ""),
                        () -> "=" + gen.join(3, "a", "=", "b"),
                        () -> "[" + blanks(gen) + "]",
                        () -> "[" + gen.word(1, 4, "abc = "),
                        () -> "[x]" + blanks(gen) + gen.of("y", "[y]", "]", "=", "k=v"),
                        () -> "[x]" + gen.of("#c", ";c"),
                        () -> keys.isEmpty() ? "port 5700" : gen.of(keys.toArray(new String[0])) + " = 2",
                        () -> names.isEmpty() ? "[" : "[" + gen.of(names.toArray(new String[0])) + "]")
                + end(gen);
    }

    private static String blanks(Gen gen) {
        return gen.oneIn(3) ? gen.join(2, " ", "\t", "  ") : gen.of("", "", " ");
    }

    /** Nothing, blanks, or white space and a comment. */
    private static String end(Gen gen) {
        return gen.oneIn(4) ? gen.of(" ", "\t") + gen.of("#", ";") + gen.join(4, PARTS) : blanks(gen);
    }

    private static String key(Gen gen) {
        return gen.oneIn(4)
                ? gen.of("a b", "Port", "你好", "a[b]", "x#y", "x;", "k.v", "\"q\"", "long_polling.enable")
                : gen.of("k1", "k2", "k3", "k4", "K1", "key") + gen.word(0, 1, "ab");
    }

    private static String name(Gen gen) {
        return gen.of("general", "10001000", "20002000", "General", "a b", "x=y", "你", "[", "a;b", "x#", "\"s\"");
    }
}
