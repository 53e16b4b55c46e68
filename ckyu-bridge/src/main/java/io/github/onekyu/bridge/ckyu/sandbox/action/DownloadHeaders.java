package io.github.onekyu.bridge.ckyu.sandbox.action;

import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.json.JsonArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the {@code headers} of A-download_file: {@code K=V}, one a line or one an element; what is no pair is left out. */
final class DownloadHeaders {
    private DownloadHeaders() {}

    static Map<String, String> of(Params params) {
        List<String> lines = params.array("headers")
                .map(DownloadHeaders::elements)
                .orElseGet(() -> params.text("headers", "").lines().toList());
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                headers.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        return headers;
    }

    private static List<String> elements(JsonArray array) {
        return array.stream().flatMap(element -> Params.text(element).stream()).toList();
    }
}
