package io.github.onekyu.bridge.ckyu;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.onekyu.core.OneBot;
import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.action.Retcode;
import io.github.onekyu.core.config.Config;
import io.github.onekyu.core.control.HostControl;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Media that the bot sends and hears, with the sandbox under the real account of core. */
class MediaAccountTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 1, 2, 3, 0, -1};
    private static final String DATA = "base64://" + Base64.getEncoder().encodeToString(PNG);

    @TempDir
    Path home;

    private HttpServer server;
    private String web;
    private OneBot bot;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean there = !exchange.getRequestURI().getPath().equals("/missing");
            exchange.sendResponseHeaders(there ? 200 : 404, there ? PNG.length : -1);
            if (there) {
                exchange.getResponseBody().write(PNG);
            }
            exchange.close();
        });
        server.start();
        web = "http://127.0.0.1:" + server.getAddress().getPort();
        start("array");
    }

    private void start(String format) {
        Config config = Config.of(
                home,
                json("{'backend':'sandbox','use_http':false,'enable_get_updates':true,'post_message_format':'" + format
                        + "'}"));
        bot = OneBot.builder(() -> config).transports(List.of()).build();
        bot.start();
    }

    @AfterEach
    void stop() {
        bot.stop();
        server.stop(0);
    }

    private static JsonObject json(String text) {
        return (JsonObject) Json.parse(text.replace('\'', '"'));
    }

    private ActionResponse call(String action, String params) throws Exception {
        return bot.actions()
                .dispatch(ActionRequest.of(action, new Params(json(params))), Caller.of("test", "here"))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    private JsonObject data(String action, String params) throws Exception {
        ActionResponse answer = call(action, params);
        assertThat(answer).isInstanceOf(ActionResponse.Done.class);
        return (JsonObject) ((ActionResponse.Done) answer).data();
    }

    private HostControl control() {
        return bot.control().orElseThrow();
    }

    private void say(String message) throws Exception {
        control()
                .say(json("{'type':'private','user_id':10001,'message':'" + message + "'}"))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    /** The message event among those that wait. */
    private JsonObject heard() throws Exception {
        JsonArray events = (JsonArray) ((ActionResponse.Done) call("get_updates", "{}")).data();
        return events.stream()
                .map(JsonObject.class::cast)
                .filter(event -> event.string("post_type", "").equals("message"))
                .findFirst()
                .orElseThrow();
    }

    private JsonArray said(String chat) {
        return control()
                .messages(new HostControl.MessageQuery(chat, OptionalLong.empty(), true, 10))
                .array("messages")
                .orElseThrow();
    }

    private static JsonObject image(JsonArray message) {
        return message.stream()
                .map(JsonObject.class::cast)
                .filter(segment -> segment.string("type", "").equals("image"))
                .findFirst()
                .orElseThrow()
                .object("data")
                .orElseThrow();
    }

    private void isThePicture(JsonObject image) throws Exception {
        assertThat(Path.of(URI.create(image.string("url", "")))).hasBinaryContent(PNG);
        JsonObject found = data("get_image", "{'file':'" + image.string("file", "") + "'}");
        assertThat(found.string("url")).isEqualTo(image.string("url"));
        assertThat(found.string("filename")).isEqualTo(image.string("file"));
        assertThat(found.integer("size", 0)).isEqualTo(PNG.length);
        assertThat(Path.of(found.string("file", ""))).hasBinaryContent(PNG);
    }

    @Test
    @Tag("ENH-01")
    @Tag("ENH-07")
    @Tag("ENH-08")
    @Tag("A-get_msg")
    @Tag("A-get_image")
    @Tag("A-get_group_msg_history")
    void aSentPictureIsFoundByTheNameInItsMessage() throws Exception {
        Path file = Files.write(home.resolve("a.png"), PNG);
        for (String source : List.of(DATA, web + "/a.png", file.toUri().toString())) {
            long id = data("send_msg", "{'group_id':20001,'message':'x[CQ:image,file=" + source + "]'}")
                    .integer("message_id", 0);
            JsonObject kept = data("get_msg", "{'message_id':" + id + "}");
            isThePicture(image(kept.array("message").orElseThrow()));
            assertThat(kept.string("raw_message", "")).doesNotContain("url=");
            JsonArray history = data("get_group_msg_history", "{'group_id':20001,'count':1}")
                    .array("messages")
                    .orElseThrow();
            isThePicture(image(((JsonObject) history.get(0)).array("message").orElseThrow()));
        }
        isThePicture(
                image(((JsonObject) said("group:20001").get(0)).array("message").orElseThrow()));
    }

    @Test
    @Tag("ENH-08")
    @Tag("QO-02")
    @Tag("HQO-03")
    void aQuickReplyBringsItsPicture() throws Exception {
        call(
                ".handle_quick_operation",
                "{'context':{'post_type':'message','message_type':'group','sub_type':'normal','group_id':20001,"
                        + "'user_id':10001,'message_id':1,'anonymous':null},'operation':{'at_sender':false,"
                        + "'reply':[{'type':'image','data':{'file':'" + DATA + "'}}]}}");
        Awaitility.await().until(() -> said("group:20001").size() == 1);
        isThePicture(
                image(((JsonObject) said("group:20001").get(0)).array("message").orElseThrow()));
    }

    @Test
    @Tag("ENH-08")
    @Tag("A-send_group_forward_msg")
    @Tag("A-get_forward_msg")
    void aForwardBringsItsPictures() throws Exception {
        String id = data(
                        "send_group_forward_msg",
                        "{'group_id':20001,'messages':[{'type':'node','data':{'user_id':1,'nickname':'n','content':"
                                + "'[CQ:image,file=" + DATA + "]'}}]}")
                .string("forward_id", "");
        JsonObject forward = data("get_forward_msg", "{'id':'" + id + "'}");
        JsonObject node = (JsonObject) forward.array("message").orElseThrow().get(0);
        isThePicture(image(node.object("data").orElseThrow().array("content").orElseThrow()));
        JsonObject shaped = (JsonObject) forward.array("messages").orElseThrow().get(0);
        isThePicture(image(shaped.array("content").orElseThrow()));
    }

    @Test
    @Tag("ENH-05")
    void whatCouldNotBeFetchedIsTheHostsErrorAndNothingIsSent() throws Exception {
        Retcode noMedia = new Retcode(-39);
        for (String source : List.of(web + "/missing", "base64://*", "file:///nowhere/1.png", "/nowhere/1.png")) {
            assertThat(call("send_msg", "{'group_id':20001,'message':'x[CQ:image,file=" + source + "]'}")
                            .retcode())
                    .isEqualTo(noMedia);
            assertThat(call(
                                    "send_private_forward_msg",
                                    "{'user_id':10001,'messages':[{'type':'node','data':{'user_id':1,'content':["
                                            + "{'type':'image','data':{'file':'" + source + "'}}]}}]}")
                            .retcode())
                    .isEqualTo(noMedia);
        }
        assertThat(said("")).isEmpty();
        assertThat(call("send_msg", "{'group_id':20001,'message':'[CQ:image,file=1.png]'}")
                        .retcode())
                .isEqualTo(Retcode.OK);
    }

    @Test
    @Tag("EV-06")
    void aPictureThatAUserSentIsReadAtTheAddressInTheEvent() throws Exception {
        say("x[CQ:image,file=" + DATA + "]");
        JsonObject event = heard();
        JsonObject image = image(event.array("message").orElseThrow());
        isThePicture(image);
        assertThat(event.string("raw_message")).contains("x[CQ:image,file=" + image.string("file", "") + "]");
    }

    @Test
    @Tag("ENH-11")
    @Tag("A-get_image")
    void aPictureOfTheDataDirectoryGetsItsAddress() throws Exception {
        Files.write(Files.createDirectories(home.resolve("data/image")).resolve("1.png"), PNG);
        say("[CQ:image,file=1.png][CQ:image,file=2.png]");
        JsonObject event = heard();
        JsonArray message = event.array("message").orElseThrow();
        isThePicture(image(message));
        assertThat(message.get(1)).isEqualTo(json("{'type':'image','data':{'file':'2.png'}}"));
        assertThat(event.string("raw_message")).contains("[CQ:image,file=1.png][CQ:image,file=2.png]");
    }

    @Test
    @Tag("EV-06")
    void theStringFormHasTheAddressToo() throws Exception {
        bot.stop();
        start("string");
        say("[CQ:image,file=" + DATA + "]");
        JsonObject event = heard();
        assertThat(event.string("message", "")).matches("\\[CQ:image,file=[0-9A-F]{64}\\.png,url=file:///.*\\.png]");
        assertThat(event.string("raw_message", "")).matches("\\[CQ:image,file=[0-9A-F]{64}\\.png]");
    }
}
