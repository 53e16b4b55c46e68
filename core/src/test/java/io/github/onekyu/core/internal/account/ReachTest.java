package io.github.onekyu.core.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.config.ConfigKeys;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachTest {
    private static final Set<String> TRANSPORTS = Set.of("http", "ws", "ws_reverse", "post", "lines");

    private static JsonObject with(String key) {
        return JsonObject.builder().put(key, "x").build();
    }

    @ParameterizedTest
    @Tag("EP-17")
    @CsvSource({
        "host,http lines",
        "port,http lines",
        "use_http,http",
        "enable_cors,http lines",
        "ws_port,ws",
        "use_ws,ws",
        "ws_ping_interval,lines ws ws_reverse",
        "ws_reverse_url,ws_reverse",
        "use_ws_reverse,ws_reverse",
        "access_token,http lines ws ws_reverse",
        "secret,lines post",
        "post_url,post",
        "post_timeout,post",
        "lines_port,lines",
        "use_lines,lines",
        "read_only,http lines post ws ws_reverse",
        "console_port,''",
        "log_level,''",
        "endpoints,''"
    })
    void aKeyIsOfThoseWhoReadIt(String key, String readers) {
        Set<String> found = TRANSPORTS.stream()
                .filter(transport -> Reach.settings(with(key), JsonObject.EMPTY, transport, TRANSPORTS)
                        .has(key))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(String.join(" ", found)).isEqualTo(readers);
    }

    @ParameterizedTest
    @Tag("EP-17")
    @CsvSource({
        "ws_reverse_url,ENDPOINTS",
        "endpoints,ENDPOINTS",
        "access_token,ENDPOINTS",
        "max_message_size,ENDPOINTS",
        "post_message_format,ACCOUNT",
        "event_filter,ACCOUNT",
        "thread_pool_size,ACCOUNT",
        "somebodys.key,ACCOUNT",
        "upstream_listen,HOST",
        "backend,HOST",
        "data_dir,HOST",
        "console_host,NOTHING",
        "allow_insecure,NOTHING"
    })
    void aChangeReachesAsFarAsItsKey(String key, Reach reach) {
        assertThat(Reach.of(JsonObject.EMPTY, with(key), TRANSPORTS, "sandbox")).isEqualTo(reach);
        assertThat(Reach.of(with(key), JsonObject.EMPTY, TRANSPORTS, "sandbox")).isEqualTo(reach);
        assertThat(Reach.of(with(key), with(key), TRANSPORTS, "sandbox")).isEqualTo(Reach.NOTHING);
    }

    @Test
    @Tag("EP-17")
    void theFarthestCounts() {
        JsonObject several = with("port").with("thread_pool_size", new JsonString("1"));
        assertThat(Reach.of(JsonObject.EMPTY, several, TRANSPORTS, "sandbox")).isEqualTo(Reach.ACCOUNT);
        assertThat(Reach.of(JsonObject.EMPTY, with("max_message_size"), TRANSPORTS, "onebot"))
                .isEqualTo(Reach.HOST);
    }

    /** A key that is added later must not be without effect because nobody thought of this. */
    @Test
    void noKeyIsForgotten() {
        assertThat(ConfigKeys.all())
                .filteredOn(key -> !ConfigKeys.PROCESS.contains(key.name()))
                .filteredOn(key -> !key.name().equals("allow_insecure"))
                .allSatisfy(key -> {
                    Reach reach = Reach.of(JsonObject.EMPTY, with(key.name()), TRANSPORTS, "sandbox");
                    assertThat(reach).isNotEqualTo(Reach.NOTHING);
                    if (reach == Reach.ENDPOINTS) {
                        assertThat(TRANSPORTS)
                                .anyMatch(transport -> Reach.settings(
                                                with(key.name()), JsonObject.EMPTY, transport, TRANSPORTS)
                                        .has(key.name()));
                    }
                });
    }
}
