package io.github.onekyu.core.diagnosis;

import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.config.EndpointKeys;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.transport.TransportProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What there is to try for one endpoint of a configuration.
 *
 * @param endpoint such as {@code ws_reverse.koishi}
 * @param probes none where its transport has nothing to try
 */
public record Checkup(String endpoint, List<Probe> probes) {
    public Checkup {
        probes = List.copyOf(probes);
    }

    /**
     * All endpoints that are on, the classic ones first. What has to be edited is said in the configuration's problems.
     *
     * @param selfId of the account; 0 if it is not known yet
     */
    public static List<Checkup> of(ConfigView account, List<TransportProvider> providers, long selfId) {
        Map<String, TransportProvider> byName = new TreeMap<>();
        providers.forEach(provider -> byName.put(provider.name(), provider));
        List<Checkup> found = new ArrayList<>();
        byName.forEach((name, provider) -> {
            if (provider.activation(account).on()) {
                found.add(of(name, provider, account, selfId));
            }
        });
        JsonObject sections = account.json().object("endpoints").orElse(JsonObject.EMPTY);
        new TreeMap<>(sections.members()).forEach((name, section) -> {
            TransportProvider provider = byName.get(name.split("\\.", 2)[0]);
            if (provider != null && section instanceof JsonObject values) {
                ConfigView view = EndpointKeys.view(account, name, provider.name(), values);
                if (view.flag("enable", true) && provider.activation(view).on()) {
                    found.add(of(name, provider, view, selfId));
                }
            }
        });
        return found;
    }

    /** One endpoint, with the settings that it sees. */
    public static Checkup of(String endpoint, TransportProvider provider, ConfigView view, long selfId) {
        return new Checkup(
                endpoint,
                provider.probes(view, selfId).stream()
                        .map(probe -> probe.named(endpoint))
                        .toList());
    }

    /** Those of all endpoints that are listeners of our own. */
    public static List<Probe> listeners(List<Checkup> all) {
        return all.stream()
                .flatMap(each -> each.probes().stream())
                .filter(probe -> probe.kind() == Probe.Kind.LISTENER)
                .toList();
    }
}
