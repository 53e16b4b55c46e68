package io.github.onekyu.app;

import io.github.onekyu.core.config.LoadedAccounts;
import io.github.onekyu.core.error.ConfigException;
import io.github.onekyu.core.error.ConfigProblem;
import java.util.ArrayList;
import java.util.List;

/** What can only be seen with all accounts in view, before a start and before a reload. */
final class BeforeStart {
    private BeforeStart() {}

    /** @throws ConfigException with everything that is wrong */
    static void check(LoadedAccounts loaded) {
        List<ConfigProblem> problems = new ArrayList<>(OpenDoors.problems(loaded));
        problems.addAll(OwnAddresses.problems(loaded));
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }
}
