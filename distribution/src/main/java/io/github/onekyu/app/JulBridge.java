package io.github.onekyu.app;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/** Hands on what libraries say through the JDK's own logging, which would otherwise go straight to the screen. */
final class JulBridge extends Handler {
    private final SimpleFormatter formatter = new SimpleFormatter();

    private JulBridge() {}

    static void install() {
        LogManager.getLogManager().reset();
        Logger.getLogger("").addHandler(new JulBridge());
    }

    @Override
    public void publish(LogRecord entry) {
        org.slf4j.Logger logger = LoggerFactory.getLogger(String.valueOf(entry.getLoggerName()));
        int level = entry.getLevel().intValue();
        String message = formatter.formatMessage(entry);
        if (level >= Level.SEVERE.intValue()) {
            logger.error(message, entry.getThrown());
        } else if (level >= Level.WARNING.intValue()) {
            logger.warn(message, entry.getThrown());
        } else if (level >= Level.INFO.intValue()) {
            logger.info(message, entry.getThrown());
        } else {
            logger.debug(message, entry.getThrown());
        }
    }

    @Override
    public void flush() {
        // nothing is held back
    }

    @Override
    public void close() {
        // nothing is open
    }
}
