package io.github.onekyu.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import io.github.onekyu.core.config.ConfigView;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * Sets up the logging of the process: short lines without stack traces for the person in front of it, everything in
 * {@code <data_dir>/log/onekyu.log}, which is rotated by {@code max_log_file_size} and {@code max_log_files}.
 */
final class Logging {
    private static final String ACTIVITY = "onekyu.activity";
    private static final String OURS = "io.github.onekyu";
    private static final int SIZE_CHECK_MS = 100;
    private static final int MOST_OLD_FILES = 20; // the most that logback's window holds

    private final PrintStream out;
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private volatile boolean serving;
    private volatile boolean verbose;

    Logging(PrintStream out) {
        this.out = out;
    }

    static Path file(ConfigView config) {
        return config.dataDir().resolve("log").resolve("onekyu.log");
    }

    /** Until the settings are known: nothing, since every trouble is thrown and told by whoever catches it. */
    void quiet() {
        context.reset();
        logger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
        JulBridge.install();
        System.setProperty("org.jboss.logging.provider", "slf4j");
    }

    /**
     * @param showActivity one line for each action and event, too
     * @throws LauncherException if the log file cannot be written
     */
    void configure(ConfigView config, boolean showActivity) {
        Level level = level(config.text("log_level").orElse("info"));
        verbose = level.levelInt <= Level.DEBUG_INT;
        context.reset();
        Logger root = logger(Logger.ROOT_LOGGER_NAME);
        // Libraries speak of their own inner life at INFO.
        root.setLevel(verbose ? Level.INFO : Level.toLevel(Math.max(level.levelInt, Level.WARN_INT)));
        logger(OURS).setLevel(level);
        logger(ACTIVITY).setLevel(showActivity && level.levelInt <= Level.INFO_INT ? Level.DEBUG : level);
        context.addTurboFilter(new ActivityLimit(logger(ACTIVITY)));
        root.addAppender(fileAppender(config));
        root.addAppender(screenAppender());
    }

    /** From now on the screen shows what happens; before, it would stand between the lines of the first minute. */
    void serving() {
        serving = true;
    }

    void close() {
        context.stop();
    }

    private static Level level(String name) {
        return switch (name) {
            case "debug" -> Level.DEBUG;
            case "warning" -> Level.WARN;
            case "error", "fatal" -> Level.ERROR;
            default -> Level.INFO;
        };
    }

    private Logger logger(String name) {
        return context.getLogger(name);
    }

    private Appender<ILoggingEvent> screenAppender() {
        OutputStreamAppender<ILoggingEvent> screen = new OutputStreamAppender<>();
        screen.setContext(context);
        screen.setName("screen");
        screen.setEncoder(encoder("%d{HH:mm:ss} %replace(%-5level){'(INFO |DEBUG)', '     '} %msg%n%nopex"));
        screen.setOutputStream(new Unclosed(out));
        Filter<ILoggingEvent> later = new Filter<>() {
            @Override
            public FilterReply decide(ILoggingEvent event) {
                return serving || verbose || event.getLevel().isGreaterOrEqual(Level.WARN)
                        ? FilterReply.NEUTRAL
                        : FilterReply.DENY;
            }
        };
        later.start();
        screen.addFilter(later);
        screen.start();
        return screen;
    }

    private Appender<ILoggingEvent> fileAppender(ConfigView config) {
        Path file = file(config);
        prepare(file);
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setName("file");
        appender.setFile(file.toString());
        appender.setEncoder(encoder("%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level [%thread] %logger{0} - %msg%n"));
        FixedWindowRollingPolicy window = new FixedWindowRollingPolicy();
        window.setContext(context);
        window.setParent(appender);
        window.setFileNamePattern(file + ".%i");
        window.setMinIndex(1);
        window.setMaxIndex((int) Math.min(MOST_OLD_FILES, config.integer("max_log_files", 1)));
        window.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(new FileSize(config.integer("max_log_file_size", 6 * 1024 * 1024)));
        // By time, since logback's own choice looks at the size only after many lines.
        size.setCheckIncrement(Duration.buildByMilliseconds(SIZE_CHECK_MS));
        size.start();
        appender.setRollingPolicy(window);
        appender.setTriggeringPolicy(size);
        appender.start();
        return appender;
    }

    /** The folder of the log is the first thing that is written, so it is here that a wrong home is noticed. */
    private static void prepare(Path file) {
        try {
            Files.createDirectories(file.getParent());
            if (!Files.exists(file)) {
                Files.createFile(file);
            }
        } catch (AccessDeniedException e) {
            throw new LauncherException(
                    ExitCode.PERMISSION,
                    "OKY-1809 " + file.getParent()
                            + " cannot be written: permission denied; give this user the right, or"
                            + " choose another folder with --home or data_dir",
                    e);
        } catch (IOException e) {
            throw new LauncherException(
                    ExitCode.CONFIGURATION,
                    "OKY-1810 " + file.getParent() + " cannot be made or written (" + e
                            + "); choose another folder with" + " --home or data_dir",
                    e);
        }
    }

    private Encoder<ILoggingEvent> encoder(String pattern) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern(pattern);
        encoder.start();
        return encoder;
    }

    /** The screen is not ours to close. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(PrintStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
