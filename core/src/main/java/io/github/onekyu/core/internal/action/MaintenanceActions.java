package io.github.onekyu.core.internal.action;

import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Retcode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The actions that clean what has gathered on disk, and restart after it, and the one that reads the event filter again. */
public final class MaintenanceActions {
    private static final Logger LOG = LoggerFactory.getLogger(MaintenanceActions.class);

    private final Path dataDir;
    private final Cleaning cache;
    private final Supplier<Optional<String>> reloadFilter;
    private final Runnable restart;

    /**
     * @param cache clears the media download cache
     * @param reloadFilter puts the event filter into force as it is on disk now; answers what is wrong with it
     * @param restart begins a restart of the account; returns at once
     */
    public MaintenanceActions(Path dataDir, Cleaning cache, Supplier<Optional<String>> reloadFilter, Runnable restart) {
        this.dataDir = dataDir;
        this.cache = cache;
        this.reloadFilter = reloadFilter;
        this.restart = restart;
    }

    /** Removes something from disk. Blocks. */
    @FunctionalInterface
    public interface Cleaning {
        void run() throws IOException;
    }

    Map<String, Action> byName() {
        return Map.of(
                "clean_data_dir", Action.blocking(this::cleanDataDir),
                "clean_plugin_log", Action.blocking(request -> clean(request, () -> Folders.emptyLogs(logs()))),
                "clean_cache", Action.blocking(request -> clean(request, cache)),
                "_set_restart", Action.blocking(this::cleanAndRestart),
                "reload_event_filter", Action.blocking(request -> reload()));
    }

    private Path logs() {
        return dataDir.resolve("log");
    }

    private ActionResponse cleanDataDir(ActionRequest request) {
        String name = request.params().text("data_dir").orElseThrow(); // one of those that the catalogue lists
        return clean(request, () -> Folders.empty(dataDir.resolve(name)));
    }

    /**
     * Cleans what the flags name, then restarts; what could not be cleaned keeps it from restarting. Events are kept
     * nowhere but for {@code get_updates}, and those end with a restart anyway, so {@code clean_event} asks for nothing more.
     */
    private ActionResponse cleanAndRestart(ActionRequest request) {
        ActionResponse cleaned = clean(request, () -> {
            if (request.params().bool("clean_log", false)) {
                Folders.emptyLogs(logs());
            }
            if (request.params().bool("clean_cache", false)) {
                cache.run();
            }
        });
        if (cleaned.retcode().equals(Retcode.OK)) {
            restart.run();
        }
        return cleaned;
    }

    private static ActionResponse clean(ActionRequest request, Cleaning cleaning) {
        try {
            cleaning.run();
            return ActionResponse.done();
        } catch (IOException e) {
            LOG.warn(
                    "OKY-1621 {} could not remove everything: {}; free the file or its folder, then call it again",
                    request.action(),
                    e.toString());
            return ActionResponse.failed(Retcode.FAILED, "not everything could be removed; see the log");
        }
    }

    /** The filter that cannot be used blocks all events, as it would at a start (FLT-05); the caller is told. */
    private ActionResponse reload() {
        return reloadFilter
                .get()
                .map(trouble -> ActionResponse.failed(Retcode.FAILED, trouble))
                .orElseGet(ActionResponse::done);
    }
}
