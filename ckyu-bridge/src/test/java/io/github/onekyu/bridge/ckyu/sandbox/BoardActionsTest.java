package io.github.onekyu.bridge.ckyu.sandbox;

import static io.github.onekyu.bridge.ckyu.sandbox.SandboxHost.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoardActionsTest {
    @TempDir
    Path home;

    SandboxHost host;

    @BeforeEach
    void open() {
        host = new SandboxHost(home);
        host.say("{'type':'group','group_id':20001,'user_id':10001,'message':'a'}");
        host.say("{'type':'group','group_id':20002,'user_id':10001,'message':'b'}");
        host.say("{'type':'private','user_id':10001,'message':'c'}");
        host.newEvents();
    }

    @AfterEach
    void close() {
        host.close();
    }

    private void restart() {
        host.close();
        host = new SandboxHost(home);
    }

    @Test
    @Tag("A-set_essence_msg")
    @Tag("A-delete_essence_msg")
    @Tag("A-get_essence_msg_list")
    @Tag("E-essence")
    void anEssentialMessageIsListedUntilItIsOneNoMore() {
        assertThat(host.call("set_essence_msg", "{'message_id':1}")).isEqualTo(JsonNull.NULL);
        assertThat(host.onlyEvent())
                .isEqualTo(json("{'time':1800000000,'self_id':10000,'post_type':'notice','notice_type':'essence',"
                        + "'sub_type':'add','group_id':20001,'sender_id':10001,'operator_id':10000,"
                        + "'message_id':1}"));
        host.call("set_essence_msg", "{'message_id':1}");
        assertThat(host.newEvents()).isEmpty();
        restart();
        assertThat(host.call("get_essence_msg_list", "{'group_id':20001}"))
                .isEqualTo(JsonArray.of(json("{'sender_id':10001,'sender_nick':'Alice','sender_time':1800000000,"
                        + "'operator_id':10000,'operator_nick':'Sandbox Bot','operator_time':1800000000,"
                        + "'message_id':1}")));
        assertThat(host.call("delete_essence_msg", "{'message_id':1}")).isEqualTo(JsonNull.NULL);
        assertThat(host.onlyEvent().string("sub_type")).contains("delete");
        assertThat(host.call("get_essence_msg_list", "{'group_id':20001}")).isEqualTo(JsonArray.EMPTY);
    }

    @Test
    @Tag("A-set_essence_msg")
    @Tag("A-delete_essence_msg")
    @Tag("A-get_essence_msg_list")
    void onlyAnAdminChoosesEssentialMessages() {
        assertThat(host.refusal("set_essence_msg", "{'message_id':2}")).isEqualTo(-37);
        assertThat(host.refusal("set_essence_msg", "{'message_id':3}")).isEqualTo(100);
        assertThat(host.refusal("set_essence_msg", "{'message_id':9}")).isEqualTo(102);
        assertThat(host.refusal("delete_essence_msg", "{'message_id':1}")).isEqualTo(102);
        assertThat(host.refusal("get_essence_msg_list", "{'group_id':9}")).isEqualTo(-9);
    }

    @Test
    @Tag("A-get_essence_msg_list")
    void aRecalledMessageIsNoEssentialOne() {
        host.call("set_essence_msg", "{'message_id':1}");
        host.call("delete_msg", "{'message_id':1}");
        assertThat(host.call("get_essence_msg_list", "{'group_id':20001}")).isEqualTo(JsonArray.EMPTY);
        assertThat(host.refusal("set_essence_msg", "{'message_id':1}")).isEqualTo(102);
    }

    @Test
    @Tag("A-_send_group_notice")
    @Tag("A-_get_group_notice")
    @Tag("A-_del_group_notice")
    void anAnnouncementStaysUntilItIsWithdrawn() {
        host.call("_send_group_notice", "{'group_id':20001,'title':'T','content':'C'}");
        restart();
        JsonObject notice = (JsonObject) ((JsonArray) host.call("_get_group_notice", "{'group_id':20001}")).get(0);
        String id = notice.string("notice_id").orElseThrow();
        assertThat(notice.without("notice_id"))
                .isEqualTo(json(
                        "{'sender_id':10000,'publish_time':1800000000," + "'message':{'text':'T\\nC','images':[]}}"));
        assertThat(host.refusal("_del_group_notice", "{'group_id':20001,'notice_id':'x'}"))
                .isEqualTo(102);
        host.call("_del_group_notice", "{'group_id':20001,'notice_id':'" + id + "'}");
        assertThat(host.call("_get_group_notice", "{'group_id':20001}")).isEqualTo(JsonArray.EMPTY);
        assertThat(host.refusal("_get_group_notice", "{'group_id':9}")).isEqualTo(-9);
        assertThat(host.refusal("_send_group_notice", "{'group_id':20002,'content':'C'}"))
                .isEqualTo(-37);
    }

    @Test
    @Tag("A-get_group_honor_info")
    @Tag("E-honor")
    void whoeverGotAnHonorIsListed() {
        host.notice("{'notice_type':'notify','sub_type':'honor','group_id':20001,'user_id':10001,"
                + "'honor_type':'talkative'}");
        restart();
        String alice = "'user_id':10001,'nickname':'Alice','avatar':''";
        assertThat(host.call("get_group_honor_info", "{'group_id':20001,'type':'all'}"))
                .isEqualTo(json("{'group_id':20001,'current_talkative':{" + alice + ",'day_count':1},"
                        + "'talkative_list':[{" + alice + ",'description':''}],'performer_list':[],"
                        + "'legend_list':[],'strong_newbie_list':[],'emotion_list':[]}"));
        assertThat(host.call("get_group_honor_info", "{'group_id':20001,'type':'legend'}"))
                .isEqualTo(json("{'group_id':20001,'legend_list':[]}"));
        assertThat(host.refusal("get_group_honor_info", "{'group_id':9,'type':'all'}"))
                .isEqualTo(-9);
    }

    @Test
    @Tag("A-set_msg_emoji_like")
    @Tag("E-group_msg_emoji_like")
    void anEmojiUnderAMessageIsToldOnce() {
        assertThat(host.call("set_msg_emoji_like", "{'message_id':1,'emoji_id':'76'}"))
                .isEqualTo(JsonNull.NULL);
        assertThat(host.onlyEvent())
                .isEqualTo(json("{'time':1800000000,'self_id':10000,'post_type':'notice',"
                        + "'notice_type':'group_msg_emoji_like','group_id':20001,'user_id':10000,'message_id':1,"
                        + "'likes':[{'emoji_id':'76','count':1}]}"));
        restart();
        host.call("set_msg_emoji_like", "{'message_id':1,'emoji_id':'76'}");
        host.call("set_msg_emoji_like", "{'message_id':1,'emoji_id':'76','set':false}");
        assertThat(host.newEvents()).isEmpty();
        host.call("set_msg_emoji_like", "{'message_id':1,'emoji_id':'76'}");
        assertThat(host.newEvents()).hasSize(1);
        assertThat(host.refusal("set_msg_emoji_like", "{'message_id':3,'emoji_id':'76'}"))
                .isEqualTo(100);
        assertThat(host.refusal("set_msg_emoji_like", "{'message_id':9,'emoji_id':'76'}"))
                .isEqualTo(102);
    }

    @Test
    @Tag("A-send_group_sign")
    void signingWantsAGroup() {
        assertThat(host.call("send_group_sign", "{'group_id':20001}")).isEqualTo(JsonNull.NULL);
        assertThat(host.refusal("send_group_sign", "{'group_id':9}")).isEqualTo(-9);
    }
}
