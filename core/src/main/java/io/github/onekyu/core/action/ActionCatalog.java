package io.github.onekyu.core.action;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The actions of actions.md, from the machine-readable table {@code actions.json} beside this class: those that hosts
 * perform, and those that the account answers itself ({@code get_status} and the like).
 */
public final class ActionCatalog {
    private static final ActionCatalog STANDARD = load();

    private final Map<String, ActionSpec> specs;

    private ActionCatalog(Map<String, ActionSpec> specs) {
        this.specs = Collections.unmodifiableMap(specs);
    }

    public static ActionCatalog standard() {
        return STANDARD;
    }

    public Optional<ActionSpec> find(String name) {
        return Optional.ofNullable(specs.get(name));
    }

    /** All rows, in the order of the table. */
    public Collection<ActionSpec> all() {
        return specs.values();
    }

    /** The names of those that hosts perform, in the order of the table. */
    public Set<String> hostActions() {
        return specs.values().stream()
                .filter(spec -> !spec.ownAction())
                .map(ActionSpec::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static ActionCatalog load() {
        try (InputStream in =
                Objects.requireNonNull(ActionCatalog.class.getResourceAsStream("actions.json"), "actions.json")) {
            Map<String, ActionSpec> specs = new LinkedHashMap<>();
            for (var row : (JsonArray) Json.parse(in.readAllBytes())) {
                ActionSpec spec = ActionSpec.read((JsonObject) row);
                specs.put(spec.name(), spec);
            }
            return new ActionCatalog(specs);
        } catch (IOException e) {
            throw new UncheckedIOException("actions.json cannot be read", e);
        }
    }
}
