package io.github.onekyu.bridge.ckyu.sandbox;

import static io.github.onekyu.bridge.ckyu.sandbox.SandboxHost.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendTest {
    @TempDir
    Path home;

    SandboxHost host;

    @BeforeEach
    void open() {
        host = new SandboxHost(home);
    }

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    @Tag("A-send_private_msg")
    void aPrivateMessageIsKeptWithPeerAndAction() {
        JsonObject data = host.data("send_private_msg", "{'user_id':10001,'message':'hi [CQ:face,id=1]'}");
        assertThat(data).isEqualTo(json("{'message_id':1}"));
        JsonObject kept = (JsonObject) host.messages("private:10001").get(0);
        assertThat(kept)
                .isEqualTo(json("{'message_id':1,'time':1800000000,'chat':'private:10001','user_id':10000,"
                        + "'message':[{'type':'text','data':{'text':'hi '}},{'type':'face','data':{'id':'1'}}],"
                        + "'raw_message':'hi [CQ:face,id=1]','recalled':false,'peer':'ws 127.0.0.1:40112',"
                        + "'action':'send_private_msg'}"));
        assertThat(host.events).isEmpty();
    }

    @Test
    @Tag("A-send_group_msg")
    void aGroupMessageGoesToItsGroup() {
        assertThat(host.data("send_group_msg", "{'group_id':20001,'message':'a'}"))
                .isEqualTo(json("{'message_id':1}"));
        assertThat(host.messages("group:20001").size()).isEqualTo(1);
        assertThat(host.messages("group:20002").size()).isZero();
        assertThat(host.messages("private:20001").size()).isZero();
    }

    @Test
    void messageIdsCountUpOverAllChats() {
        assertThat(host.data("send_group_msg", "{'group_id':20001,'message':'a'}")
                        .integer("message_id", 0))
                .isEqualTo(1);
        assertThat(host.say("{'type':'private','user_id':10001,'message':'b'}").integer("message_id", 0))
                .isEqualTo(2);
        assertThat(host.data("send_private_msg", "{'user_id':10002,'message':'c'}")
                        .integer("message_id", 0))
                .isEqualTo(3);
    }

    @Test
    @Tag("A-send_private_msg")
    void strangersCanOnlyBeWrittenToThroughASharedGroup() {
        assertThat(host.refusal("send_private_msg", "{'user_id':99,'message':'a'}"))
                .isEqualTo(-23);
        assertThat(host.refusal("send_private_msg", "{'user_id':10000,'message':'a'}"))
                .isEqualTo(-23);
        assertThat(host.refusal("send_private_msg", "{'user_id':10003,'group_id':20002,'message':'a'}"))
                .isEqualTo(-23);
        host.call("send_private_msg", "{'user_id':10003,'group_id':20001,'message':'a'}");
        host.call("send_private_msg", "{'user_id':10003,'message':'a'}");
        assertThat(host.messages("private:10003").size()).isEqualTo(2);
    }

    @Test
    @Tag("A-send_group_msg")
    void theBotCannotSpeakInAGroupItIsNotIn() {
        assertThat(host.refusal("send_group_msg", "{'group_id':777,'message':'a'}"))
                .isEqualTo(-9);
    }

    @Test
    @Tag("A-send_group_msg")
    void aBannedBotCannotSpeakUntilTheBanEnds() {
        host.notice("{'notice_type':'group_ban','sub_type':'ban','group_id':20002,'user_id':10000,'duration':60}");
        assertThat(host.refusal("send_group_msg", "{'group_id':20002,'message':'a'}"))
                .isEqualTo(-34);
        host.call("send_group_msg", "{'group_id':20001,'message':'elsewhere it can'}");
        host.pass(Duration.ofSeconds(60));
        host.call("send_group_msg", "{'group_id':20002,'message':'a'}");
    }

    @Test
    @Tag("A-send_group_msg")
    void aBanOfTheWholeGroupSilencesMembersButNotAdmins() {
        host.notice("{'notice_type':'group_ban','sub_type':'ban','group_id':20002,'user_id':0}");
        host.notice("{'notice_type':'group_ban','sub_type':'ban','group_id':20001,'user_id':0}");
        assertThat(host.refusal("send_group_msg", "{'group_id':20002,'message':'a'}"))
                .isEqualTo(-34);
        host.call("send_group_msg", "{'group_id':20001,'message':'an admin may'}");
    }

    @Test
    @Tag("A-delete_msg")
    @Tag("E-group_recall")
    void theBotRecallsItsOwnMessage() {
        host.call("send_group_msg", "{'group_id':20002,'message':'oops'}");
        assertThat(host.call("delete_msg", "{'message_id':1}")).isEqualTo(JsonNull.NULL);
        assertThat(((JsonObject) host.messages("group:20002").get(0)).isTrue("recalled"))
                .isTrue();
        assertThat(host.onlyEvent())
                .isEqualTo(json("{'time':1800000000,'self_id':10000,'post_type':'notice',"
                        + "'notice_type':'group_recall','group_id':20002,'user_id':10000,'operator_id':10000,"
                        + "'message_id':1}"));
        assertThat(host.refusal("delete_msg", "{'message_id':1}")).isEqualTo(-36);
    }

    @Test
    @Tag("A-delete_msg")
    void aMembersOwnMessageStaysAfterTwoMinutes() {
        host.call("send_private_msg", "{'user_id':10001,'message':'a'}");
        host.call("send_group_msg", "{'group_id':20002,'message':'b'}");
        host.call("send_group_msg", "{'group_id':20001,'message':'c'}");
        host.pass(Duration.ofSeconds(121));
        assertThat(host.refusal("delete_msg", "{'message_id':1}")).isEqualTo(-36);
        assertThat(host.refusal("delete_msg", "{'message_id':2}")).isEqualTo(-36);
        host.call("delete_msg", "{'message_id':3}"); // there it is an admin
    }

    @Test
    @Tag("A-delete_msg")
    void anAdminRecallsWhatMembersSaidButNotWhatTheOwnerSaid() {
        host.say("{'type':'group','group_id':20001,'user_id':10001,'message':'spam'}");
        host.say("{'type':'group','group_id':20001,'user_id':10003,'message':'law'}");
        host.say("{'type':'group','group_id':20002,'user_id':10001,'message':'spam'}");
        host.newEvents();
        host.call("delete_msg", "{'message_id':1}");
        assertThat(host.onlyEvent().integer("user_id", 0)).isEqualTo(SandboxHost.ALICE);
        assertThat(host.refusal("delete_msg", "{'message_id':2}")).isEqualTo(-37);
        assertThat(host.refusal("delete_msg", "{'message_id':3}")).isEqualTo(-37);
    }

    @Test
    @Tag("A-delete_msg")
    void nobodyRecallsWhatAnotherSaidInPrivate() {
        host.say("{'type':'private','user_id':10001,'message':'mine'}");
        assertThat(host.refusal("delete_msg", "{'message_id':1}")).isEqualTo(-37);
    }

    @Test
    @Tag("A-delete_msg")
    void anUnknownMessageIsNoData() {
        assertThat(host.refusal("delete_msg", "{'message_id':5}")).isEqualTo(102);
        assertThat(host.refusal("delete_msg", "{'message_id':-5}")).isEqualTo(102);
        assertThat(host.refusal("delete_msg", "{'message_id':4294967297}")).isEqualTo(102);
    }

    @Test
    @Tag("A-get_msg")
    void aMessageCanBeReadBack() {
        host.say("{'type':'group','group_id':20001,'user_id':10001,'message':'hi &amp; [CQ:at,qq=10000]'}");
        JsonObject data = host.data("get_msg", "{'message_id':1}");
        assertThat(data.integer("time", 0)).isEqualTo(1_800_000_000);
        assertThat(data.integer("real_id", 0)).isEqualTo(1);
        assertThat(data.string("message_type", "")).isEqualTo("group");
        assertThat(data.integer("group_id", 0)).isEqualTo(20001);
        assertThat(data.string("raw_message", "")).isEqualTo("hi &amp; [CQ:at,qq=10000]");
        assertThat(data.array("message").orElseThrow().size()).isEqualTo(2);
        assertThat(data.object("sender").orElseThrow().string("nickname", "")).isEqualTo("Alice");
        assertThat(host.refusal("get_msg", "{'message_id':2}")).isEqualTo(102);
    }

    @Test
    @Tag("A-get_group_msg_history")
    @Tag("A-get_friend_msg_history")
    void historyHoldsTheNewestOldestFirst() {
        for (int i = 1; i <= 5; i++) {
            host.say("{'type':'group','group_id':20001,'user_id':10001,'message':'g" + i + "'}");
        }
        host.say("{'type':'private','user_id':10001,'message':'p'}");
        assertThat(raws("get_group_msg_history", "{'group_id':20001,'count':3}"))
                .isEqualTo("g3 g4 g5");
        assertThat(raws("get_group_msg_history", "{'group_id':20001,'count':2,'message_seq':3}"))
                .isEqualTo("g2 g3");
        assertThat(raws("get_group_msg_history", "{'group_id':20001,'count':2,'reverseOrder':true}"))
                .isEqualTo("g5 g4");
        assertThat(raws("get_friend_msg_history", "{'user_id':10001}")).isEqualTo("p");
    }

    private String raws(String action, String params) {
        return host.data(action, params).array("messages").orElseThrow().stream()
                .map(message -> ((JsonObject) message).string("raw_message", ""))
                .reduce((a, b) -> a + " " + b)
                .orElse("");
    }

    @Test
    @Tag("A-mark_msg_as_read")
    void markingAsReadWantsAMessage() {
        host.say("{'type':'private','user_id':10001,'message':'a'}");
        assertThat(host.call("mark_msg_as_read", "{'message_id':1}")).isEqualTo(JsonNull.NULL);
        assertThat(host.refusal("mark_msg_as_read", "{'message_id':2}")).isEqualTo(102);
    }
}
