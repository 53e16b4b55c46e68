package io.github.onekyu.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand rows of the trace: all can be reached and searched, and few are in the page wherever one is. */
class ManyRowsInChromiumTest {
    private static final int MANY = 10_000;
    private static final String COUNT = "document.querySelector('.rows').dataset.rows";

    @TempDir
    static Path profile;

    private static OpenedPage page;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        page = new OpenedPage(profile);
        for (int i = 1; i <= MANY; i++) {
            // Each tenth is a call, with the number of the event before it.
            page.console.record(
                    i % 10 == 0
                            ? "\"kind\":\"call\",\"endpoint\":\"ws\",\"peer\":\"p\",\"action\":\"send_msg\",\"params\":{\"n\":\"call-"
                                    + i + "\"},\"response\":{\"status\":\"ok\",\"retcode\":0},\"ms\":1,\"answers\":"
                                    + (i - 1)
                            : PageRecords.message(i, "row-" + i));
        }
        page.show("trace");
        page.browser.await(COUNT + " === '" + MANY + "'");
    }

    @AfterAll
    static void close() throws IOException {
        if (page != null) {
            page.close();
        }
    }

    private static void shows(int seq) throws IOException, InterruptedException {
        page.browser.await("[...document.querySelectorAll('.trace-row')].some(r => r.dataset.seq === '" + seq
                + "' && r.getBoundingClientRect().bottom <= innerHeight && r.getBoundingClientRect().top >= 0"
                + " && r.querySelector('.words').textContent.includes('-" + seq + "'))");
    }

    @Test
    void wherePeopleScrollFewRowsAreInThePage() throws IOException, InterruptedException {
        // All the way down in steps of a thousand rows: what is in sight is always the rows that belong there.
        String wrong = page.browser.later("""
                const box = document.querySelector('.rows');
                const frame = () => new Promise(go => requestAnimationFrame(() => requestAnimationFrame(go)));
                (async () => {
                  const wrong = [];
                  for (let n = 0; n <= %d; n += 1000) {
                    box.scrollTop = n * 32;
                    const first = Math.min(n, %d - Math.floor(box.clientHeight / 32));
                    const there = () => [...document.querySelectorAll('.trace-row')].find(r => r.dataset.seq === String(first + 1));
                    const end = Date.now() + 5000;
                    while (!there() && Date.now() < end) { await frame(); }
                    const rows = [...document.querySelectorAll('.trace-row')].map(r => Number(r.dataset.seq));
                    if (!there() || rows.length > 100 || rows.some((seq, i) => i > 0 && seq !== rows[i - 1] + 1)) {
                      wrong.push(n + ': ' + rows.length + ' from ' + rows[0]);
                    }
                  }
                  return wrong.join('; ');
                })().then(done, e => done(String(e)))""".formatted(MANY, MANY)).toString();
        assertThat(wrong).isEqualTo("\"\"");
        page.isWithoutComplaints();
    }

    @Test
    void theFirstAndTheLastAreReachedByKeys() throws IOException, InterruptedException {
        Keyboard keys = new Keyboard(page.browser);
        page.browser.run("document.querySelector('.rows').focus()");
        keys.press("Home");
        page.browser.await("document.querySelector('.trace-row.chosen').dataset.seq === '1'");
        shows(1);
        keys.press("End");
        page.browser.await("document.querySelector('.trace-row.chosen').dataset.seq === '" + MANY + "'");
        shows(MANY);
        keys.press("ArrowUp");
        page.browser.await("document.querySelector('.trace-row.tied').dataset.seq === '" + MANY + "'");
        keys.press("Escape");
        page.isWithoutComplaints();
    }

    @Test
    void filterAndSearchFindWhatThereIsAmongAll() throws IOException, InterruptedException {
        page.browser.click(".filter", "message");
        page.browser.await(COUNT + " === '" + MANY / 10 + "' && !document.querySelector('.trace-row.k-message')");
        page.browser.click(".filter", "message");
        page.browser.await(COUNT + " === '" + MANY + "'");

        page.browser.type("input[type=search]", "ROW-4321");
        page.browser.await(COUNT + " === '1'");
        shows(4321);
        page.browser.type("input[type=search]", "x");
        page.browser.await(COUNT + " === '0'");
        page.browser.type("input[type=search]", "\uE003".repeat("ROW-4321x".length()));
        page.browser.await(COUNT + " === '" + MANY + "'");
        page.isWithoutComplaints();
    }
}
