package io.github.onekyu.core.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.onekyu.core.observe.ConnectionState;
import io.github.onekyu.core.observe.EndpointState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class EndpointWatchTest {
    private final Logger log = (Logger) LoggerFactory.getLogger(EndpointWatch.class);
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private long sent;
    private long received;
    private boolean online = true;
    private final EndpointWatch watch = new EndpointWatch(() -> List.of(ws()), () -> online);

    @BeforeEach
    void listen() {
        log.setLevel(Level.INFO);
        said.start();
        log.addAppender(said);
    }

    @AfterEach
    void leave() {
        log.detachAppender(said);
        log.setLevel(null);
    }

    private EndpointState ws() {
        return new EndpointState(
                10000,
                "ws",
                "ws",
                EndpointState.Phase.LISTENING,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                sent,
                received,
                0,
                List.of(new ConnectionState(1, "127.0.0.1:1", "universal", 0, 0, 0, 0, sent, received, 0)));
    }

    private List<String> lines() {
        return said.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    @Tag("DOC-15")
    void whatBeginsIsSaidOnceAndAgainWhenItBeginsAgain() {
        watch.look(1000);
        assertThat(lines()).isEmpty();
        watch.look(120_000);
        watch.look(140_000);
        assertThat(lines()).singleElement().asString().startsWith("OKY-1842 ws is connected");
        sent = 1;
        watch.look(160_000);
        watch.look(180_000);
        assertThat(lines()).hasSize(2).last().asString().startsWith("OKY-1851 ");
        received = 1;
        watch.look(200_000);
        assertThat(lines()).hasSize(2);
        online = false;
        watch.look(220_000);
        online = true;
        watch.look(240_000);
        online = false;
        watch.look(260_000);
        assertThat(lines()).hasSize(4).last().asString().startsWith("OKY-1849 ").contains("the account is offline");
    }
}
