package io.github.onekyu.bridge.ckyu.link;

import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.action.Turns;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Which requests may be on their way at once: HTTP keeps no order by itself, so what one caller sends goes one after
 * another (WS-17); anything else takes the lane with the least traffic. Never blocks.
 */
final class Lanes {
    private static final int FOR_SENDS = 16;
    private static final int FOR_OTHERS = 32;

    private final Lane[] sends = lanes(FOR_SENDS);
    private final Lane[] others = lanes(FOR_OTHERS);

    private static final class Lane {
        private final Turns turns = new Turns();
        private final AtomicInteger load = new AtomicInteger();

        void run(Supplier<CompletionStage<?>> task) {
            load.incrementAndGet();
            turns.run(() -> task.get().whenComplete((done, failure) -> load.decrementAndGet()));
        }
    }

    private static Lane[] lanes(int count) {
        Lane[] lanes = new Lane[count];
        java.util.Arrays.setAll(lanes, i -> new Lane());
        return lanes;
    }

    void run(String action, Caller caller, Supplier<CompletionStage<?>> request) {
        boolean isSend = action.startsWith("send_") || action.startsWith("_send_");
        Lane lane = isSend ? sends[Math.floorMod(System.identityHashCode(caller), FOR_SENDS)] : leastLoaded();
        lane.run(request);
    }

    private Lane leastLoaded() {
        Lane least = others[0];
        for (Lane lane : others) {
            if (lane.load.get() < least.load.get()) {
                least = lane;
            }
        }
        return least;
    }
}
