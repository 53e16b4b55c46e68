package io.github.onekyu.transport.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.rfc6455.CasePage;
import io.github.onekyu.testkit.rfc6455.Meeting;
import io.github.onekyu.testkit.rfc6455.Rfc6455;
import io.github.onekyu.testkit.rfc6455.Side;
import io.github.onekyu.testkit.rfc6455.WireCase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our table of RFC 6455 cases against the server. */
class Rfc6455Test {
    private static OneBotFixture account;
    private static Rfc6455 table;

    @BeforeAll
    static void start() throws IOException {
        account = Bots.account()
                .set("max_message_size", Integer.toString(Rfc6455.LIMIT))
                .start();
        table = new Rfc6455(Meeting.withServer(account.port("ws")));
    }

    @AfterAll
    static void stop() throws IOException {
        table.close();
        account.close();
    }

    static List<WireCase> cases() {
        return Rfc6455.cases(Side.SERVER);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    @Tag("WS-03")
    @Tag("WS-07")
    @Tag("WS-12")
    @Tag("WS-14")
    @Tag("WS-15")
    @Tag("NET-06")
    void theOutcomeIsTheKnownOne(WireCase one) throws IOException {
        assertThat(table.outcome(one)).isEqualTo(one.outcome(Side.SERVER));
    }

    @Test
    void thePageSaysWhatCameBack() throws IOException {
        Map<String, String> outcomes = new LinkedHashMap<>();
        for (WireCase one : cases()) {
            outcomes.put(one.id(), table.outcome(one));
        }
        String page = CasePage.read(Path.of(""));
        assertThat(CasePage.outcomes(page, Side.SERVER)).containsExactlyEntriesOf(outcomes);
        assertThat(page).as("out of date; run " + CasePage.COMMAND).isEqualTo(CasePage.text());
    }
}
