package io.github.onekyu.core.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {
    @ParameterizedTest
    @Tag("ENH-13")
    @CsvSource(
            delimiter = '|',
            value = {
                "http://h/a.png|http://h/a.png",
                "HTTPS://h:8443/a?b=c&d=%20|https://h:8443/a?b=c&d=%20",
                "http://h/a b[1].png#top|http://h/a%20b%5B1%5D.png",
                "http://h/图.png?名=1|http://h/%E5%9B%BE.png?%E5%90%8D=1",
                "http://h/100%.png|http://h/100%25.png",
                "http://[::1]:80/a|http://[::1]:80/a",
                "http://例え.jp/a|http://xn--r8jz45g.jp/a",
                "http://user:pass@h/a|http://h/a",
            })
    void addressesAreReadAsBrowsersReadThem(String given, String expected) {
        assertThat(WebAddress.parse(given)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://", "http:///a", "http://h\r\nX: y/", "http://a b/"})
    void whatNamesNoHostIsRefused(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> WebAddress.parse(url));
    }
}
