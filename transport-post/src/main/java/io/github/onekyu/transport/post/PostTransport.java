package io.github.onekyu.transport.post;

import io.github.onekyu.core.event.DeliveryPhase;
import io.github.onekyu.core.event.EncodedEvent;
import io.github.onekyu.core.event.EventSource;
import io.github.onekyu.core.observe.EndpointReport;
import io.github.onekyu.core.transport.Drops;
import io.github.onekyu.core.transport.Health;
import io.github.onekyu.core.transport.Transport;
import io.github.onekyu.core.transport.TransportContext;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports the events of one account. Always in good health while it runs: a receiver that is away is the receiver's
 * trouble, and is warned of.
 */
final class PostTransport implements Transport {
    /**
     * What a stop waits for answers at most. The {@code disable} event has had its own time by then (META-03), so only a
     * receiver that hangs is still to be waited for.
     */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(PostTransport.class);

    private final PostConfig config;
    private final TransportContext context;
    private @Nullable Running running;

    /** What exists between start and stop. */
    private record Running(
            Receiver receiver,
            ExecutorService senders,
            ReportLine line,
            EndpointReport.Connection shown,
            EventSource.Subscription subscription) {}

    PostTransport(PostConfig config, TransportContext context) {
        this.config = config;
        this.context = context;
    }

    @Override
    public void start() {
        config.receiver().ifPresent(this::start); // create() has warned of an address that is none
    }

    private void start(URI address) {
        Receiver receiver = new Receiver(
                address, config, context.selfId(), context.threads().named("http"));
        // Reports are begun here and answers arrive on the client's own thread; a begin may block for a name's look-up.
        ExecutorService senders = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE, // the line bounds it
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                context.threads().named("sender"));
        ReportLine line = new ReportLine(
                context.endpoint(),
                config.timeout(),
                config.queue(),
                senders,
                context.threads().timer(),
                context.metrics(),
                new Drops(context, LOG, "OKY-1504", "the receiver " + receiver, config.queue(), PostConfig.OVERFLOW));
        FailureLog failures = new FailureLog(receiver.toString(), context.report());
        context.report().target(receiver.toString());
        EndpointReport.Connection shown =
                context.report().opened(address.getAuthority(), EndpointReport.REPORT, new TargetTraffic(line));
        running = new Running(
                receiver,
                senders,
                line,
                shown,
                context.events().subscribe(DeliveryPhase.REPORT, event -> report(event, receiver, line, failures)));
    }

    private CompletionStage<Void> report(EncodedEvent event, Receiver receiver, ReportLine line, FailureLog failures) {
        Report report = new Report(
                event,
                receiver,
                context.quickOperations(),
                () -> context.caller(receiver.toString()),
                failures,
                context.report());
        line.add(report);
        return report.done();
    }

    @Override
    public void stop(Duration grace) {
        Running last = running;
        if (last == null) {
            return;
        }
        running = null;
        last.subscription().close();
        last.line().close(grace.compareTo(STOP_LIMIT) < 0 ? grace : STOP_LIMIT);
        last.senders().shutdown();
        last.shown().closed("stopped");
        try {
            last.senders().awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        last.receiver().close();
    }

    @Override
    public Health health() {
        return Health.GOOD;
    }
}
