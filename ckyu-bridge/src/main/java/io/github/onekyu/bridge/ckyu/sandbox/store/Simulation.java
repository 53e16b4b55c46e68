package io.github.onekyu.bridge.ckyu.sandbox.store;

import io.github.onekyu.bridge.ckyu.sandbox.world.Change;
import io.github.onekyu.bridge.ckyu.sandbox.world.Seed;
import io.github.onekyu.bridge.ckyu.sandbox.world.Turn;
import io.github.onekyu.bridge.ckyu.sandbox.world.World;
import io.github.onekyu.core.error.BackendException;
import io.github.onekyu.core.event.EventSink;
import io.github.onekyu.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running world: its lock, its clock and its journal. Thread-safe; nothing here blocks but {@link #open} and {@link
 * #close}. A change is seen by others at once, but told as done, and its events raised, only when it is on disk.
 */
public final class Simulation {
    private static final Logger LOG = LoggerFactory.getLogger(Simulation.class);
    private static final int OVERLOADED = -1;

    private final Object lock = new Object();
    private final World world;
    private final WorldStore store;
    private final Journal journal;
    private final EventSink sink;
    private final Clock clock;
    private final Consumer<List<Change>> written;
    private boolean closed;

    private Simulation(World world, WorldStore store, EventSink sink, Clock clock, Consumer<List<Change>> written) {
        this.world = world;
        this.store = store;
        this.journal = new Journal(store);
        this.sink = sink;
        this.clock = clock;
        this.written = written;
    }

    /**
     * Opens the world kept in that file, or a fresh one where there is none.
     *
     * @param written gets the changes that are on disk, before whoever waits for them; must not block
     * @throws BackendException if the file cannot be used
     */
    public static Simulation open(long selfId, Path file, EventSink sink, Clock clock, Consumer<List<Change>> written) {
        WorldStore store = WorldStore.open(file);
        try {
            World world = new World(selfId);
            world.restore(store.readAll());
            if (world.isEmpty()) {
                Turn first = new Turn(world, clock.instant().getEpochSecond());
                Seed.plant(first);
                store.write(first.changes());
            }
            return new Simulation(world, store, sink, clock, written);
        } catch (RuntimeException e) {
            store.close();
            throw StoreTrouble.damaged(file, e);
        }
    }

    /** Reads the world, at once. */
    public <T> T look(Function<World, T> reading) {
        synchronized (lock) {
            return reading.apply(world);
        }
    }

    /** Unix seconds. */
    public long now() {
        return clock.instant().getEpochSecond();
    }

    /**
     * Takes a turn. What the operation throws ends the stage exceptionally. If nothing changed, the stage is complete
     * when this returns; otherwise it is completed by the journal's thread.
     */
    public <T> CompletionStage<Committed<T>> change(Function<Turn, T> operation) {
        CompletableFuture<Committed<T>> stage = new CompletableFuture<>();
        synchronized (lock) {
            if (closed) {
                stage.completeExceptionally(new BackendException(103, "the sandbox has stopped"));
                return stage;
            }
            if (journal.room() == 0) {
                stage.completeExceptionally(new BackendException(
                        OVERLOADED, "the sandbox is overloaded: " + Journal.CAPACITY + " changes wait for the disk"));
                return stage;
            }
            Turn turn = new Turn(world, now());
            T value;
            try {
                value = operation.apply(turn);
            } catch (RuntimeException e) {
                // operations check before they change; should one fail half-way, memory and disk still agree
                List<Change> half = turn.changes();
                journal.offer(new Journal.Entry(half, () -> written.accept(half), failure -> {}));
                stage.completeExceptionally(e);
                return stage;
            }
            List<Change> changes = turn.changes();
            List<JsonObject> events = turn.events();
            if (!changes.isEmpty() || !events.isEmpty()) {
                int lastMessageId = turn.lastMessageId();
                journal.offer(new Journal.Entry(
                        changes,
                        () -> {
                            world.messages().durableUpTo(lastMessageId);
                            written.accept(changes);
                            stage.complete(new Committed<>(value, raise(events)));
                        },
                        failure -> stage.completeExceptionally(
                                new BackendException(103, "the sandbox cannot write its world", failure))));
                return stage;
            }
            stage.complete(new Committed<>(value, CompletableFuture.completedFuture(List.of())));
        }
        return stage;
    }

    private CompletionStage<List<Long>> raise(List<JsonObject> events) {
        CompletionStage<List<Long>> ids = CompletableFuture.completedFuture(new ArrayList<>());
        for (JsonObject event : events) {
            CompletionStage<Long> accepted;
            try {
                accepted = sink.accept(event);
            } catch (RuntimeException e) {
                LOG.warn("OKY-1606 an event of the sandbox was not taken: {}", event.string("post_type", ""), e);
                continue;
            }
            ids = ids.thenCombine(accepted, (list, id) -> {
                list.add(id);
                return list;
            });
        }
        return ids;
    }

    /** Writes what waits and closes the file. Later changes fail. */
    public void close(Duration grace) {
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
        }
        journal.stop(grace);
        store.close();
    }
}
