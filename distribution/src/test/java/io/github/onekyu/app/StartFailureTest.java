package io.github.onekyu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.onekyu.core.error.BackendException;
import io.github.onekyu.core.error.ConfigException;
import io.github.onekyu.core.error.ConfigProblem;
import io.github.onekyu.core.error.TransportException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StartFailureTest {
    static Stream<Arguments> failures() {
        ConfigProblem one = new ConfigProblem("OKY-1030", "a", "is odd", "mend it");
        ConfigProblem two = new ConfigProblem("OKY-1030", "b", "is even", "mend it too");
        return Stream.of(
                arguments(
                        new ConfigException(List.of(one, two)),
                        78,
                        "OKY-1030 a: is odd; mend it\nOKY-1030 b: is even; mend it too\n"),
                arguments(new TransportException("OKY-1101 port 1 is busy", null), 69, "OKY-1101 port 1 is busy\n"),
                arguments(
                        new TransportException("port 1 is busy", null),
                        69,
                        "OKY-1806 a transport cannot start: port 1 is busy\n"),
                arguments(new BackendException(103, "OKY-1601 no host"), 69, "OKY-1601 no host\n"),
                arguments(
                        new BackendException(103, "OKY-1601 no right", new AccessDeniedException("f")),
                        77,
                        "OKY-1601 no right\n"),
                arguments(
                        new LauncherException(77, "OKY-1809 no right", new AccessDeniedException("f")),
                        77,
                        "OKY-1809 no right\n"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void eachKindOfFailureHasItsCodeAndNoStackTrace(RuntimeException failure, int exitCode, String message) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        assertThat(StartFailure.report(failure, new PrintStream(err, true, StandardCharsets.UTF_8)))
                .isEqualTo(exitCode);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines(message);
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void bugsExitWith1(Throwable bug) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        assertThat(StartFailure.report(bug, new PrintStream(err, true, StandardCharsets.UTF_8)))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("OKY-1899 internal error")
                .doesNotContain("\tat ");
    }

    static Stream<Throwable> bugs() {
        return Stream.of(new IllegalStateException("odd"), new NoClassDefFoundError("x/Y"));
    }
}
