package io.github.onekyu.benchmarks.standin;

import io.github.onekyu.benchmarks.control.ControlServer;
import io.github.onekyu.benchmarks.control.JvmFigures;
import java.util.List;
import java.util.Optional;

/** A bare program under test: prints {@code READY port control-port} and serves until it is ended. */
public final class StandIn {
    private StandIn() {}

    /** A kind of stand-in, started. */
    interface Kind {
        /** The port that is measured; 0 if it has none. */
        int port();

        /** Does what the runner asks for; empty if it knows no such command. */
        default Optional<String> command(List<String> words) throws Exception {
            return Optional.empty();
        }
    }

    public static void main(String[] arguments) throws Exception {
        Kind kind = switch (arguments[0]) {
            case "http" -> new HttpStandIn();
            case "hosted" -> new HostedStandIn();
            case "grizzly" -> new GrizzlyStandIn();
            case "undertow" -> new UndertowStandIn();
            case "poster" -> new PostingStandIn();
            case "acceptor" -> new AcceptingStandIn();
            default -> throw new IllegalArgumentException("unknown stand-in: " + arguments[0]);
        };
        ControlServer control = new ControlServer(words -> {
            Optional<String> answer = JvmFigures.answer(words);
            return (answer.isPresent() ? answer : kind.command(words))
                    .orElseThrow(() -> new IllegalArgumentException("unknown command " + words));
        });
        System.out.println("READY " + kind.port() + " " + control.port());
        Thread.currentThread().join();
    }
}
