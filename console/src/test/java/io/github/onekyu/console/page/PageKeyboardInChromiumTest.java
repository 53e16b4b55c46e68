package io.github.onekyu.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a newcomer does, with no pointer at all. Wherever Tab leads, the focus can be seen. */
class PageKeyboardInChromiumTest {
    /** More stops than any way through the page has. */
    private static final int PATIENCE = 150;

    private static final String FOCUS = "document.activeElement";
    /** What is wrong with how the focus looks, or nothing. */
    private static final String UNSEEN =
            "(() => { const e = document.activeElement; const r = e.getBoundingClientRect();"
                    + " const s = getComputedStyle(e); const name = e.outerHTML.slice(0, 150);"
                    + " if (e === document.body) { return ''; }"
                    + " if (!e.matches(':focus-visible')) { return 'no :focus-visible: ' + name; }"
                    + " if (s.outlineStyle === 'none' || parseFloat(s.outlineWidth) < 2) { return 'no outline: ' + name; }"
                    + " for (let p = e; p; p = p.parentElement) { if (getComputedStyle(p).opacity < 1) { return 'see-through: ' + name; } }"
                    + " const l = Math.max(r.left, 0), t = Math.max(r.top, 0), w = Math.min(r.right, innerWidth), h = Math.min(r.bottom, innerHeight);"
                    + " if (w - l < 4 || h - t < 4) { return 'outside the window: ' + name; }"
                    + " const hit = document.elementFromPoint((l + w) / 2, (t + h) / 2);"
                    + " return e.contains(hit) || hit?.contains(e) || (e.labels && [...e.labels].some(x => x.contains(hit))) ? '' : 'covered: ' + name; })()";

    @TempDir
    static Path profile;

