package io.github.onekyu.core.error;

import java.util.List;
import java.util.stream.Collectors;

/** The operator must edit something: the start is refused and nothing was bound (CFG-08). Carries every problem found. */
public final class ConfigException extends OneBotException {
    private static final long serialVersionUID = 1L;

    private final transient List<ConfigProblem> problems;

    public ConfigException(List<ConfigProblem> problems) {
        super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n")), null);
        this.problems = List.copyOf(problems);
    }

    public List<ConfigProblem> problems() {
        return problems;
    }
}
