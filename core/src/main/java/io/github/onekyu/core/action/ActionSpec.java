package io.github.onekyu.core.action;

import io.github.onekyu.core.error.ProtocolException;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * One row of the action catalogue.
 *
 * @param name the exact name (ACT-01)
 * @param level where it comes from: {@code v4}, {@code v11}, {@code gocq} or {@code nap}
 * @param priority {@code P0} to {@code P3}
 * @param ownAction whether the account answers it itself, so that no host is asked
 * @param sends whether it sends a message, so that one caller's calls keep their order (WS-17)
 * @param data the shape of its data: field names with the names of their types, in an array where it is a list, null
 *     for none; a name that ends in {@code ?} may be missing, a type that does may be null
 */
public record ActionSpec(
        String name,
        String level,
        String priority,
        boolean ownAction,
        boolean sends,
        List<ParamSpec> params,
        JsonValue data) {

    static ActionSpec read(JsonObject json) {
        JsonValue data = json.get("data");
        return new ActionSpec(
                json.string("action", ""),
                json.string("level", ""),
                json.string("priority", ""),
                json.string("by", "host").equals("account"),
                json.isTrue("send"),
                json.array("params").orElse(JsonArray.EMPTY).stream()
                        .map(param -> ParamSpec.read((JsonObject) param))
                        .toList(),
                data == null ? JsonNull.NULL : data);
    }

    /**
     * The parameters as the host gets them: only those of this action, by their main names, in their types, defaults
     * filled in (ACT-02, ACT-03).
     *
     * @throws ProtocolException with 100 if a required one is missing or unusable, or a value is out of its bounds
     */
    public Params normalise(Params given) {
        JsonObject.Builder complete = JsonObject.builder();
        for (ParamSpec param : params) {
            Optional<JsonValue> value = param.read(given);
            if (value.isPresent() && param.refuses(value.get())) {
                if (param.required() || param.min().isPresent()) {
                    throw unusable(param, given);
                }
                value = Optional.empty(); // an optional id of 0 is how some clients say "none"
            }
            if (value.isEmpty() && param.required()) {
                throw unusable(param, given);
            }
            value.or(param::fallback).ifPresent(usable -> complete.put(param.name(), usable));
        }
        return new Params(complete.build());
    }

    private ProtocolException unusable(ParamSpec param, Params given) {
        String trouble = param.names().stream().anyMatch(given::has) ? "cannot be used" : "is missing";
        return new ProtocolException(
                Retcode.BAD_PARAMS.value(),
                name + ": parameter \"" + param.name() + "\" " + trouble + "; expected " + param.expectation());
    }
}
