package io.github.onekyu.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageResourcesTest {
    private static final int MOST_BYTES = 100 * 1000;
    private static final Pattern ENTRY = Pattern.compile("(?m)^ {2}'([^']+)': '(.*)',$");
    /** A key that is spelled out, also as one of two. */
    private static final Pattern USED = Pattern.compile("'([a-z_]+(?:\\.[a-z_0-9]+)*)'");
    /** Keys that are put together: t(`kind.${…}`) or word('kind', …). */
    private static final Pattern PUT_TOGETHER = Pattern.compile("t\\(`([a-z_.]+)\\.\\$\\{|word\\('([a-z_.]+)',");

    private static final Pattern SPELLED = Pattern.compile("\\bt\\('([^']+)'");
    private static final Pattern IMPORT = Pattern.compile("from '\\./([^']+)'");

    private static Map<String, String> words(String file) {
        Map<String, String> words = new LinkedHashMap<>();
        Matcher entry = ENTRY.matcher(PageFiles.text(file));
        while (entry.find()) {
            assertThat(words.put(entry.group(1), entry.group(2)))
                    .as("%s twice in %s", entry.group(1), file)
                    .isNull();
        }
        return words;
    }

    private static String code() {
        StringBuilder all = new StringBuilder();
        PageFiles.modules().stream()
                .filter(name -> !name.startsWith("words-"))
                .forEach(name -> all.append(PageFiles.text(name)).append('\n'));
        return all.toString();
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
        }
        return found;
    }

    static Iterable<String> modules() {
        return PageFiles.modules();
    }

    @Test
    void bothLanguagesHaveTheSameKeysAndPlaceholders() {
        Map<String, String> english = words("words-en.js");
        Map<String, String> chinese = words("words-zh.js");
        assertThat(english).hasSizeGreaterThan(200);
        assertThat(chinese.keySet()).isEqualTo(english.keySet());
        Pattern placeholder = Pattern.compile("\\{(\\w+)}");
        english.forEach((key, text) -> assertThat(found(placeholder, chinese.get(key)))
                .as("placeholders of %s", key)
                .isEqualTo(found(placeholder, text)));
        assertThat(chinese.values()).noneMatch(String::isBlank);
    }

    @Test
    void everyKeyInTheCodeHasWords() {
        assertThat(words("words-en.js").keySet()).containsAll(found(SPELLED, code()));
    }

    @Test
    void noWordsAreLeftThatNobodyUses() {
        String code = code();
        Set<String> spelled = found(USED, code);
        Set<String> prefixes = found(PUT_TOGETHER, code);
        Set<String> unused = new TreeSet<>(words("words-en.js").keySet());
        unused.removeIf(key -> spelled.contains(key)
                || prefixes.stream()
                        .anyMatch(prefix -> key.startsWith(prefix + ".")
                                && (prefix.equals("notice")
                                        || key.indexOf('.', prefix.length() + 1) < 0
                                        || key.matches("(mode|feed)\\.\\w+\\.hint"))));
        assertThat(unused).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void contentCanOnlyBecomeText(String module) {
        assertThat(PageFiles.text(module))
                .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "dangerouslySet")
                .doesNotContainPattern("\\beval\\(|new Function|\\sstyle=\"|javascript:|\\son[a-z]+=\"");
    }

    @Test
    void theDocumentHasNoScriptOrStyleOfItsOwn() {
        assertThat(PageFiles.text("index.html"))
                .doesNotContainPattern("<script(?![^>]*\\ssrc=)")
                .doesNotContainPattern("<style|\\sstyle=|\\son[a-z]+=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "app.css"})
    void nothingComesFromAnotherMachine(String file) {
        assertThat(PageFiles.text(file)).doesNotContainPattern("https?://|@import|url\\((?!\"data:)");
    }

    @ParameterizedTest
    @MethodSource("modules")
    void whatAModuleImportsIsThere(String module) {
        for (String other : found(IMPORT, PageFiles.text(module))) {
            assertThat(PageFiles.has(other)).as("%s imports %s", module, other).isTrue();
        }
    }

    @Test
    void allFilesTogetherAreSmallerThanABudget() throws IOException {
        int sum = 0;
        for (String file : PageFiles.served()) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(PageFiles.bytes(file));
            }
            sum += packed.size();
        }
        assertThat(sum).as("bytes of the page when packed").isBetween(10_000, MOST_BYTES);
    }
}
