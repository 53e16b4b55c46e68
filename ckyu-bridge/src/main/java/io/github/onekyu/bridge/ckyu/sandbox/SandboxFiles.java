package io.github.onekyu.bridge.ckyu.sandbox;

import io.github.onekyu.bridge.ckyu.sandbox.action.FileActions;
import io.github.onekyu.bridge.ckyu.sandbox.action.FileSources;
import io.github.onekyu.bridge.ckyu.sandbox.action.MediaFiles;
import io.github.onekyu.bridge.ckyu.sandbox.control.FileArrivals;
import io.github.onekyu.bridge.ckyu.sandbox.control.MediaArrivals;
import io.github.onekyu.bridge.ckyu.sandbox.store.Contents;
import io.github.onekyu.bridge.ckyu.sandbox.store.MediaShelf;
import io.github.onekyu.bridge.ckyu.sandbox.store.Simulation;
import io.github.onekyu.core.backend.BackendContext;
import io.github.onekyu.core.backend.HostCall;
import io.github.onekyu.core.json.JsonValue;
import io.github.onekyu.core.media.FileFetcher;
import io.github.onekyu.core.media.MediaSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** All that deals with the bytes of files, and the threads for it, which are there only while they have work. */
final class SandboxFiles {
    private static final int THREADS = 2;

    private final ThreadPoolExecutor executor;
    private final Contents contents;
    private final FileFetcher fetcher;
    private final MediaShelf shelf;
    private final FileSources sources;
    private final MediaFiles media;

    SandboxFiles(BackendContext context, SandboxConfig config, MediaFiles media) {
        AtomicInteger number = new AtomicInteger();
        executor = new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            Thread thread = new Thread(work, "onekyu-sandbox-files-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        executor.allowCoreThreadTimeOut(true);
        this.media = media;
        contents = new Contents(config.contentsDirectory(), executor);
        fetcher = new FileFetcher(MediaSettings.from(context.config()), executor, context.timer());
        shelf = new MediaShelf(config.dataDir());
        sources = new FileSources(fetcher, media, config.dataDir().resolve("download"));
    }

    Map<String, Function<HostCall, CompletionStage<JsonValue>>> actions(Supplier<Simulation> simulation) {
        return new FileActions(simulation, contents, sources, media).all();
    }

    Contents contents() {
        return contents;
    }

    FileArrivals arrivals() {
        return new FileArrivals(contents, executor);
    }

    MediaArrivals mediaArrivals() {
        return new MediaArrivals(fetcher, contents, shelf, executor);
    }

    /** Removes what a killed process has left. */
    void sweep(Simulation simulation) {
        contents.sweep(simulation.look(world -> world.files().contents().collect(Collectors.toSet())));
    }

    /** Ends downloads; call before the world is closed. */
    void refuse() {
        fetcher.close();
    }

    /** Call after the world was closed: what it has forgotten last is deleted as well. */
    void close(Duration grace) {
        executor.shutdown();
        try {
            // what is not done then is done at the next start
            executor.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
