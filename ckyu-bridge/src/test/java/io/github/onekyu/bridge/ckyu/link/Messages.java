package io.github.onekyu.bridge.ckyu.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What an operator would have read meanwhile. */
final class Messages implements AutoCloseable {
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.onekyu.bridge");
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.INFO)) {
                lines.add(event.getFormattedMessage());
            }
        }
    };

    Messages() {
        appender.setContext(logger.getLoggerContext());
        appender.start();
        logger.setLevel(Level.INFO); // tests are quieter otherwise
        logger.addAppender(appender);
    }

    List<String> all() {
        return List.copyOf(lines);
    }

    List<String> with(String part) {
        return lines.stream().filter(line -> line.contains(part)).toList();
    }

    /** Waits for a line with that code, and fails if there is more than one, or it does not hold the word. */
    void awaitOne(String code, String word) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(with(code)).hasSize(1));
        assertThat(with(code).get(0)).contains(word);
    }

    @Override
    public void close() {
        logger.setLevel(null); // as its parent
        logger.detachAppender(appender);
        appender.stop();
    }
}
