package io.github.onekyu.console.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.onekyu.testkit.Browser;
import java.io.IOException;
import java.nio.file.Path;

/** A browser with the page of a stand-in console in it, for a whole class of tests. */
final class OpenedPage implements AutoCloseable {
    final Browser browser;
    StandInConsole console;

    /** Starts both; without a browser the tests are left out, but never in CI. */
    OpenedPage(Path profile) throws IOException, InterruptedException {
        if (System.getenv("CI") == null) {
            assumeTrue(Browser.available(), "no chromedriver on the PATH: apt-get install chromium chromium-driver");
        }
        browser = new Browser(profile);
        console = new StandInConsole();
        browser.size(1280, 800);
        load();
    }

    /** The page as if it were opened just now, before another console that knows nothing yet. */
    void renew() throws IOException, InterruptedException {
        browser.open("about:blank");
        console.close();
        console = new StandInConsole();
        load();
    }

    private void load() throws IOException, InterruptedException {
        browser.open(console.address());
        browser.await("document.querySelector('.live.live')");
    }

    /** Goes to a tab, such as {@code trace}, or to something on it, such as {@code chat/group:20001}. */
    void show(String place) throws IOException, InterruptedException {
        browser.run("location.hash = '" + place + "'");
        browser.await("document.querySelector('main." + place.replaceAll("/.*", "") + "')");
    }

    /** Errors on the browser's console, among them what the content security policy forbade, were none. */
    void isWithoutComplaints() throws IOException, InterruptedException {
        assertThat(browser.complaints()).isEqualTo("[]");
    }

    @Override
    public void close() throws IOException {
        browser.close();
        console.close();
    }
}
