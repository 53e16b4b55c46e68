package io.github.onekyu.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The contract notices what is broken, and by the test that is meant to notice it. */
class BrokenTransportsTest {
    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(Fault.LOSES_NULL_ECHO, "nullEchoIsReturnedAsNull"),
                Arguments.of(Fault.ROUNDS_ECHO, "anyEchoComesBackAsItWasSent"),
                Arguments.of(Fault.SWAPS_EVENTS, "eventsArriveInTheirOrder"),
                Arguments.of(Fault.LEAKS_A_THREAD, "noThreadIsLeftAfterManyStarts"),
                Arguments.of(Fault.KEEPS_THE_PORT, "thePortIsFreeAfterTheStop"),
                Arguments.of(Fault.FORGETS_CONNECTIONS, "stoppingEndsOpenConnections"),
                Arguments.of(Fault.NO_ECHO_FOR_UNKNOWN_ACTIONS, "anUnknownActionKeepsItsEcho"),
                Arguments.of(Fault.GREETS_EVERYBODY, "connectGoesToTheNewConnectionAlone"),
                Arguments.of(Fault.ONE_CALL_AT_A_TIME, "aSlowCallDoesNotDelayTheRepliesOfOthers"),
                Arguments.of(Fault.SILENT_ON_GARBAGE, "everyMessageGetsExactlyOneReply"),
                Arguments.of(Fault.IGNORES_A_TAKEN_PORT, "aTakenPortRefusesTheStartAndNamesIt"),
                Arguments.of(Fault.WRONG_IS_MISSING, "missingIs401WrongIs403RightIsLetIn"),
                Arguments.of(Fault.WAITS_FOR_SLOW_PEERS, "aPeerThatDoesNotReadDelaysNobody"));
    }

    @ParameterizedTest(name = "{0} fails {1}")
    @MethodSource("faults")
    void theContractNotices(Fault fault, String test) {
        assertThat(failuresOf(Broken.class, test, fault)).containsExactly(test);
    }

    @ParameterizedTest(name = "without {0}: {1}")
    @MethodSource("faults")
    void theSameTestPassesWithoutTheFault(Fault fault, String test) {
        assertThat(failuresOf(Broken.class, test, Fault.NONE)).isEmpty();
    }

    private static List<String> failuresOf(Class<?> contract, String test, Fault fault) {
        Broken.FAULT.set(fault);
        try {
            Failures failures = new Failures();
            LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectMethod(contract, test))
                    .build();
            LauncherFactory.create().execute(request, failures);
            assertThat(failures.passed + failures.names.size())
                    .as("the test ran, and was not skipped")
                    .isEqualTo(1);
            return failures.names;
        } finally {
            Broken.FAULT.remove();
        }
    }

    private static final class Failures implements TestExecutionListener {
        private final List<String> names = new CopyOnWriteArrayList<>();
        private int passed;

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                names.add(test.getDisplayName().replace("()", ""));
            } else if (test.isTest() && result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
                passed++;
            }
        }
    }
}
