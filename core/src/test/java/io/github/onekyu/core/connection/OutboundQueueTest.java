package io.github.onekyu.core.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OutboundQueueTest {
    private static List<String> all(OutboundQueue<String> queue) {
        List<String> all = new ArrayList<>();
        for (String next = queue.poll(); next != null; next = queue.poll()) {
            all.add(next);
        }
        return all;
    }

    @Test
    @Tag("EP-19")
    void anEventInTheMidstGoesAndTheRestStaysInOrder() {
        OutboundQueue<String> queue = new OutboundQueue<>();
        queue.add("connect");
        queue.addEvent("e1");
        queue.add("r1");
        queue.addEvent("e2");
        queue.addEvent("e3");
        queue.add("r2");

        assertThat(queue.pollEvent()).isEqualTo("e1");
        assertThat(queue.pollNewestEvent()).isEqualTo("e3");
        assertThat(queue.events()).isEqualTo(1);
        assertThat(queue.size()).isEqualTo(4);
        assertThat(all(queue)).containsExactly("connect", "r1", "e2", "r2");
        assertThat(queue.pollEvent()).isNull();
        assertThat(queue.pollNewestEvent()).isNull();
    }

    @Test
    void itGrowsAsItMustAndBeginsAnewWhenCleared() {
        OutboundQueue<Integer> queue = new OutboundQueue<>();
        Deque<Integer> model = new ArrayDeque<>();
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            int dice = random.nextInt(i < 10_000 ? 8 : 12);
            if (dice < 3) {
                queue.addEvent(i);
                model.add(i);
            } else if (dice < 5) {
                queue.add(i);
                model.add(i);
            } else {
                assertThat(queue.poll()).isEqualTo(model.poll());
            }
            assertThat(queue.size()).isEqualTo(model.size());
        }
        queue.clear();
        assertThat(queue.size()).isZero();
        assertThat(queue.poll()).isNull();
        queue.addEvent(1);
        assertThat(queue.poll()).isEqualTo(1);
    }
}
