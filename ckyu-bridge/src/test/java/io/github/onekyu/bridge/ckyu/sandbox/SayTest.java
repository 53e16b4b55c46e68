package io.github.onekyu.bridge.ckyu.sandbox;

import static io.github.onekyu.bridge.ckyu.sandbox.SandboxHost.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.onekyu.core.control.ControlException;
import io.github.onekyu.core.control.HostControl.MessageQuery;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SayTest {
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
    @Tag("E-message.private")
    void aPrivateMessageHasExactlyTheListedFields() {
        JsonObject answer =
                host.say("{'self_id':10000,'type':'private','user_id':10001,'message':'[CQ:face,id=1]&amp;'}");
        assertThat(answer).isEqualTo(json("{'message_id':1,'event_id':1}"));
        assertThat(host.onlyEvent())
                .isEqualTo(json("{'time':1800000000,'self_id':10000,'post_type':'message','message_type':'private',"
                        + "'sub_type':'friend','message_id':1,'user_id':10001,"
                        + "'message':[{'type':'face','data':{'id':'1'}},{'type':'text','data':{'text':'&'}}],"
                        + "'raw_message':'[CQ:face,id=1]&amp;','font':0,"
                        + "'sender':{'user_id':10001,'nickname':'Alice','sex':'female','age':21}}"));
    }

    @Test
    @Tag("E-message.private")
    void whoIsNoFriendSpeaksThroughAGroup() {
        host.say("{'type':'private','user_id':10003,'message':'psst'}");
        JsonObject event = host.onlyEvent();
        assertThat(event.string("sub_type", "")).isEqualTo("group");
        assertThat(event.object("sender").orElseThrow().integer("group_id", 0)).isEqualTo(20001);
        host.say("{'type':'private','user_id':10001,'group_id':20002,'message':'psst'}");
        assertThat(host.onlyEvent().object("sender").orElseThrow().integer("group_id", 0))
                .isEqualTo(20002);
    }

    @Test
    @Tag("E-message.group")
    void aGroupMessageHasExactlyTheListedFields() {
        SandboxHost.await(host.control().putMember(20001, 10001, json("{'card':'A.','title':'Sage','level':'7'}")));
        host.say("{'type':'group','group_id':20001,'user_id':10001,'message':{'type':'face','data':{'id':1}}}");
        assertThat(host.onlyEvent())
                .isEqualTo(json("{'time':1800000000,'self_id':10000,'post_type':'message','message_type':'group',"
                        + "'sub_type':'normal','message_id':1,'group_id':20001,'user_id':10001,'anonymous':null,"
                        + "'message':[{'type':'face','data':{'id':'1'}}],'raw_message':'[CQ:face,id=1]','font':0,"
                        + "'sender':{'user_id':10001,'nickname':'Alice','card':'A.','sex':'female','age':21,"
                        + "'area':'','level':'7','role':'member','title':'Sage'}}"));
    }

    @Test
    @Tag("E-message.group")
    void anAnonymousMessageHidesWhoSpeaks() {
        String body = "{'type':'group','group_id':20001,'user_id':10001,'message':'x','anonymous':{'name':'Fox'}}";
        host.say(body);
        JsonObject event = host.onlyEvent();
        assertThat(event.string("sub_type", "")).isEqualTo("anonymous");
        assertThat(event.integer("user_id", 0)).isEqualTo(80_000_000);
        JsonObject anonymous = event.object("anonymous").orElseThrow();
        assertThat(anonymous.integer("id", 0)).isPositive();
        assertThat(anonymous.string("name")).contains("Fox");
        assertThat(anonymous.string("flag", "")).isNotEmpty();
        assertThat(event.toString()).doesNotContain("10001", "Alice");
        host.say(body);
        assertThat(host.onlyEvent().object("anonymous")).contains(anonymous);
        assertThat(((JsonObject) host.messages("group:20001").get(0)).integer("user_id", 0))
                .isEqualTo(10001);
    }

    @Test
    @Tag("E-message.group")
    void theGroupItselfCanSpeak() {
        host.say("{'type':'group','group_id':20001,'sub_type':'notice','message':'x'}");
        JsonObject event = host.onlyEvent();
        assertThat(event.string("sub_type", "")).isEqualTo("notice");
        assertThat(event.integer("user_id", 0)).isEqualTo(1_000_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                                  | INVALID   | type is missing
            {'type':'channel','user_id':10001,'message':'x'}                    | INVALID   | "channel"; expected one of private, group, discuss
            {'type':'private','message':'x'}                                    | INVALID   | user_id is missing
            {'type':'private','user_id':'10001','message':'x'}                  | INVALID   | user_id is "10001"; expected an integer above 0
            {'type':'private','user_id':0,'message':'x'}                        | INVALID   | user_id is 0
            {'type':'private','user_id':10001}                                  | INVALID   | message is ""
            {'type':'private','user_id':10001,'message':[]}                     | INVALID   | message is []
            {'type':'private','user_id':10001,'message':[{'data':{}}]}          | INVALID   | expected a CQ string
            {'type':'private','user_id':10001,'message':'x','mesage':1}         | INVALID   | no field "mesage"
            {'type':'private','user_id':10000,'message':'x'}                    | INVALID   | the bot itself
            {'type':'private','user_id':10001,'message':'x','self_id':5}        | NOT_FOUND | account 5
            {'type':'private','user_id':55,'message':'x'}                       | NOT_FOUND | user 55
            {'type':'group','user_id':10001,'message':'x'}                      | INVALID   | group_id is missing
            {'type':'group','group_id':9,'user_id':10001,'message':'x'}         | NOT_FOUND | group 9
            {'type':'group','group_id':20002,'user_id':10002,'message':'x'}     | NOT_FOUND | not a member
            """)
    void whatCannotBeSaidIsRefusedInWords(String body, ControlException.Kind kind, String words) {
        ControlException refusal = host.refused(host.control().say(json(body)));
        assertThat(refusal.kind()).isEqualTo(kind);
        assertThat(refusal).hasMessageContaining(words);
        assertThat(host.events).isEmpty();
        assertThat(host.messages("").size()).isZero();
    }

    @Test
    void listsKeepTheNewestOldestFirst() {
        for (int i = 1; i <= 4; i++) {
            host.say("{'type':'private','user_id':10001,'message':'" + i + "'}");
        }
        host.call("send_private_msg", "{'user_id':10001,'message':'5'}");
        assertThat(ids("", OptionalLong.empty(), false, 3)).isEqualTo("3 4 5");
        assertThat(ids("private:10001", OptionalLong.of(1), false, 1000)).isEqualTo("2 3 4 5");
        assertThat(ids("private:10001", OptionalLong.of(1), true, 1000)).isEqualTo("5");
        assertThat(ids("private:10002", OptionalLong.empty(), false, 1000)).isEmpty();
        assertThat(ids("group:20001", OptionalLong.of(99), false, 1000)).isEmpty();
    }

    private String ids(String chat, OptionalLong after, boolean botOnly, int limit) {
        JsonArray messages = host.control()
                .messages(new MessageQuery(chat, after, botOnly, limit))
                .array("messages")
                .orElseThrow();
        return messages.stream()
                .map(message -> Long.toString(((JsonObject) message).integer("message_id", 0)))
                .reduce((a, b) -> a + " " + b)
                .orElse("");
    }

    @ParameterizedTest
    @CsvSource({"friends,100", "private:x,100", "group:0,100", "'',0", "'',1001"})
    void questionsForMessagesAreChecked(String chat, int limit) {
        assertThatExceptionOfType(ControlException.class)
                .isThrownBy(() -> host.control().messages(new MessageQuery(chat, OptionalLong.empty(), false, limit)))
                .matches(e -> e.kind() == ControlException.Kind.INVALID)
                .withMessageContaining("expected");
    }
}