    private static OpenedPage page;
    private static Keyboard keys;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        page = new OpenedPage(profile);
        keys = new Keyboard(page.browser);
    }

    @AfterAll
    static void close() throws IOException {
        if (page != null) {
            page.close();
        }
    }

    @BeforeEach
    void load() throws IOException, InterruptedException {
        page.browser.size(1280, 800);
        page.renew();
        page.browser.await("document.querySelector('#say')");
    }

    @AfterEach
    void nothingWasComplainedOf() throws IOException, InterruptedException {
        page.isWithoutComplaints();
    }

    /** Tab, or Shift+Tab, until the focus is on such an element whose text or label begins with the words. */
    private static void tabTo(String selector, String words, boolean back) throws IOException, InterruptedException {
        String there = FOCUS + ".matches(\"" + selector + "\") && (" + FOCUS + ".getAttribute('aria-label') ?? " + FOCUS
                + ".textContent).trim().startsWith('" + words + "')";
        for (int i = 0; i < PATIENCE; i++) {
            if (back) {
                keys.pressWithShift("Tab");
            } else {
                keys.press("Tab");
            }
            String[] now = page.browser
                    .text("[" + UNSEEN + ", " + there + "].join('\\n')")
                    .split("\n");
            assertThat(now[0]).isEmpty();
            if (now[1].equals("true")) {
                return;
            }
        }
        throw new AssertionError("Tab never came to " + selector + " " + words);
    }

    private static void forth(String selector, String words) throws IOException, InterruptedException {
        tabTo(selector, words, false);
    }

    private static void back(String selector, String words) throws IOException, InterruptedException {
        tabTo(selector, words, true);
    }

    private static void focusIs(String selector) throws IOException, InterruptedException {
        page.browser.await(FOCUS + ".matches(\"" + selector + "\")");
    }

    /** By keyboard, too. */
    private static void openGroup() throws IOException, InterruptedException {
        forth(".contacts li a", "T");
        keys.press("Enter");
        page.browser.await(
                "location.hash === '#chat/group:20001' && document.querySelectorAll('#speaker option').length === 2");
    }

    @Test
    void theFirstStopSkipsToTheContent() throws IOException, InterruptedException {
        forth("a.skip", "Skip");
        keys.press("Enter");
        focusIs("main");
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 360})
    void everyStopOfEveryTabCanBeSeen(int width) throws IOException, InterruptedException {
        page.browser.size(width, 800);
        page.renew();
        page.console.record(PageRecords.message(1, "seen"));
        for (String tab : new String[] {"chat/group:20001", "trace/seq/1", "peers", "api", "world"}) {
            page.show(tab);
            page.browser.run("document.activeElement.blur(); getSelection().removeAllRanges()");
            forth("a.skip", "");
            // All the way round: the last stop before the first is the page's end.
            forth("main *", "");
            int stops = 0;
            for (;
                    stops < PATIENCE
                            && page.browser.text(FOCUS + ".matches('main *')").equals("true");
                    stops++) {
                keys.press("Tab");
                assertThat(page.browser.text(UNSEEN)).as(tab).isEmpty();
            }
            assertThat(stops).as("stops of %s", tab).isBetween(4, PATIENCE - 1);
        }
    }

    @Test
    void aConversationIsChosenAndSomebodySpeaksRepliesAndRecalls() throws IOException, InterruptedException {
        openGroup();
        forth("#say", "");
        keys.altDigit(2);
        page.browser.await("document.querySelector('#speaker').value === '10002'");
        focusIs("#say");
        keys.type("hello");
        keys.press("Enter");
        page.browser.await("document.querySelector('.message .bubble').textContent.includes('hello')");
        page.browser.await("document.querySelector('#say').value === ''");
        focusIs("#say");
        assertThat(page.console.calls).hasSize(1);
        assertThat(page.console.calls.get(0)).contains("\"user_id\":10002", "\"group_id\":20001", "hello");

        back(".message .tools button", "Reply");
        keys.press("Enter");
        focusIs("#say");
        keys.altDigit(1);
        keys.type("yes");
        keys.press("Enter");
        page.browser.await("document.querySelectorAll('.message').length === 2");
        page.browser.await(
                "document.querySelectorAll('.message')[1].querySelector('blockquote').textContent.includes('hello')");
        assertThat(page.console.calls.get(1)).contains("\"user_id\":10001", "\"type\":\"reply\"", "\"id\":\"1\"");

        back(".message .tools button", "Source");
        keys.press("Space");
        page.browser.await("document.querySelector('.message .source')");
        back(".message .tools button", "Recall");
        keys.press("Enter");
        page.browser.await("document.querySelector('.toast')?.textContent === 'Done'");
        assertThat(page.console.calls.get(2)).contains("group_recall", "\"message_id\":2", "\"operator_id\":10001");
    }

    @Test
    void theSpeakerIsSwitchedByArrows() throws IOException, InterruptedException {
        openGroup();
        forth("#speaker", "");
        keys.press("ArrowDown");
        page.browser.await("document.querySelector('#speaker').value === '10002'");
        forth("#say", "");
        keys.type("mine");
        keys.press("Enter");
        page.browser.await("document.querySelector('.message')");
        assertThat(page.console.calls.get(0)).contains("\"user_id\":10002");
    }

    @Test
    void aDialogKeepsTheFocusGivesItBackAndDoesWhatIsTyped() throws IOException, InterruptedException {
        openGroup();
        forth(".member > button", "BBob");
        keys.press("Enter");
        page.browser.await(FOCUS + ".getAttribute('aria-expanded') === 'true'");
        forth(".member .row button", "Mute");
        keys.press("Enter");
        focusIs("dialog[open] #field-duration");
        for (int i = 0; i < 6; i++) {
            keys.press("Tab");
            assertThat(
                            page.browser.text(
                                    "document.activeElement === document.body || document.querySelector('dialog').contains(document.activeElement)"))
                    .isEqualTo("true");
            assertThat(page.browser.text(UNSEEN)).isEmpty();
        }
        keys.press("Escape");
        page.browser.await("!document.querySelector('dialog')");
        focusIs(".member .row button");
        assertThat(page.browser.text(FOCUS + ".textContent")).isEqualTo("Mute");
        assertThat(page.console.calls).isEmpty();

        keys.press("Enter");
        focusIs("dialog[open] #field-duration");
        page.browser.run("document.activeElement.select()");
        keys.type("90");
        keys.press("Enter");
        page.browser.await("!document.querySelector('dialog')");
        assertThat(page.console.calls.get(0)).contains("group_ban", "\"user_id\":10002", "\"duration\":90");
    }

    @Test
    void theTraceIsFilteredSearchedReadAndPinned() throws IOException, InterruptedException {
        forth("#say", "");
        keys.type("/ping");
        keys.press("Enter");
        page.browser.await("document.querySelector('.message.bot')");
        back("nav a", "Trace");
        keys.press("Enter");
        page.browser.await("document.querySelector('.rows')");
        String all = page.browser.text("document.querySelector('.rows').dataset.rows");

        forth(".filter", "call");
        keys.press("Space");
        page.browser.await("document.querySelector('.rows').dataset.rows < " + all);
        page.browser.await("!document.querySelector('.trace-row.k-call')");
        keys.press("Space");
        page.browser.await("document.querySelector('.rows').dataset.rows === '" + all + "'");

        forth("input[type=search]", "Search");
        keys.type("send_msg");
        page.browser.await(
                "document.querySelectorAll('.trace-row.k-call').length > 0 && !document.querySelector('.trace-row.k-message')");
        for (int i = 0; i < "send_msg".length(); i++) {
            keys.backspace();
        }
        page.browser.await("document.querySelector('.rows').dataset.rows === '" + all + "'");

        forth(".rows", "");
        keys.press("End");
        page.browser.await("document.querySelector('.trace-row.chosen.k-call') && document.querySelector('.detail')");
        assertThat(
                        page.browser.text(
                                "document.getElementById(document.querySelector('.rows').getAttribute('aria-activedescendant')).className"))
                .contains("chosen");
        keys.type("p");
        page.browser.await("document.querySelectorAll('.trace-row.pinned').length === 1");
        keys.press("ArrowUp");
        page.browser.await("document.querySelector('.trace-row.chosen.k-message')");
        keys.type("p");
        page.browser.await("document.querySelectorAll('.compare .detail').length === 2");
        focusIs(".rows");
        forth(".compare .detail button", "Close");
        keys.press("Enter");
        page.browser.await("!document.querySelector('.compare')");
        back(".rows", "");
        keys.press("Escape");
        page.browser.await("!document.querySelector('.trace-row.chosen')");
    }

    @Test
    void enterThatChoosesAWordOfAnInputMethodSendsNothing() throws IOException, InterruptedException {
        page.browser.run("window.composed = []; addEventListener('keydown', e => composed.push(e.isComposing), true)");
        forth("#say", "");
        page.browser.run("composed.length = 0");
        keys.compose("ni");
        page.browser.await("document.querySelector('#say').value === 'ni'");
        keys.pressTakenByInputMethod(13);
        keys.pressTakenByInputMethod(229);
        page.browser.await("composed.length === 2");
        assertThat(page.browser.text("composed.join()")).isEqualTo("true,true");
        keys.commit("\u4f60");
        page.browser.await("document.querySelector('#say').value === '\u4f60'");
        assertThat(page.console.calls).isEmpty();

        keys.press("Enter");
        page.browser.await("document.querySelector('.message .bubble').textContent.includes('\u4f60')");
        assertThat(page.console.calls).hasSize(1);
        assertThat(page.console.calls.get(0)).contains("\u4f60").doesNotContain("ni");
    }
}
