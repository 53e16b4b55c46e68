package io.github.onekyu.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.testkit.Gate;
import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawHttp;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many calls at once. */
class ConcurrencyTest {
    @Test
    @Tag("HTTP-05")
    void twoHundredCallsOnTwentyConnectionsEachGetTheirOwnAnswer() throws Exception {
        ExecutorService bots = Executors.newFixedThreadPool(20);
        try (OneBotFixture account = Http.account().start()) {
            Set<String> ids = ConcurrentHashMap.newKeySet();
            List<Future<?>> running = new ArrayList<>();
            for (int bot = 0; bot < 20; bot++) {
                int user = 1000 + bot;
                running.add(bots.submit(() -> {
                    try (RawHttp http = Http.connect(account)) {
                        for (int i = 0; i < 10; i++) {
                            String json = "{\"user_id\":" + user + ",\"message\":\"" + user + "/" + i + "\"}";
                            RawHttp.Response response = http.post("/send_private_msg", Http.JSON, json);
                            assertThat(response.status()).isEqualTo(200);
                            ids.add(response.text());
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }

            assertThat(ids).hasSize(200);
            for (int bot = 0; bot < 20; bot++) {
                long user = 1000 + bot;
                assertThat(account.backend().calls("send_private_msg").stream()
                                .filter(call -> call.params().json().integer("user_id", 0) == user)
                                .map(call -> call.params().json().toString()))
                        .hasSize(10)
                        .isSortedAccordingTo(java.util.Comparator.naturalOrder());
            }
        } finally {
            bots.shutdownNow();
        }
    }

    @Test
    void callsThatHangLeaveTheOthersAlone() {
        try (OneBotFixture account = Http.account().start()) {
            Gate gate = account.backend().hold("get_group_list");
            List<RawHttp> waiting = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                RawHttp http = Http.connect(account);
                http.write("GET /get_group_list HTTP/1.1\r\nHost: x\r\n\r\n");
                waiting.add(http);
            }
            for (int i = 0; i < 20; i++) {
                assertThat(Http.get(account, "/get_login_info").status()).isEqualTo(200);
            }
            gate.open();
            for (RawHttp http : waiting) {
                assertThat(http.read().status()).isEqualTo(200);
                http.close();
            }
        }
    }
}
