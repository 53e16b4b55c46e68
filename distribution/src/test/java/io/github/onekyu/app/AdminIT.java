package io.github.onekyu.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console of the real program: endpoints, reload and a world as a file. */
class AdminIT {
    @TempDir
    Path unpacked;

    @TempDir
    Path home;

    @Test
    void endpointsAndWorldsAreSteered() throws Exception {
        Path folder = OnekyuProcess.unpack(unpacked);
        try (OnekyuProcess onekyu =
                OnekyuProcess.startSandbox(folder, home, "use_ws=yes").awaitReady()) {
            assertThat(onekyu.post("Page", "/admin/v1/endpoints/ws/pause", "{}").body())
                    .contains("\"state\":\"paused\"");
            assertThat(onekyu.post("Page", "/admin/v1/endpoints/ws/resume", "{}")
                            .body())
                    .contains("\"state\":\"listening\"");
            assertThat(onekyu.post("Page", "/admin/v1/endpoints/ws/test", "{}").body())
                    .contains("\"ok\":true");
            HttpResponse<String> unknown = onekyu.post("Page", "/admin/v1/endpoints/nobody/pause", "{}");
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(unknown.body()).contains("there are http, ws");
            assertThat(onekyu.post("Page", "/admin/v1/reload", "{}").body()).contains("\"unchanged\":[\"10000 http\"");
            aWorldComesBackFromItsFile(onekyu);
        }
    }

    private static void aWorldComesBackFromItsFile(OnekyuProcess onekyu) throws Exception {
        put(onekyu, "/sandbox/v1/friends/10777", "{\"nickname\":\"Zoe\",\"remark\":\"Z\"}", 200);
        put(onekyu, "/sandbox/v1/groups/20003", "{\"group_name\":\"Third\",\"owner_id\":10777}", 200);
        put(onekyu, "/sandbox/v1/groups/20001/members/10001", "{\"role\":\"admin\",\"card\":\"A!\"}", 200);
        String file = onekyu.get("Page", "/sandbox/v1/world/export").body();
        JsonObject before = people(file);
        onekyu.post("Page", "/sandbox/v1/reset", "{}");
        assertThat(people(onekyu.get("Page", "/sandbox/v1/world/export").body()))
                .isNotEqualTo(before);
        put(onekyu, "/sandbox/v1/world/import", file, 200);
        assertThat(people(onekyu.get("Page", "/sandbox/v1/world/export").body()))
                .isEqualTo(before);
        String broken = file.replace("\"role\":\"owner\"", "\"role\":\"emperor\"");
        put(onekyu, "/sandbox/v1/world/import", broken, 400);
        put(onekyu, "/sandbox/v1/world/import", "{}", 400);
        assertThat(people(onekyu.get("Page", "/sandbox/v1/world/export").body()))
                .isEqualTo(before);
    }

    /** Without the times at which people came. */
    private static JsonObject people(String file) {
        return (JsonObject) Json.parse(file.replaceAll("\"(join_time|last_sent_time)\":\\d+", "\"$1\":0"));
    }

    private static void put(OnekyuProcess onekyu, String path, String json, int status) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + onekyu.port("Page") + path))
                                .header("Content-Type", "application/json")
                                .PUT(HttpRequest.BodyPublishers.ofString(json))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }
}
