package io.github.onekyu.core.internal.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.observe.EndpointReport;
import io.github.onekyu.core.observe.Trace;
import io.github.onekyu.core.observe.TraceRecord;
import io.github.onekyu.core.observe.Traffic;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointLogTest {
    private final Trace trace = Trace.keeping(100, 1 << 20);
    private final EndpointLog log = new EndpointLog(10000, "ws", trace);
    private final List<String> ended = new ArrayList<>();

    private Traffic traffic(long sent) {
        return new Traffic() {
            @Override
            public long queued() {
                return 1;
            }

            @Override
            public long queuedBytes() {
                return 10;
            }

            @Override
            public long behindMillis() {
                return 3;
            }

            @Override
            public long sent() {
                return sent;
            }

            @Override
            public long received() {
                return 2;
            }

            @Override
            public long dropped() {
                return 0;
            }

            @Override
            public void disconnect(String reason) {
                ended.add(sent + " " + reason);
            }
        };
    }

    @Test
    void connectionsComeAndGoAndTheirCountersStay() {
        EndpointReport.Connection first = log.opened("127.0.0.1:1", "api", traffic(5));
        log.opened("127.0.0.1:2", "event", traffic(7));
        assertThat(log.connections())
                .extracting(c -> c.peer() + " " + c.sent())
                .containsExactly("127.0.0.1:1 5", "127.0.0.1:2 7");
        first.closed("it went");
        first.closed("twice");
        assertThat(log.connections()).hasSize(1);
        assertThat(log.sent()).isEqualTo(5);
        assertThat(log.received()).isEqualTo(2);
        assertThat(trace.after(0, 10))
                .extracting(r -> r.json().string("state", ""))
                .containsExactly("opened", "opened", "closed");
    }

    @Test
    void aConnectionIsEndedByItsId() {
        log.opened("127.0.0.1:1", "api", traffic(5));
        log.opened("127.0.0.1:2", "api", traffic(6));
        long id = log.connections().get(1).id();
        assertThat(log.disconnect(id, "enough")).isTrue();
        assertThat(log.disconnect(id + 1000, "enough")).isFalse();
        assertThat(ended).containsExactly("6 enough");
    }

    @Test
    void theSameProblemAgainIsCountedAndTracedOnce() {
        log.problem("OKY-1402", "nobody listens");
        log.problem("OKY-1402", "nobody listens");
        assertThat(log.problem().orElseThrow().count()).isEqualTo(2);
        log.problem("OKY-1402", "403");
        assertThat(log.problem().orElseThrow().count()).isEqualTo(1);
        log.cleared();
        assertThat(log.problem()).isEmpty();
        assertThat(trace.after(0, 10))
                .hasSize(2)
                .extracting(TraceRecord::selfId)
                .containsOnly(10000L);
    }

    @ParameterizedTest
    @CsvSource({
        "ws://h:1/x, ws://h:1/x",
        "ws://user:pass@h/x, ws://***@h/x",
        "ws://h/?access_token=abc&b=c#d, ws://h/?access_token=***&b=***#d",
        "http://h/a@b, http://h/a@b",
        "no address, no address"
    })
    void noSecretIsInAnAddress(String given, String shown) {
        log.target(given);
        assertThat(log.target()).hasValue(shown);
    }
}
