package io.github.onekyu.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.bridge.ckyu.SandboxBackendProvider;
import io.github.onekyu.core.OneBot;
import io.github.onekyu.core.action.ActionCatalog;
import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.config.Config;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActionPageTest {
    private static final Path PAGE = Path.of("..", "docs", "actions.md");

    @TempDir
    Path home;

    @Test
    void thePageListsTheCatalogue() throws IOException {
        String expected = ActionPage.write(ActionCatalog.standard().all(), sandbox());
        if (Boolean.getBoolean("onekyu.writeDocs")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/actions.md is out of date; its own head says how it is written")
                .isEqualTo(expected);
    }

    private static Set<String> supported(OneBot bot) {
        ActionResponse response = bot.actions()
                .dispatch(
                        ActionRequest.of("get_supported_actions", new Params(JsonObject.EMPTY)),
                        Caller.of("test", "page"))
                .toCompletableFuture()
                .join();
        return ((JsonArray) ((ActionResponse.Done) response).data())
                .stream().map(name -> ((JsonString) name).value()).collect(Collectors.toSet());
    }

    private Set<String> sandbox() {
        OneBot bot = OneBot.builder(() -> Config.of(home, (JsonObject) Json.parse("{\"use_http\":false}")))
                .backend(new SandboxBackendProvider())
                .transports(List.of())
                .build();
        bot.start();
        try {
            Set<String> offered = new TreeSet<>(ActionCatalog.standard().hostActions());
            offered.retainAll(supported(bot));
            return offered;
        } finally {
            bot.stop();
        }
    }
}
