package io.github.onekyu.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that a person can open, in each language, theme and width, has no serious finding of axe-core. The counts are
 * left in {@code target/axe.json}.
 */
class PageAccessInChromiumTest {
    private static final Path REPORT = Path.of("target", "axe.json");

    /** What is opened: its name, the place, a script that opens it there, and the part of the page to look at. */
    private record Sight(String name, String place, String open, String part) {}

    private static final List<Sight> SIGHTS = List.of(
            new Sight("chat of a friend", "chat/private:10001", "", "body"),
            new Sight("chat of a group", "chat/group:20001", "", "body"),
            new Sight("source of a message", "chat/private:10001", press(".message .tools button", 3), ".message"),
            new Sight(
                    "menu of a member",
                    "chat/group:20001",
                    "document.querySelector('.members') || " + press(".talk > .bar button", 1) + "; setTimeout(() => "
                            + press(".member > button", 1) + ", 50)",
                    ".member.open"),
            new Sight("new request", "chat/private:10001", press(".contacts .add", 0), "dialog[open]"),
            new Sight(
                    "forwarding",
                    "chat/private:10001",
                    "document.querySelector('.forwarding') || " + press(".message .tools button", 4)
                            + "; setTimeout(() => " + press(".forwarding button", 0) + ", 50)",
                    "dialog[open]"),
            new Sight("trace", "trace", "", "body"),
            new Sight("detail of an event", "trace/seq/1", "", ".detail[aria-label$=\"1\"]"),
            new Sight("detail of a call", "trace/seq/2", "", ".detail[aria-label$=\"2\"]"),
            new Sight("peers", "peers", "", "body"),
            new Sight("API console", "api", "", "body"),
            new Sight("answer of an action", "api", press("form.card button[type=submit]", 0), "article.card"),
            new Sight("world", "world", "document.querySelector('details').open = true", "body"),
            new Sight("editor of the account", "world", press("section:nth-of-type(1) p button", 0), "dialog[open]"),
            new Sight("editor of a friend", "world", press("section:nth-of-type(2) td button", 0), "dialog[open]"),
            new Sight("editor of a group", "world", press("details .row button", 0), "dialog[open]"),
            new Sight("deletion", "world", press("details .row button", 2), "dialog[open]"),
            new Sight("new fault", "world", press("section:last-of-type > .row button", 0), "dialog[open]"));

    @TempDir
    static Path profile;

