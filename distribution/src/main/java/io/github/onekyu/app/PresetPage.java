package io.github.onekyu.app;

import io.github.onekyu.core.config.Presets;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import java.io.PrintStream;
import java.util.Map;

/** What to write on both sides for a framework: {@code onekyu preset NAME} (EP-15). */
final class PresetPage {
    /** What has to be on for each way, where it is not an endpoint that can carry the preset itself. */
    private static final Map<String, String> WAYS = Map.of(
            "ws_reverse", "Onekyu dials the framework (reverse WebSocket)",
            "ws", "The framework dials Onekyu (WebSocket server)",
            "post", "HTTP API and reports");

    private PresetPage() {}

    static void print(String name, PrintStream out) {
        JsonObject preset = Presets.preset(name);
        JsonObject theirs = preset.object("theirs").orElse(JsonObject.EMPTY);
        preset.string("notes").ifPresent(notes -> {
            notes.lines().forEach(line -> out.println("# " + line));
            out.println();
        });
        for (String transport : new String[] {"ws_reverse", "ws", "post"}) {
            if (theirs.get(transport) instanceof JsonString text) {
                out.println("== " + WAYS.get(transport));
                out.println();
                out.println("Onekyu (config.ini; put your account's id in the place of <self_id>):");
                ours(name, transport, preset).lines().forEach(line -> out.println("    " + line));
                out.println();
                out.println(name + ":");
                text.value().lines().forEach(line -> out.println("    " + line));
                out.println();
            }
        }
    }

    private static String ours(String name, String transport, JsonObject preset) {
        StringBuilder section = new StringBuilder();
        String theirs =
                preset.object("theirs").flatMap(by -> by.string(transport)).orElse("");
        boolean callsHttp = transport.equals("post") || theirs.contains(":5700");
        if (callsHttp) { // their calls come to the account's own listener, so the token has to be there
            section.append("[<self_id>]\nuse_http = yes\naccess_token = <leave out for none>\n\n");
        }
        section.append("[<self_id>.")
                .append(transport)
                .append('.')
                .append(name)
                .append("]\npreset = ")
                .append(name);
        if (transport.equals("ws")) {
            section.append("\nhost = 127.0.0.1\nport = 6700");
        } else {
            section.append("\nurl = ")
                    .append(preset.object("transports")
                            .flatMap(by -> by.object(transport))
                            .flatMap(values -> values.string("url"))
                            .orElse("<address of the framework>"));
        }
        if (transport.equals("post")) {
            section.append("\nsecret = <leave out for none>");
        } else if (!callsHttp) {
            section.append("\naccess_token = <leave out for none>");
        }
        return section.toString();
    }
}
