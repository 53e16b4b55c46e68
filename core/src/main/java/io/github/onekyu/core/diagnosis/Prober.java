package io.github.onekyu.core.diagnosis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Tries connections, each on a thread of its own, over sockets of its own, and closes them. Thread-safe. What it says has no
 * secret in it, not even one that the peer repeats.
 */
public final class Prober {
    /** What is left of the deadline when an attempt has used up its own: time for its last words. */
    private static final long SPARE_MILLIS = 500;

    private final List<Probe> own;
    private final @Nullable KeyStore trusted;

    /** @param own our own listeners: whoever dials one of them dials itself */
    public Prober(List<Probe> own) {
        this(own, null);
    }

    /** @param trusted in place of what this Java trusts */
    Prober(List<Probe> own, @Nullable KeyStore trusted) {
        this.own = List.copyOf(own);
        this.trusted = trusted;
    }

    /** Completes within the probe's deadline, always with a diagnosis. */
    public CompletableFuture<Diagnosis> examine(Probe probe) {
        CompletableFuture<Diagnosis> result = new CompletableFuture<>();
        Steps steps = new Steps(probe.deadline());
        Thread thread = new Thread(
                () -> {
                    try {
                        result.complete(now(probe, steps));
                    } catch (RuntimeException bug) {
                        result.complete(scrubbed(
                                probe,
                                Cause.UNREACHABLE,
                                probe.address() + " could not be tried: " + bug,
                                steps.failed(bug.toString())));
                    }
                },
                "onekyu-doctor");
        thread.setDaemon(true);
        thread.start();
        return result.completeOnTimeout(late(probe), probe.deadline().toMillis() + SPARE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static Diagnosis late(Probe probe) {
        return Diagnosis.of(
                Cause.NO_ANSWER,
                probe.what() + ": no answer within " + probe.deadline().toSeconds() + " s; the name service or "
                        + probe.peer() + " is too slow: check " + probe.key(),
                List.of());
    }

    /** As {@link #examine}, and waits. */
    public Diagnosis await(Probe probe) {
        try {
            return examine(probe).get(probe.deadline().toMillis() + 2 * SPARE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException impossible) {
            return late(probe);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return late(probe);
        }
    }

    /** All connections of one endpoint, up to the first that fails. */
    public Diagnosis awaitAll(List<Probe> probes) {
        List<Diagnosis.Step> steps = new ArrayList<>();
        Diagnosis last = Diagnosis.of(Cause.NONE, "there is nothing to try", List.of());
        for (Probe probe : probes) {
            last = await(probe);
            steps.addAll(last.steps());
            if (!last.ok()) {
                break;
            }
        }
        return new Diagnosis(last.ok(), last.code(), last.message(), steps);
    }

    private Diagnosis now(Probe probe, Steps steps) {
        Optional<Probe> listener = probe.kind() == Probe.Kind.LISTENER ? Optional.empty() : ourselves(probe);
        if (listener.isPresent()) {
            steps.begin("address");
            String words = probe.address() + " is where Onekyu itself listens ("
                    + listener.get().what() + ", " + listener.get().key() + "); write the address of " + probe.peer()
                    + " into " + probe.key() + ", or give the listener another port";
            return scrubbed(probe, Cause.OWN_PORT, words, steps.failed(words));
        }
        try {
            String works = new Attempt(probe, steps, trusted).run();
            return scrubbed(probe, Cause.NONE, probe.peer() + " at " + probe.address() + " " + works, steps.all());
        } catch (Finding found) {
            return scrubbed(probe, found.reason(), found.words(), steps.failed(found.words()));
        }
    }

    /** Peers like to repeat what they were sent. */
    private static Diagnosis scrubbed(Probe probe, Cause cause, String message, List<Diagnosis.Step> steps) {
        return Diagnosis.of(
                cause,
                scrub(probe, message),
                steps.stream()
                        .map(step ->
                                new Diagnosis.Step(step.name(), step.ok(), scrub(probe, step.message()), step.millis()))
                        .toList());
    }

    private static String scrub(Probe probe, String words) {
        String clean = words;
        for (String name : List.of("Authorization", "X-Signature")) {
            String value = probe.headers().getOrDefault(name, "");
            String secret = value.substring(value.indexOf(' ') + 1);
            if (secret.length() > 2) {
                clean = clean.replace(secret, "***");
            }
        }
        return clean;
    }

    private Optional<Probe> ourselves(Probe probe) {
        return own.stream()
                .filter(each -> each.address().port() == probe.address().port()
                        && isHere(probe.address().hostName()))
                .findFirst();
    }

    private static boolean isHere(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (IOException unknown) {
            return false; // and that is said by the first step
        }
    }
}
