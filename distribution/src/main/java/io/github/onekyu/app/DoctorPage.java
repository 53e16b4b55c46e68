package io.github.onekyu.app;

import io.github.onekyu.core.diagnosis.Diagnosis;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code onekyu doctor} prints: a line for each step and then the sentence, or one JSON document. */
abstract class DoctorPage {
    abstract void remark(String text);

    abstract void show(long selfId, String endpoint, Diagnosis found);

    abstract void end(boolean running);

    static DoctorPage text(PrintStream out) {
        return new DoctorPage() {
            @Override
            void remark(String text) {
                out.println(text);
                out.println();
            }

            @Override
            void show(long selfId, String endpoint, Diagnosis found) {
                out.println("== " + endpoint + " (account " + selfId + ")");
                for (Diagnosis.Step step : found.steps()) {
                    out.println(String.format(
                            Locale.ROOT,
                            "  %-10s %-5s %5d ms  %s",
                            step.name(),
                            step.ok() ? "ok" : "FAIL",
                            step.millis(),
                            step.ok() || !step.message().equals(found.message()) ? step.message() : "see below"));
                }
                out.println((found.code().isEmpty() ? "OK" : found.code()) + " " + found.message());
                out.println();
            }

            @Override
            void end(boolean running) {
                if (!running) {
                    out.println("Onekyu does not run here: only connections were tried.");
                }
            }
        };
    }

    static DoctorPage json(PrintStream out) {
        List<JsonValue> endpoints = new ArrayList<>();
        return new DoctorPage() {
            @Override
            void remark(String text) {
                // That the process cannot be asked is said by "running".
            }

            @Override
            void show(long selfId, String endpoint, Diagnosis found) {
                JsonObject.Builder one = JsonObject.builder()
                        .put("self_id", selfId)
                        .put("name", endpoint)
                        .put("ok", found.ok());
                if (found.code().isEmpty()) {
                    one.putNull("code");
                } else {
                    one.put("code", found.code());
                }
                List<JsonValue> steps = new ArrayList<>();
                found.steps()
                        .forEach(step -> steps.add(JsonObject.builder()
                                .put("step", step.name())
                                .put("ok", step.ok())
                                .put("message", step.message())
                                .put("ms", step.millis())
                                .build()));
                endpoints.add(one.put("message", found.message())
                        .put("steps", JsonArray.of(steps))
                        .build());
            }

            @Override
            void end(boolean running) {
                out.println(Json.write(JsonObject.builder()
                        .put("running", running)
                        .put("endpoints", JsonArray.of(endpoints))
                        .build()));
            }
        };
    }
}
