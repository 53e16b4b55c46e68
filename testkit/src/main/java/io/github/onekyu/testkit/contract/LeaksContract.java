package io.github.onekyu.testkit.contract;

import static io.github.onekyu.testkit.contract.Capability.LISTENS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What may not be left behind. Every other test looks for threads as well when it closes its scene. */
public interface LeaksContract extends ContractBasics {
    @Test
    default void noThreadIsLeftAfterManyStarts() {
        try (Scene scene = new Scene(fixture()).start()) {
            for (int i = 0; i < 5; i++) {
                scene.account().restart();
            }
            scene.bot();
            scene.account().stop();

            assertThat(scene.account().bot().ready()).isFalse();
        } // closing fails if a thread is left
    }

    @Test
    @Needs(LISTENS)
    default void thePortIsFreeAfterTheStop() {
        try (Scene scene = new Scene(fixture()).start()) {
            int port = scene.port();
            scene.bot();
            assertThat(scene.fixture().accepts(port)).isTrue();

            scene.account().stop();

            assertThat(scene.fixture().accepts(port)).isFalse();
        }
    }
}
