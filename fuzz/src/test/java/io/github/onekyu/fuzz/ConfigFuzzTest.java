package io.github.onekyu.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.onekyu.core.config.Config;
import io.github.onekyu.core.config.ConfigKey;
import io.github.onekyu.core.config.ConfigKeys;
import io.github.onekyu.core.config.ConfigLoader;
import io.github.onekyu.core.config.LoadedAccounts;
import io.github.onekyu.core.config.LoadedConfig;
import io.github.onekyu.core.error.ConfigException;
import io.github.onekyu.core.error.ConfigProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * Configuration files (config.md §1): an input that starts with a brace is {@code config.json}, any other {@code
 * config.ini}. Either the file is refused with its place in it (CFG-08), or every setting can be asked for and is what
 * {@link ReferenceConfig} reads; and no message shows a secret (CFG-15).
 */
class ConfigFuzzTest {
    private static final Pattern REFUSAL = Pattern.compile(
            "line \\d+, column \\d+: .*|the file is not valid UTF-8|\".*\" must be an object", Pattern.DOTALL);

    /** Shorter texts may stand in a message by chance. */
    private static final int SECRET_LENGTH = 8;

    private static final String ENDPOINTS = "endpoints";
    private static final Set<String> ADDED = Set.of("self_id", "data_dir");

    private static Path home;

    @BeforeAll
    static void makeHome() throws IOException {
        home = Files.createTempDirectory("onekyu-fuzz-");
    }

    @AfterAll
    static void removeHome() throws IOException {
        Files.deleteIfExists(home.resolve("config.ini"));
        Files.deleteIfExists(home.resolve("config.json"));
        Files.deleteIfExists(home);
    }

    @DictionaryFile(resourcePath = "config.dict")
    @FuzzTest
    void aFileIsRefusedWithItsPlaceOrSaysWhatItSays(byte[] input) throws IOException {
        boolean json = input.length > 0 && input[0] == '{';
        Files.deleteIfExists(home.resolve(json ? "config.ini" : "config.json"));
        Files.write(home.resolve(json ? "config.json" : "config.ini"), input);
        @Nullable String text = text(input);
        Optional<Map<String, Map<String, String>>> expected =
                text == null ? Optional.empty() : json ? ReferenceConfig.json(text) : ReferenceConfig.ini(text);
        LoadedAccounts loaded;
        try {
            loaded = new ConfigLoader(home, Map.of(), Map.of(), name -> false).loadAll();
        } catch (ConfigException refused) {
            assertRefusal(refused, text);
            assertTrue(
                    expected.isEmpty() || (json && ReferenceConfig.unusual(String.valueOf(text))),
                    () -> "refused without need: " + refused.getMessage());
            return;
        }
        assertTrue(expected.isPresent(), "should have been refused");
        Set<Long> accounts = accounts(expected.get().keySet(), json);
        assertEquals(Math.max(1, accounts.size()), loaded.accounts().size());
        for (LoadedConfig account : loaded.accounts()) {
            assertTrue(accounts.isEmpty() || accounts.contains(account.selfId()), () -> "account " + account.selfId());
            assertSays(account, expected.get(), accounts.isEmpty() ? Set.of() : ADDED, json, String.valueOf(text));
        }
    }

    /** @param added keys that the loader may have put in for the account (ACC-01, ACC-04) */
    private static void assertSays(
            LoadedConfig loaded,
            Map<String, Map<String, String>> sections,
            Set<String> added,
            boolean json,
            String text) {
        Map<String, String> values = new HashMap<>();
        loaded.config().json().members().forEach((key, value) -> values.put(key, value.toString()));
        Map<String, String> merged = new HashMap<>(ReferenceConfig.merged(sections, loaded.selfId()));
        for (Map<String, String> each : List.of(merged, values)) {
            each.remove(ENDPOINTS);
            each.keySet().removeAll(added);
        }
        assertEquals(merged, values);
        if (!json) {
            assertEquals(endpoints(sections.keySet(), loaded.selfId()), endpoints(loaded.config()));
        }
        askForEverything(loaded.config());
        assertNoSecret(loaded.config(), values, text);
    }

    /** ACC-01: those that have a section, or one of an endpoint. */
    private static Set<Long> accounts(Set<String> sections, boolean json) {
        Set<Long> ids = new TreeSet<>();
        for (String section : sections) {
            String id = json ? section : section.split("[.]", 2)[0];
            if (id.matches("[1-9][0-9]{0,17}")) {
                ids.add(Long.parseLong(id));
            }
        }
        return ids;
    }

    /** EP-01: what stands behind {@code general.} or the account's id and a dot. */
    private static Set<String> endpoints(Set<String> sections, long selfId) {
        Set<String> names = new TreeSet<>();
        for (String prefix : List.of("general.", selfId + ".")) {
            sections.stream()
                    .filter(section -> section.startsWith(prefix) && section.length() > prefix.length())
                    .forEach(section -> names.add(section.substring(prefix.length())));
        }
        return names;
    }

    private static Set<String> endpoints(Config config) {
        return new TreeSet<>(config.json()
                .object(ENDPOINTS)
                .map(found -> found.members().keySet())
                .orElse(Set.of()));
    }

    private static void assertRefusal(ConfigException refused, @Nullable String text) {
        assertEquals(1, refused.problems().size());
        ConfigProblem problem = refused.problems().get(0);
        assertEquals("OKY-1001", problem.code());
        assertTrue(REFUSAL.matcher(problem.trouble()).matches(), problem.trouble());
        if (text != null && problem.trouble().startsWith("line ")) {
            int line = Integer.parseInt(
                    problem.trouble().substring(5, problem.trouble().indexOf(',')));
            // A reader may stand at the beginning of the line after the last one.
            long lines = text.chars().filter(c -> c == '\n' || c == '\r').count() + 1;
            assertTrue(line >= 1 && line <= lines, () -> "there is no line " + line);
        }
    }

    private static void askForEverything(Config config) {
        assertNotNull(config.dataDir());
        for (ConfigKey key : ConfigKeys.all()) {
            switch (key.type()) {
                case TEXT -> assertFalse(config.text(key.name()).orElse("-").isEmpty());
                case FLAG -> config.flag(key.name(), true);
                case INTEGER -> {
                    config.integer(key.name(), 7);
                    assertNotNull(config.millis(key.name(), 7));
                }
                case PORT -> {
                    int port = config.port(key.name(), 7);
                    assertTrue(port >= 0 && port <= 65535, () -> "port " + port);
                }
            }
        }
    }

    private static void assertNoSecret(Config config, Map<String, String> values, String text) {
        for (String key : List.of("access_token", "secret")) {
            String secret = ReferenceConfig.bare(values.get(key));
            boolean elsewhere = text.indexOf(secret) != text.lastIndexOf(secret);
            if (secret.length() < SECRET_LENGTH || elsewhere) {
                continue;
            }
            for (ConfigProblem warning : config.warnings()) {
                assertTrue(warning.code().startsWith("OKY-10"), warning.code());
                boolean inTheAdvice = ConfigKeys.find(secret).isPresent();
                assertTrue(inTheAdvice || !warning.toString().contains(secret), "a secret in a message");
            }
        }
    }

    /** Without a byte order mark (CFG-07). */
    private static @Nullable String text(byte[] input) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(input))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