    private static OpenedPage page;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        page = new OpenedPage(profile);
        page.browser.devtools("Emulation.setEmulatedMedia", (JsonObject)
                Json.parse("{\"features\":[{\"name\":\"prefers-reduced-motion\",\"value\":\"reduce\"}]}"));
        page.browser.await("document.querySelector('#say')");
        page.browser.type("#say", "/ping\uE007");
        page.browser.await("document.querySelector('.message.bot .origin')");
        page.show("chat/group:20001");
        page.browser.await("document.querySelectorAll('#speaker option').length === 2");
        page.browser.type("#say", "hello\uE007");
        page.browser.await("document.querySelector('.message')");
        try (var in = PageAccessInChromiumTest.class.getResourceAsStream("axe.min.js")) {
            String source = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            page.browser.devtools(
                    "Runtime.evaluate",
                    JsonObject.builder().put("expression", source).build());
        }
    }

    @AfterAll
    static void close() throws IOException {
        if (page != null) {
            page.close();
        }
    }

    private static String press(String selector, int n) {
        return "document.querySelectorAll('" + selector + "')[" + n + "].click()";
    }

    /** How many rules were kept in that part of the page, and which were broken, by their weight. */
    private static JsonObject findings(String part) throws IOException, InterruptedException {
        JsonValue found = page.browser.later(
                "axe.run('" + part + "', {resultTypes: ['violations'], preload: false, iframes: false})"
                        + ".then(r => { const count = {kept: r.passes.length, minor: 0, moderate: 0, serious: 0, critical: 0, bad: ''};"
                        + " for (const v of r.violations) { count[v.impact]++; if (v.impact === 'serious' || v.impact === 'critical') {"
                        + " count.bad += v.id + ' ' + v.nodes.map(n => n.html.slice(0, 200) + ' ' + n.failureSummary).join(' | ') + '; '; } }"
                        + " done(count); }, e => done(String(e)))");
        assertThat(found).as("what axe says of %s", part).isInstanceOf(JsonObject.class);
        return (JsonObject) found;
    }

    private static void see(Sight sight) throws IOException, InterruptedException {
        page.browser.run("document.querySelector('dialog[open] button[type=button]')?.click()");
        page.browser.await("!document.querySelector('dialog')");
        page.show(sight.place());
        if (sight.place().startsWith("chat/")) {
            boolean friend = sight.place().contains("private"); // the bot has spoken there only
            page.browser.await("'" + sight.place() + "'.endsWith(document.querySelector('.talk h2 small').textContent)"
                    + " && document.querySelector('.message') && !!document.querySelector('.message.bot') === "
                    + friend);
        }
        if (!sight.open().isEmpty()) {
            page.browser.run(sight.open());
        }
        page.browser.await("document.querySelector('" + sight.part() + "')");
        page.browser.later("requestAnimationFrame(() => requestAnimationFrame(done))");
    }

    private static void look(String language, String theme, int width) throws IOException, InterruptedException {
        page.browser.size(width, 800);
        for (int i = 0; i < 3 && !shown("document.documentElement.lang").equals(language); i++) {
            page.browser.run(press("header button.quiet", 0));
            page.browser.later("requestAnimationFrame(() => requestAnimationFrame(done))");
        }
        for (int i = 0;
                i < 3 && !shown("document.documentElement.dataset.theme").equals(theme);
                i++) {
            page.browser.run(press("header button.quiet", 1));
            page.browser.later("requestAnimationFrame(() => requestAnimationFrame(done))");
        }
        assertThat(shown("[document.documentElement.lang, document.documentElement.dataset.theme, innerWidth].join()"))
                .isEqualTo(language + "," + theme + "," + width);
    }

    private static String shown(String expression) throws IOException, InterruptedException {
        return page.browser.text(expression);
    }

    @Test
    void everythingIsAccessibleInEachLanguageThemeAndWidth() throws IOException, InterruptedException {
        List<String> bad = new ArrayList<>();
        List<JsonValue> report = new ArrayList<>();
        for (String language : List.of("en", "zh-CN")) {
            for (String theme : List.of("light", "dark")) {
                for (int width : new int[] {360, 1280}) {
                    look(language, theme, width);
                    String combination = language + " " + theme + " " + width;
                    JsonObject.Builder sights = JsonObject.builder();
                    for (Sight sight : SIGHTS) {
                        see(sight);
                        JsonObject found = findings(sight.part());
                        String complaint = ((JsonString) found.members().get("bad")).value();
                        if (!complaint.isEmpty()) {
                            bad.add(combination + ", " + sight.name() + ": " + complaint);
                        }
                        if (shown("document.documentElement.scrollWidth > innerWidth")
                                .equals("true")) {
                            bad.add(combination + ", " + sight.name() + ": is wider than the window");
                        }
                        assertThat(found.integer("kept", 0))
                                .as("rules that axe could try on %s", sight.name())
                                .isPositive();
                        sights.put(sight.name(), found.toBuilder().remove("bad").build());
                    }
                    report.add(JsonObject.builder()
                            .put("combination", combination)
                            .put("sights", sights.build())
                            .build());
                }
            }
        }
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, JsonArray.of(report).toString());
        assertThat(bad).isEmpty();
        page.isWithoutComplaints();
    }

    @Test
    void axeFindsAPictureWithoutWords() throws IOException, InterruptedException {
        see(SIGHTS.get(0));
        page.browser.run("const i = document.createElement('img'); i.id = 'wordless'; i.src = '/assets/icon.svg';"
                + " document.querySelector('header').append(i)");
        try {
            assertThat(findings("header").integer("critical", 0)).isEqualTo(1);
        } finally {
            page.browser.run("document.getElementById('wordless').remove()");
        }
    }
}
