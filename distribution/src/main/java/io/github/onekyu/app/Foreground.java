package io.github.onekyu.app;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Runs an account until the process is told to end. */
final class Foreground {
    /** A stop that takes longer than this is given up: whoever sent the signal is about to send a harder one. */
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(12);

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    Foreground(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    /** @return the exit code; a good start ends by a signal, and then this does not return before the process has ended */
    int run(Path home, Map<String, String> typed) {
        Launcher launcher = new Launcher(environment, out);
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(() -> stopWithin(launcher, ended), "onekyu-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            launcher.start(home, typed, () -> HangUp.listen(launcher::reload, () -> System.exit(ExitCode.HUNG_UP)));
        } catch (RuntimeException | LinkageError failure) {
            boolean interrupted = launcher.stopped();
            int code = interrupted ? ExitCode.OK : StartFailure.report(failure, err);
            launcher.stop();
            return code;
        }
        StartArchive.makeLater(environment);
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.OK;
    }

    private static void stopWithin(Launcher launcher, CountDownLatch ended) {
        Thread stop = new Thread(launcher::stop, "onekyu-stopping");
        stop.setDaemon(true);
        stop.start();
        try {
            stop.join(STOP_DEADLINE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ended.countDown();
    }
}
