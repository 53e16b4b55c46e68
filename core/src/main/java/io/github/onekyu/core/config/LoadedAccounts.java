package io.github.onekyu.core.config;

import java.nio.file.Path;
import java.util.List;

/**
 * What {@link ConfigLoader} found for all accounts.
 *
 * @param process the settings of what they share: console and log (ACC-03)
 * @param accounts in the order of their sections or files; never empty
 */
public record LoadedAccounts(Config process, List<LoadedConfig> accounts) {
    public LoadedAccounts {
        accounts = List.copyOf(accounts);
    }

    static LoadedAccounts of(LoadedConfig account) {
        return new LoadedAccounts(account.config(), List.of(account));
    }

    /** The files that were read or written, each once. */
    public List<Path> files() {
        return accounts.stream()
                .flatMap(account -> account.files().stream())
                .distinct()
                .toList();
    }
}
