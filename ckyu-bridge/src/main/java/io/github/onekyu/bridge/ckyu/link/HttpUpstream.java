package io.github.onekyu.bridge.ckyu.link;

import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Mode {@code http}: we call its API, it posts reports to us (LNK-19). Linked while the API answers. */
final class HttpUpstream implements Upstream {
    /** A little more than callers wait. */
    private static final Duration CALL_LIMIT = Duration.ofSeconds(185);

    private final LinkConfig config;
    private final Timing timing;
    private final Link link;
    private final Redial redial;
    private final JdkClient http;
    private final Lanes lanes = new Lanes();
    private final Line reports = new ReportLine();
    private @Nullable Doorway doorway;
    private @Nullable HttpLine current;
    private boolean stopped;

    HttpUpstream(LinkConfig config, Timing timing, ScheduledExecutorService timer, Link link) {
        this.config = config;
        this.timing = timing;
        this.link = link;
        this.redial = new Redial(timer, timing, this::knock);
        this.http = new JdkClient(timing.handshake());
    }

    @Override
    public void start() {
        try {
            doorway = new Doorway(
                    config.listen().orElseThrow(), new ReportHandler(config, event -> link.event(reports, event)));
        } catch (RuntimeException taken) {
            http.close();
            throw taken;
        }
        redial.begin();
    }

    private Loss words(Throwable failure) {
        return Words.ofDial(failure, config.url().orElseThrow(), LinkConfig.API_URL);
    }

    /** Asks who is there; an answer is a link. */
    private void knock() {
        post("get_login_info", JsonObject.EMPTY, timing.handshake()).whenComplete((reply, failure) -> {
            if (failure != null) {
                missed(words(failure));
                return;
            }
            OptionalLong id = reply.last()
                    .object("data")
                    .map(data -> Params.integer(data.get("user_id")))
                    .orElse(OptionalLong.empty());
            if (id.isPresent()) {
                opened(id);
            } else if (reply.status() == 401 || reply.status() == 403) {
                missed(Words.handshake(reply.status()));
            } else {
                missed(Loss.broken("get_login_info was answered HTTP " + reply.status() + ", retcode "
                        + reply.last().integer("retcode", -1)
                        + "; check the path of the address, and that an account is"
                        + " logged in"));
            }
        });
    }

    private void missed(Loss loss) {
        link.failed(loss);
        redial.failed(loss.lasting());
    }

    private void opened(OptionalLong id) {
        HttpLine line = new HttpLine();
        synchronized (this) {
            if (stopped) {
                return;
            }
            current = line;
            redial.opened();
        }
        link.opened(line, id);
    }

    private CompletableFuture<HttpReply> post(String action, JsonObject params, Duration limit) {
        return CompletableFuture.supplyAsync(() -> request(action, params, limit), http.executor())
                .thenCompose(request -> http.client().sendAsync(request, info -> new BoundedBody(config.maxMessage())))
                .thenApply(response -> HttpReply.of(response.statusCode(), response.body()));
    }

    private HttpRequest request(String action, JsonObject params, Duration limit) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            config.url().orElseThrow().below(action).dialled())
                    .timeout(limit)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(Json.writeBytes(params)));
            config.headers().forEach(request::header);
            return request.build();
        } catch (IOException unknownHost) {
            throw new CompletionException(unknownHost);
        }
    }

    @Override
    public void stop(Duration grace) {
        redial.stop();
        HttpLine open;
        synchronized (this) {
            stopped = true;
            open = current;
        }
        if (open != null) {
            open.end(Loss.ours("the account stops"));
        }
        Doorway door = doorway;
        if (door != null) {
            door.refuse();
            door.release();
        }
        http.close();
    }

    /** The API while it answers. There is no connection to look after: each call has its own. */
    private final class HttpLine implements Line {
        private final AtomicBoolean ended = new AtomicBoolean();

        @Override
        public boolean send(Call call) {
            if (ended.get()) {
                return false;
            }
            lanes.run(call.action(), call.caller(), () -> exchange(call));
            return true;
        }

        private CompletableFuture<?> exchange(Call call) {
            if (ended.get()) {
                return CompletableFuture.completedFuture(null); // answered already
            }
            return post(call.action(), call.params(), CALL_LIMIT).handle((reply, failure) -> {
                if (failure != null) {
                    failed(call, failure);
                } else {
                    answered(call, reply);
                }
                return null;
            });
        }

        private void answered(Call call, HttpReply reply) {
            if (reply.status() == 401 || reply.status() == 403) {
                end(Words.handshake(reply.status()));
                return;
            }
            List<JsonObject> parts = reply.parts();
            for (int i = 0; i < parts.size(); i++) {
                link.answered(this, call.echo(), parts.get(i), reply.status(), i == parts.size() - 1);
            }
        }

        private void failed(Call call, Throwable failure) {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            Loss loss = words(cause);
            if (cause instanceof ConnectException) {
                end(loss); // before the answer: whoever has it and asks finds the account offline
            }
            link.calls().failed(this, call.echo(), Calls.Answer.none(loss.reason()));
            if (!(cause instanceof ConnectException) && !(cause instanceof HttpTimeoutException)) {
                // one connection broke, which may mean nothing; another one tells
                post("get_login_info", JsonObject.EMPTY, timing.handshake()).whenComplete((reply, still) -> {
                    if (still != null) {
                        end(words(still));
                    }
                });
            }
        }

        @Override
        public void ping() {}

        @Override
        public long heardAt() {
            return System.nanoTime();
        }

        @Override
        public void end(Loss loss) {
            if (ended.compareAndSet(false, true)) {
                synchronized (HttpUpstream.this) {
                    current = null;
                }
                link.lost(this, loss);
                redial.failed(loss.lasting());
            }
        }
    }

    /** Where reports come from; it brings events and takes no calls. */
    private final class ReportLine implements Line {
        @Override
        public boolean send(Call call) {
            return false;
        }

        @Override
        public void ping() {}

        @Override
        public long heardAt() {
            return System.nanoTime();
        }

        /** A report of another account: then the API is another account's too. */
        @Override
        public void end(Loss loss) {
            HttpLine open;
            synchronized (HttpUpstream.this) {
                open = current;
            }
            if (open != null) {
                open.end(loss);
            } else {
                link.failed(loss);
            }
        }
    }
}
