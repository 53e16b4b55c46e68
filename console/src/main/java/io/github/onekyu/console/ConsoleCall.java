package io.github.onekyu.console;

import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.console.AccountView;
import io.github.onekyu.core.control.ControlException;
import io.github.onekyu.core.control.HostControl;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonSyntaxException;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import io.undertow.util.StatusCodes;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One request with a JSON answer: its parts are read here, its answer is written here. */
final class ConsoleCall {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;
    private static final Set<String> QUERY = Set.of("chat", "after", "from", "limit", "self_id");

    private final HttpServerExchange exchange;
    private final AccountView account;
    private final Workshop workshop;
    private final List<String> parts;

    /**
     * @param account whom the call is about
     * @param parts the path, split
     */
    ConsoleCall(HttpServerExchange exchange, AccountView account, Workshop workshop, List<String> parts) {
        this.exchange = exchange;
        this.account = account;
        this.workshop = workshop;
        this.parts = parts;
    }

    /** What a method of a path does. May throw {@link ControlException}. */
    @FunctionalInterface
    interface Operation {
        CompletionStage<JsonObject> apply(ConsoleCall call);
    }

    AccountView account() {
        return account;
    }

    /** What all calls share. */
    Workshop workshop() {
        return workshop;
    }

    /** @throws ControlException if the account has no simulated world */
    HostControl control() {
        return account.control()
                .orElseThrow(() -> new ControlException(
                        ControlException.Kind.NOT_FOUND,
                        "this account's backend is no simulated world; start one with backend = sandbox"));
    }

    /** Whether the query names an account. */
    boolean namesAccount() {
        return exchange.getQueryParameters().containsKey("self_id");
    }

    /** Runs what may block, away from the IO thread. */
    CompletionStage<JsonObject> elsewhere(Callable<JsonObject> work) {
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        workshop.workers().execute(() -> {
            try {
                answer.complete(work.call());
            } catch (Exception failure) {
                answer.completeExceptionally(failure);
            }
        });
        return answer;
    }

    /** The part of the path at this place, decoded. */
    String part(int index) {
        return parts.get(index);
    }

    void run(Operation operation) {
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> {
            CompletionStage<JsonObject> answer;
            try {
                answer = operation.apply(this);
            } catch (RuntimeException refused) {
                answer = CompletableFuture.failedFuture(refused);
            }
            answer.whenComplete((body, failure) -> exchange.getIoThread().execute(() -> finish(body, failure)));
        });
    }

    private void finish(@Nullable JsonObject body, @Nullable Throwable failure) {
        if (exchange.isComplete() || exchange.isResponseStarted()) {
            return; // refused while the body was read
        }
        if (failure != null) {
            Replies.failure(exchange, failure);
        } else if (body != null) {
            Replies.json(exchange, StatusCodes.OK, body);
        }
    }

    CompletionStage<JsonObject> now(JsonObject answer) {
        return CompletableFuture.completedFuture(answer);
    }

    /** Reads the body, one strict JSON object, and goes on with it. */
    CompletionStage<JsonObject> withBody(Function<JsonObject, CompletionStage<JsonObject>> operation) {
        String type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
        // Only this type makes a browser ask before it sends another site's request here.
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            Replies.error(
                    exchange,
                    StatusCodes.UNSUPPORTED_MEDIA_TYPE,
                    "OKY-1705",
                    "Content-Type is " + type + "; expected application/json");
            return new CompletableFuture<>();
        }
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        exchange.getRequestReceiver()
                .receiveFullBytes(
                        // Dispatched, because Undertow ends an exchange whose callback simply returns.
                        (received, bytes) ->
                                received.dispatch(SameThreadExecutor.INSTANCE, () -> proceed(bytes, operation, answer)),
                        (received, broken) -> {
                            if (broken instanceof RequestTooBigException) {
                                Replies.error(
                                        exchange,
                                        StatusCodes.REQUEST_ENTITY_TOO_LARGE,
                                        "OKY-1706",
                                        "the body is too long; expected at most max_message_size bytes");
                            } else {
                                exchange.setPersistent(false).endExchange(); // the peer went away
                            }
                        });
        return answer;
    }

    private static void proceed(
            byte[] bytes,
            Function<JsonObject, CompletionStage<JsonObject>> operation,
            CompletableFuture<JsonObject> answer) {
        try {
            operation.apply(object(bytes)).whenComplete((body, failure) -> {
                if (failure == null) {
                    answer.complete(body);
                } else {
                    answer.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException refused) {
            answer.completeExceptionally(refused);
        }
    }

    private static JsonObject object(byte[] bytes) {
        try {
            if (Json.parse(bytes) instanceof JsonObject object) {
                return object;
            }
            throw invalid("the body is JSON, but not an object");
        } catch (JsonSyntaxException e) {
            throw invalid("the body is not JSON: " + e.getMessage());
        }
    }

    /** The part of the path at this place as an id. */
    long id(int index) {
        String text = parts.get(index);
        OptionalLong id = Params.integer(new JsonString(text));
        if (id.isEmpty() || id.getAsLong() <= 0) {
            throw invalid("\"" + text + "\" in the path is no id; expected an integer above 0");
        }
        return id.getAsLong();
    }

    HostControl.MessageQuery messageQuery() {
        Map<String, Deque<String>> query = exchange.getQueryParameters();
        query.keySet().stream()
                .filter(name -> !QUERY.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw invalid("there is no query parameter \"" + name
                            + "\"; expected chat, after, from, limit or self_id");
                });
        String from = first(query, "from", "all");
        if (!from.equals("all") && !from.equals("bot")) {
            throw invalid("from is \"" + from + "\"; expected bot or all");
        }
        String after = first(query, "after", "");
        long limit = integer("limit", first(query, "limit", Integer.toString(DEFAULT_LIMIT)));
        if (limit < 1 || limit > MAX_LIMIT) {
            throw invalid("limit is " + limit + "; expected 1 to " + MAX_LIMIT);
        }
        return new HostControl.MessageQuery(
                first(query, "chat", ""),
                after.isEmpty() ? OptionalLong.empty() : OptionalLong.of(integer("after", after)),
                from.equals("bot"),
                (int) limit);
    }

    private static long integer(String name, String text) {
        return Params.integer(new JsonString(text))
                .orElseThrow(() -> invalid(name + " is \"" + text + "\"; expected an integer"));
    }

    private static String first(Map<String, Deque<String>> query, String name, String fallback) {
        Deque<String> values = query.get(name);
        return values == null || values.isEmpty() ? fallback : values.getFirst();
    }

    private static ControlException invalid(String message) {
        return new ControlException(ControlException.Kind.INVALID, message);
    }
}
