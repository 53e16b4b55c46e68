package io.github.onekyu.transport.post;

import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.event.DeliveryPhase;
import io.github.onekyu.core.event.EncodedEvent;
import io.github.onekyu.core.event.EventSource;
import io.github.onekyu.core.transport.Activation;
import io.github.onekyu.core.transport.Health;
import io.github.onekyu.core.transport.Transport;
import io.github.onekyu.core.transport.TransportContext;
import io.github.onekyu.core.transport.TransportProvider;
import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.ReportReceiver;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What the tests of this module share. */
final class Post {
    static final Duration SOON = Duration.ofSeconds(5);
    /** Long enough for something unwanted to show up on loopback. */
    static final Duration QUIET = Duration.ofMillis(300);

    private Post() {}

    static OneBotFixture.Setup account() {
        return OneBotFixture.with(new PostTransportProvider());
    }

    static OneBotFixture.Setup reportingTo(ReportReceiver receiver) {
        return account().set("post_url", receiver.url("/hook"));
    }

    /** Stands for the WebSocket transports: notes what is broadcast, and when. */
    static final class Listener implements TransportProvider {
        private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();

        record Heard(EncodedEvent event, long nanoTime) {
            String text() {
                return event.text();
            }
        }

        Heard next(Duration limit) throws InterruptedException {
            Heard next = heard.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
            if (next == null) {
                throw new AssertionError("no event was broadcast within " + limit);
            }
            return next;
        }

        boolean silentFor(Duration time) throws InterruptedException {
            return heard.poll(time.toNanos(), TimeUnit.NANOSECONDS) == null;
        }

        @Override
        public String name() {
            return "listener";
        }

        @Override
        public Activation activation(ConfigView config) {
            return new Activation(true, "a test");
        }

        @Override
        public Transport create(TransportContext context) {
            return new Transport() {
                private EventSource.Subscription subscription = () -> {};

                @Override
                public void start() {
                    subscription = context.events().subscribe(DeliveryPhase.BROADCAST, event -> {
                        heard.add(new Heard(event, System.nanoTime()));
                        return CompletableFuture.completedFuture(null);
                    });
                }

                @Override
                public void stop(Duration grace) {
                    subscription.close();
                }

                @Override
                public Health health() {
                    return Health.GOOD;
                }
            };
        }
    }
}
