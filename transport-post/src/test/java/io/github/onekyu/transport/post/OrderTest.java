package io.github.onekyu.transport.post;

import static io.github.onekyu.transport.post.Post.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.observe.EndpointReport;
import io.github.onekyu.testkit.Events;
import io.github.onekyu.testkit.Gate;
import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.ReportAnswer;
import io.github.onekyu.testkit.ReportReceiver;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OrderTest {
    private final ReportReceiver receiver = ReportReceiver.open();
    private final Post.Listener broadcast = new Post.Listener();

    @AfterEach
    void close() {
        receiver.close();
    }

    private OneBotFixture.Setup account() {
        return OneBotFixture.with(new PostTransportProvider(), broadcast).set("post_url", receiver.url("/hook"));
    }

    @RepeatedTest(5)
    @Tag("POST-13")
    @Tag("M-11")
    void quickEventsArriveInOrder() {
        try (OneBotFixture account = account().start()) {
            for (int i = 0; i < 20; i++) {
                account.backend().raise(Events.privateMessage("event " + i));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(receiver.nextEvent(SOON).text()).contains("\"event " + i + "\"");
            }
        }
    }

    @Test
    @Tag("POST-13")
    void aReceiverThatAnswersAtOnceGetsEverythingOnOneConnection() {
        try (OneBotFixture account = account().start()) {
            for (int i = 0; i < 100; i++) {
                account.backend().raise(Events.privateMessage("event " + i));
            }
            for (int i = 0; i < 100; i++) {
                assertThat(receiver.nextEvent(SOON).text()).contains("\"event " + i + "\"");
            }
            assertThat(receiver.connections()).isLessThan(5); // a pause of the machine may cost one more
        }
    }

    @Test
    @Tag("POST-13")
    void aBacklogIsReportedOnSeveralConnectionsAtOnce() {
        Gate answering = new Gate();
        receiver.answerAlways(ReportAnswer.status(204).when(answering));
        try (OneBotFixture account = account().start()) {
            for (int i = 0; i < ReportLine.BACKLOG + 50; i++) {
                account.backend().raise(Events.privateMessage("event " + i));
            }
            long raised = System.nanoTime();
            long last = raised;
            for (int i = 0; i < ReportLine.OVERLAPPING; i++) {
                last = receiver.nextEvent(SOON).nanoTime();
            }
            // One after the other they would have waited for fifteen answers in vain.
            assertThat(Duration.ofNanos(last - raised))
                    .isLessThan(ReportLine.ANSWER_PATIENCE.multipliedBy(ReportLine.OVERLAPPING / 2));
            answering.open();
            for (int i = ReportLine.OVERLAPPING; i < ReportLine.BACKLOG + 50; i++) {
                receiver.nextEvent(SOON);
            }
        }
    }

    @Test
    @Tag("POST-11")
    void slowAnswersDoNotAddUp() throws InterruptedException {
        receiver.answerAlways(ReportAnswer.status(204).after(Duration.ofMillis(700)));
        try (OneBotFixture account = account().start()) {
            long raised = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                account.backend().raise(Events.privateMessage("event " + i));
            }
            for (int i = 0; i < 100; i++) {
                assertThat(broadcast.next(SOON).nanoTime() - raised)
                        .isLessThan(Duration.ofMillis(2500).toNanos());
            }
        }
    }

    @Test
    @Tag("POST-13")
    void theNextReportWaitsForTheBytesOfTheOneBefore() throws Exception {
        try (ServerSocket stalled = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                Line line = new Line()) {
            Receiver client = client("http://127.0.0.1:" + stalled.getLocalPort() + "/");
            Receiver good = client(receiver.url("/"));
            // More than the kernel's buffers hold, and nobody reads: it cannot all be in its connection.
            Report large = line.report(client, Events.privateMessage("x".repeat(30 << 20)));
            Report next = line.report(good, Events.notice());
            line.line.add(large);
            line.line.add(next);
            receiver.expectNone(ReportLine.QUEUE_PATIENCE.plusMillis(100));
            try (Socket reading = stalled.accept()) {
                Thread reader = new Thread(() -> {
                    try {
                        reading.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
                    } catch (java.io.IOException closed) {
                        // the test is over
                    }
                });
                reader.setDaemon(true);
                reader.start();
                receiver.next(SOON);
                assertThat(large.done().toCompletableFuture()).isNotDone();
            } finally {
                client.close();
                good.close();
            }
        }
    }

    @Test
    @Tag("POST-11")
    @Tag("ORD-04")
    @Tag("M-12")
    void oneHangingReportHoldsNobodyElseUp() throws InterruptedException {
        receiver.hang();
        try (OneBotFixture account = account().start()) {
            account.backend().raise(Events.privateMessage("one"));
            receiver.nextEvent(SOON);
            long raised = System.nanoTime();
            account.backend().raise(Events.privateMessage("two"));
            Post.Listener.Heard second = broadcast.next(SOON);
            assertThat(second.text()).contains("\"two\"");
            assertThat(second.nanoTime() - raised)
                    .isLessThan(Duration.ofSeconds(1).toNanos());
        }
    }

    @Test
    @Tag("POST-06")
    @Tag("ORD-02")
    @Tag("M-12")
    void theTimeoutEndsTheWholeExchange() throws InterruptedException {
        receiver.delay(Duration.ofSeconds(3));
        try (OneBotFixture account = account().set("post_timeout", "1").start()) {
            long raised = System.nanoTime();
            account.backend().raise(Events.privateMessage("hi"));
            long waited = broadcast.next(SOON).nanoTime() - raised;
            assertThat(Duration.ofNanos(waited)).isBetween(Duration.ofMillis(990), Duration.ofMillis(2000));
        }
    }

    @Test
    @Tag("POST-06")
    void theTimeoutCountsForABodyThatNeverEndsToo() throws Exception {
        try (ServerSocket dripping = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                OneBotFixture account = account()
                        .set("post_url", "http://127.0.0.1:" + dripping.getLocalPort())
                        .set("post_timeout", "1")
                        .start()) {
            List<Socket> open = new ArrayList<>();
            Thread server = new Thread(() -> {
                try {
                    while (true) {
                        Socket socket = dripping.accept();
                        open.add(socket);
                        socket.getOutputStream()
                                .write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".getBytes("US-ASCII"));
                    }
                } catch (java.io.IOException closed) {
                    // the test is over
                }
            });
            server.setDaemon(true);
            server.start();
            long raised = System.nanoTime();
            account.backend().raise(Events.privateMessage("hi"));
            long waited = broadcast.next(SOON).nanoTime() - raised;
            assertThat(Duration.ofNanos(waited)).isBetween(Duration.ofMillis(990), Duration.ofMillis(2000));
        }
    }

    @Test
    @Tag("ORD-04")
    @Tag("POST-07")
    void aReceiverThatIsAwayDelaysNothing() throws InterruptedException {
        receiver.close();
        try (OneBotFixture account = account().start()) {
            long best = Long.MAX_VALUE;
            for (int i = 0; i < 3; i++) { // the machine may be busy with something else once
                long raised = System.nanoTime();
                account.backend().raise(Events.privateMessage("hi"));
                best = Math.min(best, broadcast.next(SOON).nanoTime() - raised);
            }
            assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    @Tag("POST-11")
    void aConnectionThatIsNotAcceptedHoldsTheNextUpForAMomentOnly() throws Exception {
        // A full backlog: the kernel leaves further connections unanswered.
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> fill = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Socket socket = new Socket();
                fill.add(socket);
                try {
                    socket.connect(full.getLocalSocketAddress(), 100);
                } catch (java.net.SocketTimeoutException isFull) {
                    break;
                }
            }
            Receiver silent = client("http://127.0.0.1:" + full.getLocalPort() + "/");
            Receiver good = client(receiver.url("/"));
            try (Line line = new Line()) {
                Report stuck = line.report(silent, Events.notice());
                Report next = line.report(good, Events.notice());
                long begin = System.nanoTime();
                line.line.add(stuck);
                line.line.add(next);
                next.done().toCompletableFuture().get(5, java.util.concurrent.TimeUnit.SECONDS);
                assertThat(Duration.ofNanos(System.nanoTime() - begin))
                        .isBetween(ReportLine.CONNECT_PATIENCE.minusMillis(20), Duration.ofSeconds(3));
                assertThat(stuck.done().toCompletableFuture()).isNotDone();
            } finally {
                silent.close();
                good.close();
                for (Socket socket : fill) {
                    socket.close();
                }
            }
        }
    }

    @Test
    @Tag("POST-11")
    void whatExceedsTheBoundsCountsAsFailed() throws Exception {
        receiver.answerAlways(ReportAnswer.never());
        Receiver client = client(receiver.url("/"));
        try (Line line = new Line()) {
            List<Report> underWay = new ArrayList<>();
            for (int i = 0; i < ReportLine.MAX_UNDER_WAY; i++) {
                Report report = line.report(client, Events.notice());
                underWay.add(report);
                line.line.add(report);
            }
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> receiver.requests().size() == ReportLine.MAX_UNDER_WAY);
            Report late = line.report(client, Events.notice());
            line.line.add(late);
            late.done().toCompletableFuture().get(8, java.util.concurrent.TimeUnit.SECONDS);
            assertThat(underWay)
                    .noneMatch(report -> report.done().toCompletableFuture().isDone());
            assertThat(receiver.requests()).hasSize(ReportLine.MAX_UNDER_WAY);
        } finally {
            client.close();
        }
    }

    @Test
    @Tag("META-03")
    void aHangingReceiverHoldsTheStopUpForSevenSecondsAtMost() {
        receiver.answerMeta(ReportAnswer.never());
        OneBotFixture account = account().start();
        receiver.next(SOON);
        long begin = System.nanoTime();
        account.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(7));
        assertThat(receiver.next(SOON).text()).contains("\"disable\"");
    }

    @Test
    @Tag("META-03")
    void aShorterTimeoutShortensTheStop() {
        receiver.answerMeta(ReportAnswer.never());
        OneBotFixture account = account().set("post_timeout", "1").start();
        long begin = System.nanoTime();
        account.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
    }

    private static Receiver client(String url) {
        PostConfig config = new PostConfig(
                PostConfig.parse(url),
                Duration.ZERO,
                java.util.Optional.empty(),
                PostConfig.CONTENT_TYPE,
                PostConfig.DEFAULT_QUEUE);
        return new Receiver(config.receiver().orElseThrow(), config, 1, Thread::new);
    }

    /** A line without an account. */
    private static final class Line implements AutoCloseable {
        private final java.util.concurrent.ExecutorService senders =
                java.util.concurrent.Executors.newCachedThreadPool();
        private final java.util.concurrent.ScheduledExecutorService timer =
                java.util.concurrent.Executors.newSingleThreadScheduledExecutor();
        final ReportLine line = new ReportLine(
                "post",
                Duration.ZERO,
                PostConfig.DEFAULT_QUEUE,
                senders,
                timer,
                io.github.onekyu.core.transport.TransportMetrics.NONE,
                io.github.onekyu.core.transport.Drops.untold());

        Report report(Receiver to, JsonObject event) {
            return new Report(
                    new io.github.onekyu.core.event.EncodedEvent(
                            1, event, io.github.onekyu.core.message.MessageFormat.STRING),
                    to,
                    (context, operation, caller) -> java.util.concurrent.CompletableFuture.completedFuture(null),
                    () -> io.github.onekyu.core.action.Caller.of("post", "a test"),
                    new FailureLog("a test", EndpointReport.NONE),
                    EndpointReport.NONE);
        }

        @Override
        public void close() {
            line.close(Duration.ZERO);
            senders.shutdown();
            timer.shutdownNow();
        }
    }
}
