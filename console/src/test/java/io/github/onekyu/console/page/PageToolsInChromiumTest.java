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

/** What the page's tools do where the real program is seldom: odd addresses, a page of another machine, accounts that go. */
class PageToolsInChromiumTest {
    private static final String SPACE = "\uE00D";
    private static final String TWO_ACCOUNTS =
            "{\"mode\":\"sandbox\",\"token\":true,\"accounts\":[{\"self_id\":10000,\"backend\":\"sandbox\",\"real\":false},"
                    + "{\"self_id\":10005,\"backend\":\"sandbox\",\"real\":false}]}";

    @TempDir
    static Path profile;

    private static OpenedPage page;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        page = new OpenedPage(profile);
    }

    @AfterAll
    static void stop() throws IOException {
        if (page != null) {
            page.close();
        }
    }

    @BeforeEach
    void renew() throws IOException, InterruptedException {
        page.renew();
    }

    @AfterEach
    void complaints() throws IOException, InterruptedException {
        page.isWithoutComplaints();
    }

    /** Presses a button as a person does, with what is copied caught on its way; the page is not of this machine, so to speak. */
    private static String copiedWithoutClipboard(String button) throws IOException, InterruptedException {
        page.browser.run("Object.defineProperty(navigator, 'clipboard', {value: undefined, configurable: true});"
                + "window.copied = ''; document.addEventListener('copy', e => { copied = e.target.value; })");
        page.browser.type(button, SPACE);
        page.browser.await("copied !== '' && document.querySelector('.toast').textContent === 'Copied'");
        assertThat(page.browser.text("document.querySelector('body > textarea')"))
                .as("what is left of it")
                .isEqualTo("null");
        return page.browser.text("copied");
    }

    @Test
    void anAddressWithAStrayPercentShowsTheChat() throws IOException, InterruptedException {
        page.show("trace");
        page.browser.run("location.hash = 'trace/%zz'");
        page.browser.await("document.querySelector('main.chat #say')");
        page.browser.run("location.reload()");
        page.browser.await("document.querySelector('main.chat #say')");
    }

    @Test
    void aCommandNamesAccountEndpointAndToken() throws IOException, InterruptedException {
        page.console.answers.put("/admin/v1/accounts", TWO_ACCOUNTS);
        page.browser.run("location.reload()");
        page.browser.await("document.querySelector('select.account')");
        page.browser.run("const a = document.querySelector('select.account'); a.value = '10005';"
                + "a.dispatchEvent(new Event('change', {bubbles: true}))");
        page.show("api");
        page.browser.click(".actions button", "get_login_info");
        page.browser.await("document.querySelectorAll('#run-as option').length === 3");
        page.browser.run("const r = document.querySelector('#run-as'); r.value = 'ws_reverse.koishi';"
                + "r.dispatchEvent(new Event('change', {bubbles: true}))");
        assertThat(copiedWithoutClipboard("form button[type=button]"))
                .isEqualTo("curl -s -H 'Content-Type: application/json' -H \"Authorization: Bearer $ACCESS_TOKEN\""
                        + " -d '{\"params\":{},\"endpoint\":\"ws_reverse.koishi\"}' '" + page.console.address()
                        + "admin/v1/actions/get_login_info?self_id=10005'");
        page.show("peers");
        page.show("api");
        assertThat(page.browser.text("document.querySelector('#run-as').value"))
                .as("what is chosen lasts")
                .isEqualTo("ws_reverse.koishi");
    }

    @Test
    void aCommandWithOneAccountNamesNone() throws IOException, InterruptedException {
        page.console.record("\"kind\":\"call\",\"endpoint\":\"console\",\"peer\":\"console\",\"action\":\"get_status\","
                + "\"params\":{},\"response\":{\"status\":\"ok\",\"retcode\":0},\"ms\":1");
        page.show("trace/seq/1");
        page.browser.await("document.querySelector('.detail')");
        assertThat(copiedWithoutClipboard(".detail button:nth-of-type(2)"))
                .isEqualTo("curl -s -H 'Content-Type: application/json' -d '{\"params\":{}}' '" + page.console.address()
                        + "admin/v1/actions/get_status'");
    }

    @Test
    void whatARealAccountHeardAndWhatWasCutCannotBeRepeated() throws IOException, InterruptedException {
        page.console.real = true;
        page.browser.run("location.reload()");
        page.browser.await("document.querySelector('.badge.real')");
        page.console.record(PageRecords.message(1, "heard"));
        page.console.record("\"kind\":\"call\",\"endpoint\":\"ws\",\"action\":\"send_msg\",\"truncated\":true,"
                + "\"params\":{},\"response\":{\"status\":\"ok\",\"retcode\":0},\"ms\":1");
        page.console.record("\"kind\":\"call\",\"endpoint\":\"ws\",\"action\":\"send_msg\","
                + "\"params\":{},\"response\":{\"status\":\"ok\",\"retcode\":0},\"ms\":1");
        for (int seq = 1; seq <= 3; seq++) {
            page.show("trace/seq/" + seq);
            page.browser.await("document.querySelector(\".detail[aria-label$='" + seq + "']\")");
            assertThat(page.browser.text("document.querySelector('.detail').textContent.includes('Copy as curl')"))
                    .as("record %d", seq)
                    .isEqualTo(String.valueOf(seq == 3));
        }
    }

    @Test
    void aRecordThatAnAddressNamesIsShownWhenItArrives() throws IOException, InterruptedException {
        page.show("trace/seq/2");
        page.console.record(PageRecords.message(1, "before"));
        page.console.record(PageRecords.message(2, "named"));
        page.browser.await("document.querySelector('.detail .json').textContent.includes('named')");
        page.browser.click(".trace-row", "");
        page.browser.await("document.querySelector('.detail .json').textContent.includes('before')");
        page.console.record(PageRecords.message(3, "after"));
        page.browser.await("document.querySelectorAll('.trace-row').length === 3");
        assertThat(page.browser.text("document.querySelector('.detail .json').textContent.includes('before')"))
                .as("the choice of the reader stays")
                .isEqualTo("true");
    }

    @Test
    void anAccountThatIsGoneIsNotAskedForAnyMore() throws IOException, InterruptedException {
        page.console.answers.put("/admin/v1/accounts", TWO_ACCOUNTS);
        page.browser.run("location.reload()");
        page.browser.await("document.querySelector('select.account')");
        page.browser.run("const a = document.querySelector('select.account'); a.value = '10005';"
                + "a.dispatchEvent(new Event('change', {bubbles: true}))");
        page.console.record(PageRecords.message(1, "of one"));
        page.console.answers.remove("/admin/v1/accounts");
        page.browser.await("!document.querySelector('select.account')"); // it looks every three seconds
        String asked = page.browser
                .later("import('/assets/api.js').then(api => done(api.address('/admin/v1/endpoints')))")
                .toString();
        assertThat(asked).isEqualTo("\"/admin/v1/endpoints\"");
    }
}
