package io.github.onekyu.app;

import io.github.onekyu.core.config.Config;
import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.config.EndpointKeys;
import io.github.onekyu.core.diagnosis.Address;
import io.github.onekyu.core.diagnosis.Checkup;
import io.github.onekyu.core.diagnosis.Diagnosis;
import io.github.onekyu.core.diagnosis.LiveEndpoint;
import io.github.onekyu.core.diagnosis.Probe;
import io.github.onekyu.core.diagnosis.Prober;
import io.github.onekyu.core.error.ConfigException;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.transport.TransportProvider;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code onekyu doctor}: why does it not connect? Asks the running process where there is one and tries connections of its
 * own; starts nothing and binds nothing.
 */
final class Doctor {
    /** The chat host, beside the endpoints. */
    private static final String UPSTREAM = "upstream";

    private final DoctorPage page;
    private final PrintStream err;

    Doctor(PrintStream out, PrintStream err, boolean json) {
        this.page = json ? DoctorPage.json(out) : DoctorPage.text(out);
        this.err = err;
    }

    /** What is known about one account. */
    private record Patient(Config config, long selfId, RunningProcess.Account running, List<Checkup> checkups) {}

    /**
     * @param shared the settings of the console
     * @param accounts the settings of each
     * @param subject the name of an endpoint, {@code upstream}, or an address; empty for all
     * @return the exit code
     * @throws ConfigException if the configuration must be edited
     */
    int run(Config shared, List<Config> accounts, Optional<String> subject) {
        RunningProcess process = RunningProcess.ask(shared);
        process.trouble().ifPresent(page::remark);
        List<Patient> patients = new ArrayList<>();
        for (int i = 0; i < accounts.size(); i++) {
            patients.add(patient(accounts.get(i), process.account(i, accounts.get(i))));
        }
        List<Probe> own = patients.stream()
                .flatMap(each -> Checkup.listeners(each.checkups()).stream())
                .toList();
        boolean fine = true;
        int examined = 0;
        for (Patient patient : patients) {
            List<Checkup> chosen = choose(patient, subject);
            for (Checkup checkup : chosen) {
                Diagnosis found = examine(patient, checkup, new Prober(own));
                page.show(patient.selfId(), checkup.endpoint(), found);
                fine &= found.ok();
                examined++;
            }
        }
        Optional<Address> address = subject.flatMap(Address::parse);
        if (examined == 0 && address.isPresent()) {
            Patient first = patients.get(0);
            for (Checkup checkup : stranger(first, address.get(), subject.orElseThrow())) {
                Diagnosis found = examine(first, checkup, new Prober(own));
                page.show(first.selfId(), checkup.endpoint(), found);
                fine &= found.ok();
                examined++;
            }
        }
        if (examined == 0) {
            err.println("OKY-1804 there is no endpoint \"" + subject.orElse("") + "\"; there are "
                    + String.join(
                            ", ",
                            patients.stream()
                                    .flatMap(each -> each.checkups().stream())
                                    .map(Checkup::endpoint)
                                    .distinct()
                                    .toList())
                    + "; an address begins with ws://, wss://, http:// or https://");
            return ExitCode.USAGE;
        }
        page.end(process.answers());
        return fine ? ExitCode.OK : ExitCode.UNAVAILABLE;
    }

    private static Patient patient(Config config, RunningProcess.Account running) {
        long selfId = running.selfId();
        List<Checkup> checkups = new ArrayList<>(Checkup.of(config, Installed.transports(), selfId));
        Installed.backend(config.text("backend").orElse("sandbox")).ifPresent(provider -> {
            List<Probe> probes = provider.probes(config, selfId);
            if (!probes.isEmpty()) {
                checkups.add(new Checkup(
                        UPSTREAM,
                        probes.stream().map(probe -> probe.named(UPSTREAM)).toList()));
            }
        });
        requireGood(config);
        return new Patient(config, selfId, running, checkups);
    }

    private static void requireGood(ConfigView config) {
        if (!config.problems().isEmpty()) {
            throw new ConfigException(config.problems());
        }
    }

    private static List<Checkup> choose(Patient patient, Optional<String> subject) {
        if (subject.isEmpty()) {
            return patient.checkups();
        }
        Optional<Address> address = Address.parse(subject.get());
        Stream<Checkup> found = patient.checkups().stream()
                .filter(each -> address.isPresent()
                        ? each.probes().stream()
                                .anyMatch(probe -> probe.address().equals(address.get()))
                        : each.endpoint().equals(subject.get())
                                || each.endpoint().endsWith("." + subject.get()));
        return found.toList();
    }

    /** An address that is nowhere in the configuration, tried as the endpoint that it would be. */
    private static List<Checkup> stranger(Patient patient, Address address, String text) {
        String transport = address.scheme().startsWith("ws") ? "ws_reverse" : "post";
        return Installed.transports().stream()
                .filter(provider -> provider.name().equals(transport))
                .map((TransportProvider provider) -> Checkup.of(
                        text.replaceAll("[?#].*", "").replaceAll("//[^/@]*@", "//"),
                        provider,
                        EndpointKeys.view(
                                patient.config(),
                                transport + ".doctor",
                                transport,
                                JsonObject.builder().put("url", text).build()),
                        patient.selfId()))
                .toList();
    }

    private static Diagnosis examine(Patient patient, Checkup checkup, Prober prober) {
        Optional<LiveEndpoint> live = patient.running().endpoint(checkup.endpoint());
        if (live.isPresent() && (!live.get().needsProbe() || checkup.probes().isEmpty())) {
            return live.get().judge(patient.running().online());
        }
        Diagnosis found = prober.awaitAll(checkup.probes());
        if (live.isPresent()) {
            return live.get().complete(found, patient.running().online());
        }
        return checkup.endpoint().equals(UPSTREAM)
                        && found.ok()
                        && patient.running().isOffline()
                ? LiveEndpoint.offline(UPSTREAM, found.steps())
                : found;
    }
}
