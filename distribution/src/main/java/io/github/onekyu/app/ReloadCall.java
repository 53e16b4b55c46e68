package io.github.onekyu.app;

import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.error.ConfigException;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonSyntaxException;
import io.github.onekyu.core.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code onekyu reload}: asks the running process, over its console, to put the configuration into force. */
final class ReloadCall {
    private static final String NOBODY = "OKY-1811";
    private static final String NOT_ALLOWED = "OKY-1812";
    private static final String FAILED = "OKY-1813";

    private static final int CONNECT_MS = 5_000;
    /** A real account that restarts may wait a minute for its log-in. */
    private static final int ANSWER_MS = 150_000;

    private static final int MOST_BYTES = 1 << 20;

    private final PrintStream out;
    private final PrintStream err;

    ReloadCall(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    private record Answer(int status, JsonObject body) {}

    /**
     * @param settings reads the configuration; says where the console is, and is refused here already if it is broken
     * @return the exit code
     */
    int run(Supplier<? extends ConfigView> settings) {
        ConfigView config;
        try {
            config = settings.get();
        } catch (ConfigException broken) {
            broken.problems().forEach(err::println);
            return ExitCode.CONFIGURATION;
        }
        String place = place(config);
        if (config.port("console_port", 5710) == 0) {
            err.println(NOBODY + " console_port is 0, so nobody knows where the running process is; give the port it"
                    + " says at its start: --set console_port=<port>");
            return ExitCode.UNAVAILABLE;
        }
        try {
            return tell(call(place, config.text("access_token")), place);
        } catch (IOException e) {
            err.println(NOBODY + " no running Onekyu answers at " + place + " (" + e.getMessage()
                    + "); start it, or say where its console is: --set console_host=…, --set console_port=…");
            return ExitCode.UNAVAILABLE;
        }
    }

    private static String place(ConfigView config) {
        String host = config.text("console_host").orElse("127.0.0.1");
        String bare = host.equals("0.0.0.0") || host.equals("::") || host.equals("[::]") ? "127.0.0.1" : host;
        return (bare.indexOf(':') >= 0 && !bare.startsWith("[") ? "[" + bare + "]" : bare) + ":"
                + config.port("console_port", 5710);
    }

    private static Answer call(String place, Optional<String> token) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://" + place + "/admin/v1/reload").toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MS);
        connection.setReadTimeout(ANSWER_MS);
        connection.setRequestMethod("POST");
        connection.setInstanceFollowRedirects(false);
        connection.setRequestProperty("Content-Type", "application/json");
        token.ifPresent(text -> connection.setRequestProperty("Authorization", "Bearer " + text));
        connection.setDoOutput(true);
        connection.getOutputStream().write("{}".getBytes(StandardCharsets.UTF_8));
        int status = connection.getResponseCode();
        try (InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            byte[] body = in == null ? new byte[0] : in.readNBytes(MOST_BYTES);
            return new Answer(status, Json.parse(body) instanceof JsonObject object ? object : JsonObject.EMPTY);
        } catch (JsonSyntaxException other) {
            throw new IOException("what answers there is no console of Onekyu", other);
        } finally {
            connection.disconnect();
        }
    }

    private int tell(Answer answer, String place) {
        if (answer.status() == 200) {
            changed(answer.body());
            return ExitCode.OK;
        }
        JsonObject error = answer.body().object("error").orElse(JsonObject.EMPTY);
        if (answer.status() == 422) {
            List<String> problems = problems(answer.body(), error);
            problems.forEach(err::println);
            if (problems.isEmpty()) {
                err.println(
                        error.string("code", FAILED) + " " + error.string("message", "the configuration is refused"));
            }
            err.println("Nothing has changed.");
            return ExitCode.CONFIGURATION;
        }
        if (answer.status() == 401 || answer.status() == 403) {
            err.println(
                    NOT_ALLOWED + " the console at " + place + " refuses us (" + error.string("message", "no access")
                            + "); give the access_token that it was started with: --set access_token=…");
            return ExitCode.PERMISSION;
        }
        if (answer.status() == 404) {
            err.println(NOBODY + " what answers at " + place + " knows no reload; is it another version of Onekyu?");
            return ExitCode.UNAVAILABLE;
        }
        err.println(FAILED + " the reload failed (" + answer.status() + "): " + error.string("code", "") + " "
                + error.string("message", "no reason given") + "; look into the log of the running process");
        return ExitCode.INTERNAL;
    }

    private void changed(JsonObject body) {
        int lines = 0;
        for (String what : new String[] {"stopped", "restarted", "started"}) {
            for (JsonValue name : names(body, what)) {
                out.printf("  %-10s %s%n", what, name instanceof JsonString text ? text.value() : name);
                lines++;
            }
        }
        int unchanged = names(body, "unchanged").size();
        out.println(
                lines == 0
                        ? "Reloaded; nothing is different."
                        : "Reloaded; " + unchanged + " other endpoint" + (unchanged == 1 ? "" : "s")
                                + " went on without interruption.");
    }

    private static List<JsonValue> names(JsonObject body, String member) {
        return body.get(member) instanceof JsonArray array ? array.stream().toList() : List.of();
    }

    /** {@code {"code","key","message"}}, beside the error or in it. */
    private static List<String> problems(JsonObject body, JsonObject error) {
        JsonValue given = body.has("problems") ? body.get("problems") : error.get("problems");
        return given instanceof JsonArray array
                ? array.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .map(problem -> problem.string("code", FAILED) + " " + problem.string("key", "") + ": "
                                + problem.string("message", ""))
                        .toList()
                : List.of();
    }
}
