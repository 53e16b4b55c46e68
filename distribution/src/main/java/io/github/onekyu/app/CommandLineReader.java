package io.github.onekyu.app;

import io.github.onekyu.core.OneBot;
import io.github.onekyu.core.config.ConfigLoader;
import io.github.onekyu.core.config.LoadedAccounts;
import io.github.onekyu.core.config.LoadedConfig;
import io.github.onekyu.core.config.Presets;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Reads any command line and runs what it asks for. {@link PlainRun} is the short way for most of them. */
final class CommandLineReader {
    private static final String USAGE = "OKY-1804";

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    CommandLineReader(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    /** @return the exit code */
    int execute(String... args) {
        return new CommandLine(new Onekyu())
                .setExpandAtFiles(false)
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler(this::explain)
                .setExecutionExceptionHandler((failure, line, parsed) -> StartFailure.report(failure, err))
                .execute(args);
    }

    private int explain(ParameterException mistake, String[] args) {
        err.println(USAGE + " " + mistake.getMessage() + "; 'onekyu --help' lists what there is");
        return ExitCode.USAGE;
    }

    @Command(
            name = "onekyu",
            description = {
                "Connects one chat account to any number of bot programs.",
                "Without a configuration file it starts a simulated account on this machine only."
            },
            versionProvider = Versions.class,
            sortOptions = false,
            optionListHeading = "%n",
            commandListHeading = "%nCommands:%n",
            footer = {
                "",
                "Settings: defaults, then the files of DIR, then ONEKYU_<KEY> variables, then --set.",
                "Exit codes: 0 ok, 1 internal error, 2 usage, 69 cannot bind or connect, 77 permission, 78 configuration."
            })
    private final class Onekyu implements Callable<Integer> {
        @Option(
                names = "--home",
                paramLabel = "DIR",
                scope = ScopeType.INHERIT,
                description = "where configuration and data are (default: the unpacked folder)")
        private @Nullable Path home;

        @Option(
                names = "--set",
                paramLabel = "key=value",
                scope = ScopeType.INHERIT,
                description = "one setting, above all files; may be repeated")
        private List<String> settings = List.of();

        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                scope = ScopeType.INHERIT,
                description = "show this text")
        @SuppressWarnings("UnusedVariable") // picocli acts on it
        private boolean help;

        @Option(
                names = {"-V", "--version"},
                versionHelp = true,
                scope = ScopeType.INHERIT,
                description = "show the version")
        @SuppressWarnings("UnusedVariable") // picocli acts on it
        private boolean version;

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            return run();
        }

        @Command(description = "start and stay in the foreground (also without this word)")
        int run() {
            return new Foreground(environment, out, err).run(Home.of(Optional.ofNullable(home), environment), pairs());
        }

        @Command(description = "tell the running process to read its configuration again")
        @SuppressWarnings("UnusedMethod") // picocli calls it
        int reload() {
            Path where = Home.of(Optional.ofNullable(home), environment);
            return new ReloadCall(out, err)
                    .run(() -> new ConfigLoader(where, environment, pairs(), Installed.extraKeys())
                            .loadAll()
                            .process());
        }

        @Command(description = "show what to write for a framework, on our side and on its own")
        @SuppressWarnings("UnusedMethod") // picocli calls it
        int preset(
                @Parameters(
                                paramLabel = "NAME",
                                description = "nonebot2, koishi, astrbot, yunzai, zerobot, shiro or simbot")
                        String name) {
            if (!Presets.NAMES.contains(name)) {
                throw new ParameterException(
                        Objects.requireNonNull(spec).commandLine(),
                        "there is no preset \"" + name + "\"; there are " + String.join(", ", Presets.NAMES));
            }
            PresetPage.print(name, out);
            return ExitCode.OK;
        }

        @Command(description = "say why an endpoint, or an address, does not connect, and what to do")
        @SuppressWarnings("UnusedMethod") // picocli calls it
        int doctor(
                @Parameters(
                                arity = "0..1",
                                paramLabel = "ENDPOINT|URL",
                                description = "an endpoint's name, \"upstream\", or an address; without it, all")
                        @Nullable
                        String subject,
                @Option(names = "--json", description = "print one JSON document") boolean json) {
            Path where = Home.of(Optional.ofNullable(home), environment);
            LoadedAccounts loaded = new ConfigLoader(where, environment, pairs(), Installed.extraKeys()).loadAll();
            return new Doctor(out, err, json)
                    .run(
                            loaded.process(),
                            loaded.accounts().stream().map(LoadedConfig::config).toList(),
                            Optional.ofNullable(subject));
        }

        private Map<String, String> pairs() {
            Map<String, String> pairs = new LinkedHashMap<>();
            for (String setting : settings) {
                if (!PlainRun.put(pairs, setting)) {
                    // Not the text itself: it may be a secret with the key forgotten.
                    throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "--set expects key=value");
                }
            }
            return pairs;
        }
    }

    /** What {@code --version} prints. */
    static final class Versions implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Onekyu " + OneBot.version()};
        }
    }
}
