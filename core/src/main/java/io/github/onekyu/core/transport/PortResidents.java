package io.github.onekyu.core.transport;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The accounts behind one port, and whose a request is (ACC-06 to ACC-08). Changed by {@link SharedPorts} alone; read by any
 * thread.
 *
 * @param <T> what answers for an account
 */
public final class PortResidents<T> {
    /** What a request is told that names no account on a port of several. */
    public static final String UNNAMED = "Several accounts are behind this port. Say which one you mean: put /<self_id>"
            + " before the path, or send the header X-Self-ID: <self_id>.\n";

    /** What a request is told that names an account which is not here. */
    public static final String UNKNOWN = "The account that this request names is not behind this port.\n";

    /** As many as always fit into a long, and the slash. */
    private static final int DIGITS = 19;

    /** @param first at hand, since nearly every request is for the only one */
    private record Present<T>(Map<Long, T> byAccount, Optional<T> first) {}

    private volatile Present<T> present = new Present<>(Map.of(), Optional.empty());

    PortResidents() {}

    /**
     * Where a request goes.
     *
     * @param resident empty: nowhere, 404
     * @param path without the account's number
     * @param refusal what to say where it goes nowhere
     */
    public record Way<T>(Optional<T> resident, String path, String refusal) {}

    /**
     * Finds the account that a request is for.
     *
     * @param path as it was sent, without the query
     * @param selfId the header {@code X-Self-ID}
     */
    public Way<T> find(String path, Optional<String> selfId) {
        Present<T> here = present;
        Map<Long, T> all = here.byAccount();
        Optional<String> named = selfId.map(String::strip).filter(text -> !text.isEmpty());
        Optional<String> number = number(path);
        if (number.isPresent()) {
            T resident = all.get(Long.parseLong(number.get()));
            if (resident != null) {
                boolean contradicted =
                        named.filter(text -> !text.equals(number.get())).isPresent();
                String rest = path.substring(1 + number.get().length());
                return contradicted
                        ? nowhere(path, UNKNOWN)
                        : new Way<>(Optional.of(resident), rest.isEmpty() ? "/" : rest, "");
            }
        }
        if (named.isPresent()) {
            // Never another account's business, not even where that one is alone here at the moment.
            return all.entrySet().stream()
                    .filter(each -> Long.toString(each.getKey()).equals(named.get()))
                    .findFirst()
                    .map(each -> new Way<>(Optional.of(each.getValue()), path, ""))
                    .orElseGet(() -> nowhere(path, UNKNOWN));
        }
        return all.size() == 1
                ? new Way<>(here.first(), path, "")
                : nowhere(path, number.isPresent() ? UNKNOWN : UNNAMED);
    }

    /** The number that a path begins with. */
    private static Optional<String> number(String path) {
        int end = 1;
        while (end < path.length() && path.charAt(end) >= '0' && path.charAt(end) <= '9') {
            end++;
        }
        boolean whole = end > 1 && end <= DIGITS && (end == path.length() || path.charAt(end) == '/');
        return whole && path.charAt(1) != '0' ? Optional.of(path.substring(1, end)) : Optional.empty();
    }

    private static <T> Way<T> nowhere(String path, String refusal) {
        return new Way<>(Optional.empty(), path, refusal);
    }

    /** One of them, for what concerns the port itself. */
    public Optional<T> any() {
        return present.first();
    }

    /** False if the account is here already. */
    boolean add(long account, T resident) {
        Map<Long, T> all = new LinkedHashMap<>(present.byAccount());
        boolean added = all.putIfAbsent(account, resident) == null;
        put(all);
        return added;
    }

    /** Answers whether nobody is left. */
    boolean remove(long account) {
        Map<Long, T> all = new LinkedHashMap<>(present.byAccount());
        all.remove(account);
        put(all);
        return all.isEmpty();
    }

    private void put(Map<Long, T> all) {
        present = new Present<>(all, all.values().stream().findFirst());
    }
}
