package io.github.onekyu.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever strangers put into whatever field is text on the page: nothing runs, nothing is fetched, and the page goes on. */
class HostileContentInChromiumTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    /** Names, addresses and words; not those values of which the server has a list. */
    private static final BiPredicate<String, JsonValue> STRINGS = (path, leaf) ->
            leaf instanceof JsonString && !path.matches(".*\\.(role|state|transport|mode|type|backend)");
    /** Of a record, what no stranger says. */
    private static final Set<String> OURS =
            Set.of(".kind", ".event_id", ".answers", ".ms", ".status", ".connection", ".state");

    /** What is wrong with the page as it is now, one in a line, or nothing. */
    private static final String HARM = """
            const harm = [];
            if (window.hit !== undefined) { harm.push('a script ran: ' + window.hit); }
            for (const e of document.querySelectorAll('#app *')) {
              const tag = e.localName;
              if (['script', 'iframe', 'object', 'embed', 'style', 'link', 'base', 'meta'].includes(tag)
                  || [...e.attributes].some(a => /^on/i.test(a.name))
                  || e.src && !e.src.startsWith(location.origin + '/assets/') && !e.src.startsWith(location.origin + '/sandbox/v1/media/')
                  || e.href && typeof e.href === 'string' && !e.href.startsWith(location.origin + '/#')) {
                harm.push('an element: ' + e.outerHTML.slice(0, 120).toWellFormed());
              }
            }
            for (const e of performance.getEntriesByType('resource')) {
              if (!e.name.startsWith(location.origin + '/')) { harm.push('a request: ' + e.name); }
            }
            const odd = /[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069]/;
            const check = (text, where) => {
              if (odd.test(text) || !text.isWellFormed()) {
                harm.push('invisible characters: ' + where.toWellFormed() + ' ' + JSON.stringify(text.slice(0, 60)));
              }
            };
            const texts = document.createTreeWalker(document.getElementById('app'), NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) { check(texts.currentNode.data, '<' + texts.currentNode.parentElement.outerHTML.slice(1, 60)); }
            for (const e of document.querySelectorAll('#app [aria-label], #app [title], #app [placeholder], #app [alt]')) {
              for (const name of ['aria-label', 'title', 'placeholder', 'alt']) { check(e.getAttribute(name) ?? '', name + ' of ' + e.localName + '.' + e.className); }
            }
            check(document.title, 'the title');
            """;

    @TempDir
    static Path profile;

    private static final List<String> ASKED = new CopyOnWriteArrayList<>();
    private static HttpServer elsewhere;
    private static OpenedPage page;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        elsewhere.createContext("/", exchange -> {
            ASKED.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        elsewhere.start();
        page = new OpenedPage(profile);
    }

    @AfterAll
    static void close() throws IOException {
        if (page != null) {
            page.close();
        }
        elsewhere.stop(0);
    }

    @BeforeEach
    void renew() throws IOException, InterruptedException {
        page.renew();
        page.browser.complaints();
        page.browser.run("performance.setResourceTimingBufferSize(5000)");
        ASKED.clear();
    }

    /** Whole values that some element would load or run. */
    private static List<String> addresses() {
        String far = "127.0.0.1:" + elsewhere.getAddress().getPort() + "/far.png";
        return List.of(
                "javascript:window.hit=5", "http://" + far, "//" + far, "data:text/html,<script>window.hit=6</script>");
    }

    private static void isHarmless(String where) throws IOException, InterruptedException {
        assertThat(page.browser.text("(() => {" + HARM + "return harm.slice(0, 8).join('\\n'); })()"))
                .as(where)
                .isEmpty();
    }

    private static void record(String json) throws IOException {
        page.console.record(json.substring(1, json.length() - 1));
    }

    /** At the end of each test: nothing was fetched or forbidden, and somebody can still say something and be answered. */
    private static void goesOn() throws IOException, InterruptedException {
        page.show("chat/private:10001");
        page.browser.await(
                "document.querySelector('.talk h2 small')?.textContent === '10001' && document.querySelector('#say')");
        isHarmless("a friend's chat");
        long start = System.nanoTime();
        page.browser.type("#say", "/ping still there\uE007");
        page.browser.await(
                "[...document.querySelectorAll('.message:not(.bot) .bubble')].some(b => b.textContent.includes('still there'))"
                        + " && [...document.querySelectorAll('.message.bot .bubble')].at(-1)?.textContent.includes('pong')");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        assertThat(ASKED).isEmpty();
        page.isWithoutComplaints();
    }

    /** Opens each record of the trace, uses its buttons, and looks at what is to be seen. */
    private static void eachRecordIsHarmless(List<String> names, String shown)
            throws IOException, InterruptedException {
        page.show("trace");
        page.browser.run("[...document.querySelectorAll('.filter[aria-pressed=false]')].forEach(b => b.click())");
        page.browser.await("document.querySelector('.rows').dataset.rows === '" + names.size() + "'");
        String found = page.browser
                .later("""
                const sleep = () => new Promise(go => setTimeout(go, 0));
                const look = seq => { %s
                  if (!document.querySelector('.detail').textContent.includes(%s)) { harm.push('it is not shown'); }
                  return harm.slice(0, 3).map(h => seq + ': ' + h); };
                let broken = '';
                addEventListener('error', e => { broken = e.message; });
                addEventListener('unhandledrejection', e => { broken = String(e.reason); });
                (async () => {
                  let all = [];
                  const press = key => document.querySelector('.rows').dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));
                  for (let seq = 1; seq <= %d && all.length < 20; seq++) {
                    press(seq === 1 ? 'Home' : 'ArrowDown'); // an address for each were more than Chromium allows in a while
                    const end = Date.now() + 5000;
                    const there = () => document.querySelector('.detail')?.getAttribute('aria-label').endsWith(' ' + seq);
                    while (!there() && Date.now() < end) { await sleep(); }
                    if (!there()) { all.push(seq + ': cannot be opened ' + broken.toWellFormed()); continue; }
                    [...document.querySelectorAll('.detail .bar button:not([aria-pressed]):not([aria-label])')].forEach(b => b.click());
                    await sleep();
                    all = all.concat(look(seq));
                  }
                  return all.join('\\n');
                })().then(done, e => done(String(e) + e.stack))""".formatted(HARM, shown.isEmpty() ? "''" : "'" + shown + "'", names.size()))
                .toString();
        String said = ((JsonString) Json.parse(found)).value();
        List<String> named = said.lines()
                .map(line -> line.matches("\\d+: .*")
                        ? names.get(Integer.parseInt(line.replaceAll(":.*", "")) - 1) + " " + line
                        : line)
                .toList();
        assertThat(named).isEmpty();
    }

    private static List<String> oneByOne(List<String> templates) throws IOException {
        List<String> names = new ArrayList<>();
        for (String template : templates) {
            for (Map.Entry<String, String> one :
                    HostileText.oneByOne(template, HostileText.poison(), OURS).entrySet()) {
                record(one.getValue());
                names.add(one.getKey() + " of " + template.substring(0, Math.min(120, template.length())));
            }
        }
        return names;
    }

    @Test
    void everyFieldOfEveryKindOfEventIsText() throws IOException, InterruptedException {
        List<String> names = oneByOne(EventTable.EVENTS);
        assertThat(names).hasSizeGreaterThan(150);
        eachRecordIsHarmless(names, HostileText.MARKUP);
        page.show("chat/group:20001");
        page.browser.await("document.querySelectorAll('.notice').length > 50");
        isHarmless("a group's chat");
        goesOn();
    }

    @Test
    void everyFieldOfCallsReportsConnectionsAndProblemsIsText() throws IOException, InterruptedException {
        List<String> names = oneByOne(EventTable.OTHERS);
        eachRecordIsHarmless(names, "");
        page.browser.await("document.querySelectorAll('.trace-row .what').length > 10");
        goesOn();
    }

    @Test
    void addressesInEveryFieldLeadNowhere() throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        List<String> all = new ArrayList<>(EventTable.EVENTS);
        all.addAll(EventTable.OTHERS);
        for (String address : addresses()) {
            for (String template : all) {
                record(HostileText.everywhere(
                        template,
                        address,
                        (path, leaf) -> leaf instanceof JsonString && !OURS.contains(path) && !path.endsWith("_type")));
                names.add(address + " in " + template.substring(0, Math.min(120, template.length())));
            }
        }
        eachRecordIsHarmless(names, "");
        goesOn();
    }

    @Test
    void everyPartOfAMessageIsText() throws IOException, InterruptedException {
        String whole = """
                {"user_id":10002,"anonymous":{"id":9,"name":"n","flag":"f"},"peer":"p","action":"a","raw_message":"r","recalled":false,
                "message":[{"type":"text","data":{"text":"t"}},{"type":"at","data":{"qq":"10002","name":"n"}},{"type":"at","data":{"qq":"7"}},
                {"type":"face","data":{"id":"14"}},{"type":"face","data":{"id":"9999"}},{"type":"image","data":{"file":"f","url":"u"}},
                {"type":"record","data":{"file":"f","url":"u"}},{"type":"video","data":{"file":"f","url":"u"}},
                {"type":"reply","data":{"id":"1"}},{"type":"share","data":{"url":"u","title":"t","image":"i"}},
                {"type":"json","data":{"data":"d"}},{"type":"forward","data":{"id":"i"}}],
                "nodes":[{"type":"node","data":{"nickname":"n","user_id":"7","content":[{"type":"text","data":{"text":"t"}},
                {"type":"image","data":{"file":"f"}}]}}]}""";
        Map<String, String> messages =
                new LinkedHashMap<>(HostileText.oneByOne(whole, HostileText.poison(), Set.of(".recalled")));
        for (String address : addresses()) {
            messages.put(
                    address,
                    HostileText.everywhere(
                            whole, address, (path, leaf) -> leaf instanceof JsonString && !path.endsWith(".type")));
        }
        for (String message : messages.values()) {
            page.console.messages.add("{\"message_id\":" + (page.console.messages.size() + 1)
                    + ",\"time\":1,\"chat\":\"private:10001\"," + message.substring(1));
        }
        page.browser.run("location.reload()");
        page.browser.await("document.querySelectorAll('.message').length === " + messages.size());
        page.browser.run("[...document.querySelectorAll('.forward > button')].forEach(b => b.click());"
                + "[...document.querySelectorAll('.talk > .bar button')][0].click()");
        page.browser.await("document.querySelectorAll('.message .source').length === " + messages.size()
                + " && document.querySelectorAll('.forward .node').length > 30");
        isHarmless("messages with their source");
        assertThat(page.browser.text("[...document.querySelectorAll('.message')].filter(m => m.textContent.includes('"
                        + HostileText.MARKUP + "')).length"))
                .satisfies(n -> assertThat(Integer.parseInt(n)).isGreaterThan(messages.size() / 2));
        goesOn();
    }

    @Test
    void namesOfTheWorldAndOfEndpointsAreText() throws IOException, InterruptedException {
        String poison = HostileText.poison();
        page.console.world = HostileText.everywhere(
                HostileText.everywhere(
                        PageFixtures.WORLD, HostileText.MARKUP, (path, leaf) -> path.equals(".accounts[0].nickname")),
                poison,
                STRINGS.and((path, leaf) -> !path.equals(".accounts[0].nickname")));
        page.console.requests = HostileText.everywhere(
                "[{\"request_type\":\"friend\",\"user_id\":10777,\"comment\":\"c\",\"flag\":\"f\",\"state\":\"pending\"}]",
                poison,
                (path, leaf) -> path.endsWith("comment") || path.endsWith("flag"));
        page.console.answers.put(
                "/admin/v1/accounts", HostileText.everywhere(PageFixtures.accounts(false), poison, STRINGS));
        page.console.answers.put(
                "/admin/v1/endpoints/",
                HostileText.everywhere(
                        "{\"ok\":false,\"code\":\"c\",\"message\":\"m\",\"steps\":[{\"step\":\"s\",\"ok\":false,\"message\":\"m\",\"ms\":1}]}",
                        poison,
                        STRINGS));
        page.console.answers.put(
                "/admin/v1/endpoints", // the list is what the page sees of names that a test's own path could not carry
                HostileText.everywhere(
                        PageFixtures.ENDPOINTS,
                        poison.replaceAll("[\ud800-\udfff]", ""),
                        STRINGS.and((path, leaf) -> !path.equals(".endpoints[1].name"))));
        page.console.answers.put(
                "/admin/v1/actions",
                HostileText.everywhere(
                        PageFixtures.ACTIONS,
                        HostileText.MARKUP,
                        STRINGS.and((path, leaf) -> !path.equals(".actions[0].name"))));
        page.console.answers.put(
                "/admin/v1/actions/",
                HostileText.everywhere(
                        "{\"status\":\"s\",\"retcode\":100,\"data\":{\"d\":\"e\"},\"wording\":\"w\",\"ms\":1}",
                        poison,
                        STRINGS));
        page.console.answers.put(
                "/sandbox/v1/faults",
                HostileText.everywhere(
                        "{\"faults\":[{\"action\":\"a\",\"delay\":1,\"retcode\":1,\"offline\":true}]}",
                        poison,
                        STRINGS));
        page.browser.run("location.reload()");
        page.browser.await("document.querySelector('.contacts .request')");
        page.show("chat/group:20001");
        page.browser.await(
                "document.querySelectorAll('#speaker option').length === 2 && document.querySelector('.member')");
        isHarmless("a group");
        page.browser.run("document.querySelectorAll('.picker > button').forEach(b => b.click());"
                + "document.querySelectorAll('.member > button')[1].click()");
        page.browser.await("document.querySelector('.pop.list') && document.querySelector('.member .row')");
        isHarmless("pickers");
        dialogIsHarmless("[...document.querySelectorAll('.member .row button')].find(b => b.textContent === 'Kick')");
        page.browser.click(".request button", "Approve");
        page.browser.await("document.querySelector('.toast.bad')");
        isHarmless("a refused approval");

        page.show("peers");
        page.browser.await("document.querySelectorAll('article.card').length === 2");
        isHarmless("peers");
        page.browser.run(
                "document.querySelectorAll('article.card button').forEach(b => b.textContent === 'Test' && b.click())");
        page.browser.await("document.querySelector('article.card .result li')");
        isHarmless("a test of an endpoint");

        page.show("api");
        page.browser.await("document.querySelectorAll('.actions button').length === 2");
        page.browser.run("document.querySelectorAll('.actions button')[1].click()");
        page.browser.await("document.querySelectorAll('form.card .field').length === 3");
        isHarmless("the form of an action");
        page.browser.run("document.querySelector('form.card button[type=submit]').click()");
        page.browser.await("document.querySelector('article.card, .toast.bad')");
        isHarmless("the answer of an action");

        page.show("world");
        page.browser.await("document.querySelector('details')");
        page.browser.run("document.querySelector('details').open = true");
        isHarmless("the world");
        dialogIsHarmless("document.querySelectorAll('details td button')[1]");
        dialogIsHarmless("document.querySelectorAll('details > .row button')[0]");
        dialogIsHarmless("document.querySelectorAll('details > .row button')[2]");
        page.show("trace");
        goesOn();
    }

    /** Presses the button, looks at the dialog, and closes it. */
    private static void dialogIsHarmless(String button) throws IOException, InterruptedException {
        page.browser.run(button + ".click()");
        page.browser.await("document.querySelector('dialog[open]')");
        isHarmless("the dialog of " + button);
        page.browser.run("document.querySelector('dialog button[type=button]').click()");
        page.browser.await("!document.querySelector('dialog')");
    }

    @Test
    void aMegabyteInAnyFieldLeavesThePageUsable() throws IOException, InterruptedException {
        String megabyte = "x".repeat((1 << 20) - HostileText.poison().length()) + HostileText.poison();
        Map<String, String> longest = new LinkedHashMap<>();
        List<String> all = new ArrayList<>(EventTable.EVENTS);
        all.addAll(EventTable.OTHERS);
        for (String template : all) {
            HostileText.oneByOne(template, "", OURS).keySet().forEach(path -> longest.putIfAbsent(path, template));
        }
        assertThat(longest).hasSizeGreaterThan(60);
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, String> field : longest.entrySet()) {
            record(HostileText.everywhere(field.getValue(), megabyte, (path, leaf) -> path.equals(field.getKey())));
            names.add(field.getKey());
        }
        page.console.messages.add(
                "{\"message_id\":1,\"time\":1,\"chat\":\"private:10001\",\"user_id\":10001,\"message\":"
                        + "[{\"type\":\"text\",\"data\":{\"text\":\"" + HostileText.escaped(megabyte)
                        + "\"}}],\"recalled\":false}");
        page.console.world = HostileText.everywhere(
                PageFixtures.WORLD,
                megabyte,
                (path, leaf) -> path.equals(".friends[0].nickname") || path.equals(".groups[0].group_name"));
        page.browser.run("location.reload()");
        page.browser.await("document.querySelector('.message .bubble button.link')");
        page.browser.run("document.querySelector('.message .bubble button.link').click()");
        page.browser.await("document.querySelector('.message .bubble').textContent.length > 50000");
        eachRecordIsHarmless(names, "");
        goesOn();
    }

    @Test
    void whatThisClassLooksForIsFoundWhenItIsThere() throws IOException, InterruptedException {
        page.browser.run(
                "const p = document.createElement('p'); p.textContent = '\u202e'; p.title = String.fromCharCode(0xd800); document.getElementById('app').append(p);"
                        + "const a = document.createElement('a'); a.href = 'javascript:0'; p.append(a);"
                        + "const i = document.createElement('img'); i.src = '"
                        + addresses().get(1) + "'; window.hit = 1;"
                        + "i.addEventListener('error', () => { window.loaded = true; }); p.append(i)");
        page.browser.await("window.loaded");
        String harm = page.browser.text("(() => {" + HARM + "return harm.join('\\n'); })()");
        assertThat(harm)
                .contains(
                        "a script ran: 1",
                        "an element: <a href=\"javascript:0\"",
                        "an element: <img",
                        "invisible characters: <p",
                        "title of p");
        // Either the policy forbids it, which is a complaint, or the other machine was asked.
        assertThat(ASKED.isEmpty() ? page.browser.complaints() : "asked").isNotEqualTo("[]");
        page.browser.complaints();
    }
}
