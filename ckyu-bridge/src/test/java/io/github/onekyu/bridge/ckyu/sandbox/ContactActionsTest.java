package io.github.onekyu.bridge.ckyu.sandbox;

import static io.github.onekyu.bridge.ckyu.sandbox.SandboxHost.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactActionsTest {
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

    private static String contact(String fields) {
        return "{" + fields + "}";
    }

    @Test
    @Tag("A-get_recent_contact")
    void eachChatComesOnceTheNewestFirst() {
        host.say("{'type':'private','user_id':10001,'message':'a'}");
        host.say("{'type':'group','group_id':20001,'user_id':10002,'message':'b'}");
        host.say("{'type':'discuss','discuss_id':30001,'user_id':10002,'message':'c'}");
        host.say("{'type':'private','user_id':10003,'message':'d'}");
        host.pass(Duration.ofSeconds(5));
        host.call("set_friend_remark", "{'user_id':10001,'remark':'A'}");
        host.call("send_private_msg", "{'user_id':10001,'message':'e'}");
        JsonArray contacts = (JsonArray) host.call("get_recent_contact", "{}");
        assertThat(contacts.stream().map(each -> ((JsonObject) each).without("lastestMsg")))
                .containsExactly(
                        json(contact("'peerUin':'10001','remark':'A','msgTime':'1800000005','chatType':1,'msgId':'5',"
                                + "'sendNickName':'Sandbox Bot','sendMemberName':'','peerName':'Alice'")),
                        json(contact("'peerUin':'10003','remark':'','msgTime':'1800000000','chatType':100,'msgId':'4',"
                                + "'sendNickName':'Carol','sendMemberName':'','peerName':'Carol'")),
                        json(contact("'peerUin':'30001','remark':'','msgTime':'1800000000','chatType':3,'msgId':'3',"
                                + "'sendNickName':'Bob','sendMemberName':'','peerName':''")),
                        json(contact("'peerUin':'20001','remark':'','msgTime':'1800000000','chatType':2,'msgId':'2',"
                                + "'sendNickName':'Bob','sendMemberName':'','peerName':'Test group'")));
        JsonObject last = ((JsonObject) contacts.get(0)).object("lastestMsg").orElseThrow();
        assertThat(last.string("post_type")).contains("message_sent");
        assertThat(last.string("raw_message")).contains("e");
        assertThat(last.integer("time")).hasValue(1800000005);
    }

    @Test
    @Tag("A-get_recent_contact")
    void theCountLimitsThemAndRecalledWordsDoNotCount() {
        host.call("send_group_msg", "{'group_id':20001,'message':'a'}");
        host.call("send_group_msg", "{'group_id':20002,'message':'b'}");
        host.call("send_private_msg", "{'user_id':10001,'message':'c'}");
        host.call("delete_msg", "{'message_id':3}");
        JsonArray contacts = (JsonArray) host.call("get_recent_contact", "{'count':1}");
        assertThat(contacts)
                .extracting(each -> ((JsonObject) each).string("peerUin", ""))
                .containsExactly("20002");
        assertThat(host.call("get_recent_contact", "{'count':0}")).isEqualTo(JsonArray.EMPTY);
    }

    @Test
    @Tag("A-mark_private_msg_as_read")
    @Tag("A-mark_group_msg_as_read")
    void chatsAreMarkedAsReadWhereThereAreSome() {
        host.say("{'type':'private','user_id':10001,'message':'a'}");
        assertThat(host.call("mark_private_msg_as_read", "{'user_id':10001}")).isEqualTo(JsonNull.NULL);
        assertThat(host.call("mark_private_msg_as_read", "{'message_id':1}")).isEqualTo(JsonNull.NULL);
        assertThat(host.call("mark_group_msg_as_read", "{'group_id':20001}")).isEqualTo(JsonNull.NULL);
        assertThat(host.refusal("mark_private_msg_as_read", "{'user_id':55}")).isEqualTo(-10);
        assertThat(host.refusal("mark_private_msg_as_read", "{'message_id':9}")).isEqualTo(102);
        assertThat(host.refusal("mark_group_msg_as_read", "{'group_id':9}")).isEqualTo(-9);
        assertThat(host.refusal("mark_group_msg_as_read", "{}")).isEqualTo(100);
    }
}
