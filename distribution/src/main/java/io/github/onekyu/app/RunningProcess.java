package io.github.onekyu.app;

import io.github.onekyu.core.config.Config;
import io.github.onekyu.core.diagnosis.Cause;
import io.github.onekyu.core.diagnosis.LiveEndpoint;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonSyntaxException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the process that runs with this configuration says of itself, through its console.
 *
 * @param answers whether there is one that could be asked
 * @param trouble why one that is there could not be asked
 */
record RunningProcess(
        boolean answers, Optional<String> trouble, List<JsonObject> accounts, List<JsonObject> endpoints) {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    /**
     * One account; the same whether it runs or not.
     *
     * @param known whether the process told of it
     * @param online whether it is logged in
     */
    record Account(long selfId, boolean known, boolean online, List<JsonObject> endpoints) {
        boolean isOffline() {
            return known && !online;
        }

        Optional<LiveEndpoint> endpoint(String name) {
            return endpoints.stream()
                    .filter(each -> each.string("name", "").equals(name))
                    .map(each -> LiveEndpoint.of(each, System.currentTimeMillis()))
                    .findFirst();
        }
    }

    static RunningProcess ask(Config config) {
        String host = config.text("console_host").orElse("127.0.0.1");
        String name = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        String root = "http://" + (name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name) + ":"
                + config.port("console_port", 5710) + "/admin/v1/";
        Optional<String> token = config.text("access_token");
        try {
            HttpClient client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(LIMIT)
                    .build();
            HttpResponse<String> accounts = client.send(request(root + "accounts", token), body());
            if (accounts.statusCode() == 401 || accounts.statusCode() == 403) {
                return unknown(
                        Optional.of(Cause.CONSOLE_REFUSES.code() + " the console of the running process at " + root
                                + " refuses the access_token of this configuration (HTTP " + accounts.statusCode()
                                + "); it was started with another one: reload or restart it. Until then only connections can be"
                                + " tried"));
            }
            HttpResponse<String> endpoints = client.send(request(root + "endpoints", token), body());
            return new RunningProcess(
                    accounts.statusCode() == 200,
                    Optional.empty(),
                    list(accounts, "accounts"),
                    list(endpoints, "endpoints"));
        } catch (IOException | IllegalArgumentException notRunning) {
            return unknown(Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unknown(Optional.empty());
        }
    }

    private static RunningProcess unknown(Optional<String> trouble) {
        return new RunningProcess(false, trouble, List.of(), List.of());
    }

    private static HttpResponse.BodyHandler<String> body() {
        return HttpResponse.BodyHandlers.ofString();
    }

    private static HttpRequest request(String address, Optional<String> token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address)).timeout(LIMIT);
        token.filter(text -> text.chars().noneMatch(c -> c < 0x20 || c > 0x7e))
                .ifPresent(text -> request.header("Authorization", "Bearer " + text));
        return request.build();
    }

    private static List<JsonObject> list(HttpResponse<String> response, String member) {
        try {
            return response.statusCode() == 200
                            && Json.parse(response.body()) instanceof JsonObject object
                            && object.get(member) instanceof JsonArray array
                    ? array.stream()
                            .filter(JsonObject.class::isInstance)
                            .map(JsonObject.class::cast)
                            .toList()
                    : List.of();
        } catch (JsonSyntaxException anotherProgram) {
            return List.of();
        }
    }

    /** The account of these settings: by its id, else the one at the same place, since a real account's id is learned. */
    Account account(int index, Config config) {
        long configured = config.integer("self_id", 10000);
        Optional<JsonObject> found = accounts.stream()
                .filter(each -> each.integer("self_id", 0) == configured)
                .findFirst();
        if (found.isEmpty() && !config.isSet("self_id") && index < accounts.size()) {
            found = Optional.of(accounts.get(index));
        }
        long selfId = found.map(each -> each.integer("self_id", configured))
                .filter(id -> id != 0)
                .orElse(configured);
        return new Account(
                selfId,
                found.isPresent(),
                found.flatMap(each -> each.object("status"))
                        .map(status -> status.isTrue("online"))
                        .orElse(false),
                endpoints.stream()
                        .filter(each -> each.integer("self_id", selfId) == selfId)
                        .toList());
    }
}
