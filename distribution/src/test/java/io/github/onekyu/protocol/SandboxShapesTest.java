package io.github.onekyu.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.onekyu.core.OneBot;
import io.github.onekyu.core.action.ActionCatalog;
import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.action.ActionResponse;
import io.github.onekyu.core.action.ActionSpec;
import io.github.onekyu.core.action.Caller;
import io.github.onekyu.core.action.Params;
import io.github.onekyu.core.config.Config;
import io.github.onekyu.core.control.HostControl;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever of the catalogue the sandbox offers, it answers in the shape that the catalogue lists. */
@Tag("ACT-07")
class SandboxShapesTest {
    private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

    /** Nobody has favourite faces. */
    private static final Set<String> MAY_BE_EMPTY = Set.of("fetch_custom_face");

    @TempDir
    Path home;

    private final Map<String, String> known = new HashMap<>();
    private final Set<String> called = new LinkedHashSet<>();
    private final List<String> troubles = new ArrayList<>();
    private HttpServer web;
    private OneBot bot;

    @BeforeEach
    void start() throws Exception {
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, PICTURE.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(PICTURE);
            }
        });
        web.start();
        known.put("url", "http://127.0.0.1:" + web.getAddress().getPort() + "/a.png");
        for (String folder : List.of("image", "record")) {
            Path medium = home.resolve("data").resolve(folder).resolve("kept.amr");
            Files.createDirectories(medium.getParent());
            Files.write(medium, PICTURE);
        }
        Config config = Config.of(home, json("{'backend':'sandbox','use_http':false}"));
        bot = OneBot.builder(() -> config).transports(List.of()).build();
        bot.start();
    }

    @AfterEach
    void stop() {
        bot.stop();
        web.stop(0);
    }

    @Test
    void allThatIsOfferedIsAnsweredInItsShape() throws Exception {
        HostControl control = bot.control().orElseThrow();
        await(control.putMember(20001, 10000, json("{'role':'owner'}")));
        await(control.putFriend(10006, json("{'nickname':'Trudy','unidirectional':true,'source':'search'}")));
        await(control.say(json("{'type':'discuss','discuss_id':30001,'user_id':10001,'message':'all of us'}")));
        await(control.notice(json("{'notice_type':'notify','sub_type':'honor','group_id':20001,'user_id':10001,"
                + "'honor_type':'talkative'}")));
        await(control.notice(json("{'notice_type':'client_status','client':{'app_id':1,'device_name':'phone'}}")));
        known.put(
                "said",
                number(await(control.say(json("{'type':'group','group_id':20001,'user_id':10002,'message':'who',"
                        + "'anonymous':{'name':'Fox'}}")))));
        await(control.request(json("{'request_type':'friend','user_id':10777,'flag':'f-1'}")));
        await(control.request(
                json("{'request_type':'group','sub_type':'add','group_id':20001,'user_id':10778,'flag':'g-1'}")));

        messages();
        groups();
        files();
        people();
        leaving();

        Set<String> offered = new LinkedHashSet<>();
        for (JsonValue name : (JsonArray) call("get_supported_actions", "")) {
            offered.add(((JsonString) name).value());
        }
        offered.retainAll(ActionCatalog.standard().hostActions());
        assertThat(offered).hasSizeGreaterThan(80);
        assertThat(troubles).isEmpty();
        assertThat(called)
                .as("actions of the sandbox that this test leaves out")
                .containsAll(offered);
    }

    private void messages() throws Exception {
        call("send_private_msg", "'user_id':10001,'message':'[CQ:image,file=$url] hello'");
        call("send_discuss_msg", "'discuss_id':30001,'message':'hello'");
        known.put("sent", number((JsonObject) call("send_group_msg", "'group_id':20001,'message':'hello'")));
        call("get_msg", "'message_id':$sent");
        call("get_msg", "'message_id':$said");
        call("get_group_msg_history", "'group_id':20001");
        call("get_friend_msg_history", "'user_id':10001");
        call("mark_msg_as_read", "'message_id':$sent");
        call("mark_private_msg_as_read", "'user_id':10001");
        call("mark_group_msg_as_read", "'group_id':20001");
        call("get_recent_contact", "");
        call("set_msg_emoji_like", "'message_id':$said,'emoji_id':'76'");
        call("set_essence_msg", "'message_id':$sent");
        call("get_essence_msg_list", "'group_id':20001");
        call("delete_essence_msg", "'message_id':$sent");
        String nodes = "'messages':[{'type':'node','data':{'user_id':7,'nickname':'n','content':'c'}}]";
        call("send_private_forward_msg", "'user_id':10001," + nodes);
        known.put(
                "forward",
                ((JsonObject) call("send_group_forward_msg", "'group_id':20001," + nodes))
                        .string("forward_id")
                        .orElseThrow());
        call("get_forward_msg", "'id':'$forward'");
        call("delete_msg", "'message_id':$sent");
        call("can_send_image", "");
        call("can_send_record", "");
        call("get_image", "'file':'kept.amr'");
        call("get_record", "'file':'kept.amr','out_format':'amr'");
        call(".get_word_slices", "'content':'hello world'");
    }

    private void groups() throws Exception {
        call("get_group_list", "");
        call("get_group_info", "'group_id':20001");
        call("_get_group_info", "'group_id':20001");
        call("get_group_member_info", "'group_id':20001,'user_id':10001");
        call("get_group_member_list", "'group_id':20001");
        for (String type : List.of("talkative", "performer", "legend", "strong_newbie", "emotion", "all")) {
            call("get_group_honor_info", "'group_id':20001,'type':'" + type + "'");
        }
        call("get_group_at_all_remain", "'group_id':20001");
        call("get_group_system_msg", "");
        call("set_group_name", "'group_id':20001,'group_name':'Tests'");
        call("set_group_card", "'group_id':20001,'user_id':10001,'card':'A'");
        call("set_group_special_title", "'group_id':20001,'user_id':10001,'special_title':'first'");
        call("set_group_admin", "'group_id':20001,'user_id':10001");
        call("set_group_ban", "'group_id':20001,'user_id':10002,'duration':60");
        call("set_group_whole_ban", "'group_id':20001,'enable':false");
        call("set_group_anonymous", "'group_id':20001,'enable':true");
        JsonObject anonymous = ((JsonObject) call("get_msg", "'message_id':$said"))
                .object("anonymous")
                .orElseThrow();
        known.put("mask", anonymous.string("flag").orElseThrow());
        call("set_group_anonymous_ban", "'group_id':20001,'flag':'$mask'");
        call("set_group_add_request", "'flag':'g-1','sub_type':'add'");
        call("send_group_sign", "'group_id':20001");
        call("_send_group_notice", "'group_id':20001,'content':'read this'");
        JsonArray notices = (JsonArray) call("_get_group_notice", "'group_id':20001");
        known.put("notice", ((JsonObject) notices.get(0)).string("notice_id").orElseThrow());
        call("_del_group_notice", "'group_id':20001,'notice_id':'$notice'");
        call("group_poke", "'group_id':20001,'user_id':10001");
    }

    private void files() throws Exception {
        call("create_group_file_folder", "'group_id':20001,'name':'pictures'");
        call("upload_group_file", "'group_id':20001,'file':'base64://aGVsbG8=','name':'a.txt'");
        call("upload_private_file", "'user_id':10001,'file':'base64://aGVsbG8=','name':'b.txt'");
        JsonObject root = (JsonObject) call("get_group_root_files", "'group_id':20001");
        JsonObject file = (JsonObject) root.array("files").orElseThrow().get(0);
        JsonObject folder = (JsonObject) root.array("folders").orElseThrow().get(0);
        known.put("file", file.string("file_id").orElseThrow());
        known.put("folder", folder.string("folder_id").orElseThrow());
        call("upload_group_file", "'group_id':20001,'file':'base64://aGVsbG8=','name':'c.txt','folder':'$folder'");
        call("get_group_files_by_folder", "'group_id':20001,'folder_id':'$folder'");
        call("get_group_file_system_info", "'group_id':20001");
        call("get_group_file_url", "'group_id':20001,'file_id':'$file','busid':102");
        call("get_private_file_url", "'user_id':10001,'file_id':'b.txt'");
        call("get_file", "'file':'$file'");
        call("download_file", "'url':'$url'");
        call("set_group_portrait", "'group_id':20001,'file':'base64://aGVsbG8='");
        call("set_qq_avatar", "'file':'base64://aGVsbG8='");
        call("delete_group_file", "'group_id':20001,'file_id':'$file','busid':102");
        call("delete_group_folder", "'group_id':20001,'folder_id':'$folder'");
    }

    private void people() throws Exception {
        call("get_login_info", "");
        call("get_stranger_info", "'user_id':10001");
        call("get_friend_list", "");
        call("_get_friend_list", "");
        call("get_friends_with_category", "");
        call("get_unidirectional_friend_list", "");
        call("_get_vip_info", "'user_id':10001");
        call("send_like", "'user_id':10001");
        call("friend_poke", "'user_id':10001");
        call("send_poke", "'user_id':10001");
        call("set_friend_remark", "'user_id':10001,'remark':'A'");
        call("set_friend_add_request", "'flag':'f-1'");
        call("get_cookies", "");
        call("get_csrf_token", "");
        call("get_credentials", "");
        call("get_online_clients", "");
        call("set_online_status", "'status':10");
        call("set_qq_profile", "'nickname':'Bot'");
        call("fetch_custom_face", "");
        call("check_url_safely", "'url':'$url'");
        call("_get_model_show", "'model':'x'");
        call("_set_model_show", "'model':'x','model_show':'y'");
    }

    private void leaving() throws Exception {
        call("delete_unidirectional_friend", "'user_id':10006");
        call("delete_friend", "'user_id':10002");
        call("set_discuss_leave", "'discuss_id':30001");
        call("set_group_kick", "'group_id':20001,'user_id':10002");
        call("set_group_leave", "'group_id':20002");
    }

    private static String number(JsonObject message) {
        return Long.toString(message.integer("message_id").orElseThrow());
    }

    private JsonValue call(String action, String params) throws Exception {
        String text = params;
        for (Map.Entry<String, String> each : known.entrySet()) {
            text = text.replace("$" + each.getKey(), each.getValue());
        }
        called.add(action);
        ActionResponse response = await(bot.actions()
                .dispatch(ActionRequest.of(action, new Params(json("{" + text + "}"))), Caller.of("test", "here")));
        assertThat(response).as(action + " " + text).isInstanceOf(ActionResponse.Done.class);
        JsonValue data = ((ActionResponse.Done) response).data();
        ActionSpec spec = ActionCatalog.standard().find(action).orElseThrow();
        DataShape.troubles(spec.data(), data).forEach(each -> troubles.add(action + ": " + each + " in " + data));
        if (data instanceof JsonArray list && !MAY_BE_EMPTY.contains(action)) {
            assertThat(list.size())
                    .as(action + " lists nothing that could be looked at")
                    .isPositive();
        }
        return data;
    }

    private static JsonObject json(String text) {
        return (JsonObject) Json.parse(text.replace('\'', '"'));
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
