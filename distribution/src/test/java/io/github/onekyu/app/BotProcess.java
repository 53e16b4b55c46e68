package io.github.onekyu.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A bot of some framework as a process of its own, which tells on its standard output what happens. */
final class BotProcess implements AutoCloseable {
    private final Process process;
    private final Path out;

    private BotProcess(Process process, Path out) {
        this.process = process;
        this.out = out;
    }

    static BotProcess start(Path directory, Map<String, String> environment, String... command) throws IOException {
        Path out = Files.createTempFile("bot-", ".out");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().putAll(environment);
        return new BotProcess(builder.start(), out);
    }

    /** Whether a tool is installed: it answers this command. */
    static boolean answers(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notInstalled) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Waits until the bot has said this on a line of its own. */
    void awaitLine(String line) {
        await("the bot says " + line, said -> said.lines().anyMatch(line::equals));
    }

    /** Waits until this has come up so many times in what the bot and its framework say. */
    void awaitTimes(int times, String words) {
        await(
                "the bot says " + words,
                said -> Pattern.compile(Pattern.quote(words))
                                .matcher(said)
                                .results()
                                .count()
                        >= times);
    }

    /** Waits for a line that begins so; answers the rest of it. */
    String awaitRest(String start) {
        Pattern line = Pattern.compile("(?m)^" + Pattern.quote(start) + "(.*)$");
        await("the bot says " + start, said -> line.matcher(said).find());
        Matcher found = line.matcher(out());
        return found.find() ? found.group(1) : "";
    }

    private void await(String what, Predicate<String> said) {
        try {
            Awaitility.await(what).atMost(Duration.ofSeconds(30)).until(() -> {
                if (!process.isAlive()) {
                    throw new AssertionError("the bot ended with " + process.exitValue() + "\n" + out());
                }
                return said.test(out());
            });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(what + ": not so in\n" + out(), e);
        }
    }

    /** SIGSTOP: it stays there, connected, and does nothing at all. */
    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT. */
    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start();
        if (kill.waitFor() != 0) {
            throw new AssertionError("kill -" + name + " ended with " + kill.exitValue());
        }
    }

    String out() {
        try {
            // not readString: the last character may be half written
            return new String(Files.readAllBytes(out), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        Files.deleteIfExists(out);
    }
}
