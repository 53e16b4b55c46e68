package io.github.onekyu.bridge.ckyu.sandbox;

import static io.github.onekyu.bridge.ckyu.sandbox.SandboxHost.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.control.ControlException;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticesTest {
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

    /** Raises it and expects the event to have these fields besides the common ones, and no others. */
    private void raises(String body, String fields) {
        JsonObject answer = host.notice(body);
        assertThat(answer.has("event_id")).isTrue();
        assertThat(host.onlyEvent())
                .isEqualTo(json("{'time':1800000000,'self_id':10000,'post_type':'notice'," + fields.substring(1)));
    }

    /** Raises it exactly as described. */
    private void raises(String body) {
        raises(body, body);
    }

    private JsonObject member(long userId) {
        return host.data("get_group_member_info", "{'group_id':20001,'user_id':" + userId + "}");
    }

    @Test
    @Tag("E-group_increase")
    @Tag("E-group_decrease")
    void membersComeAndGo() {
        raises("{'notice_type':'group_increase','sub_type':'invite','group_id':20001,'operator_id':10001,"
                + "'user_id':777}");
        assertThat(member(777).string("nickname", "")).isEqualTo("User 777");
        raises(
                "{'notice_type':'group_decrease','sub_type':'leave','group_id':20001,'user_id':777}",
                "{'notice_type':'group_decrease','sub_type':'leave','group_id':20001,'operator_id':777,"
                        + "'user_id':777}");
        raises(
                "{'notice_type':'group_decrease','sub_type':'kick','group_id':20001,'user_id':10002}",
                "{'notice_type':'group_decrease','sub_type':'kick','group_id':20001,'operator_id':10003,"
                        + "'user_id':10002}");
        assertThat(((JsonArray) host.call("get_group_member_list", "{'group_id':20001}")).size())
                .isEqualTo(3);
    }

    @Test
    @Tag("E-group_decrease")
    void aKickOfTheBotIsKickMe() {
        raises(
                "{'notice_type':'group_decrease','sub_type':'kick_me','group_id':20001}",
                "{'notice_type':'group_decrease','sub_type':'kick_me','group_id':20001,'operator_id':10003,"
                        + "'user_id':10000}");
        assertThat(host.refusal("get_group_info", "{'group_id':20001}")).isEqualTo(102);
        ControlException wrong = host.refused(host.control()
                .notice(json("{'notice_type':'group_decrease','sub_type':'kick','group_id':20002,'user_id':10000}")));
        assertThat(wrong).hasMessageContaining("kick_me");
    }

    @Test
    @Tag("E-group_admin")
    void rolesChange() {
        raises("{'notice_type':'group_admin','sub_type':'set','group_id':20001,'user_id':10001}");
        assertThat(member(10001).string("role", "")).isEqualTo("admin");
        raises("{'notice_type':'group_admin','sub_type':'unset','group_id':20001,'user_id':10000}");
        assertThat(host.refusal("set_group_kick", "{'group_id':20001,'user_id':10002}"))
                .isEqualTo(-37);
    }

    @Test
    @Tag("E-group_ban")
    void bansAreSetAndLifted() {
        raises("{'notice_type':'group_ban','sub_type':'ban','group_id':20001,'operator_id':10003,"
                + "'user_id':10001,'duration':60}");
        assertThat(host.control().world().array("bans").orElseThrow().size()).isEqualTo(1);
        raises("{'notice_type':'group_ban','sub_type':'lift_ban','group_id':20001,'operator_id':10003,"
                + "'user_id':10001,'duration':0}");
        raises("{'notice_type':'group_ban','sub_type':'ban','group_id':20001,'operator_id':10003,"
                + "'user_id':0,'duration':-1}");
        raises("{'notice_type':'group_ban','sub_type':'lift_ban','group_id':20001,'operator_id':10003,"
                + "'user_id':0,'duration':0}");
        assertThat(host.control().world().array("bans").orElseThrow()).isEmpty();
    }

    @Test
    @Tag("E-group_recall")
    @Tag("E-friend_recall")
    void usersRecallWhatTheySaid() {
        host.say("{'type':'group','group_id':20001,'user_id':10001,'message':'a'}");
        host.say("{'type':'private','user_id':10001,'message':'b'}");
        host.newEvents();
        raises(
                "{'notice_type':'group_recall','group_id':20001,'message_id':1}",
                "{'notice_type':'group_recall','group_id':20001,'user_id':10001,'operator_id':10001,"
                        + "'message_id':1}");
        raises("{'notice_type':'friend_recall','user_id':10001,'message_id':2}");
        assertThat(host.messages("").stream().allMatch(message -> ((JsonObject) message).isTrue("recalled")))
                .isTrue();
    }

    @Test
    @Tag("E-friend_add")
    @Tag("E-group_card")
    @Tag("E-title")
    void theWorldFollowsOtherNotices() {
        raises("{'notice_type':'friend_add','user_id':777}");
        assertThat(((JsonArray) host.call("get_friend_list", "{}")).size()).isEqualTo(3);
        raises("{'notice_type':'group_card','group_id':20001,'user_id':10001,'card_new':'A.','card_old':''}");
        assertThat(member(10001).string("card", "")).isEqualTo("A.");
        raises("{'notice_type':'notify','sub_type':'title','group_id':20001,'user_id':10001,'title':'Sage'}");
        assertThat(member(10001).string("title", "")).isEqualTo("Sage");
    }

    @Test
    @Tag("E-poke")
    @Tag("E-lucky_king")
    @Tag("E-honor")
    void noticesOfTheNotifyKind() {
        raises(
                "{'notice_type':'notify','sub_type':'poke','group_id':20001,'user_id':10001}",
                "{'notice_type':'notify','sub_type':'poke','group_id':20001,'user_id':10001,'target_id':10000,"
                        + "'sender_id':10001}");
        raises(
                "{'notice_type':'notify','sub_type':'poke','user_id':10001,'target_id':10000}",
                "{'notice_type':'notify','sub_type':'poke','user_id':10001,'target_id':10000,'sender_id':10001}");
        raises("{'notice_type':'notify','sub_type':'lucky_king','group_id':20001,'user_id':10001,"
                + "'target_id':10002}");
        raises("{'notice_type':'notify','sub_type':'honor','group_id':20001,'user_id':10001,"
                + "'honor_type':'talkative'}");
    }

    @Test
    @Tag("E-group_upload")
    @Tag("E-offline_file")
    @Tag("E-client_status")
    @Tag("E-essence")
    @Tag("E-group_msg_emoji_like")
    void noticesOfFilesAndMessages() {
        raises("{'notice_type':'group_upload','group_id':20001,'user_id':10001,"
                + "'file':{'id':'/f1','name':'a.txt','size':12,'busid':102,'url':'http://x/'}}");
        raises("{'notice_type':'offline_file','user_id':10001,"
                + "'file':{'name':'a.txt','size':12,'url':'http://x/'}}");
        raises("{'notice_type':'client_status','client':{'app_id':1,'device_name':'d','device_kind':'k'},"
                + "'online':false}");
        host.say("{'type':'group','group_id':20001,'user_id':10001,'message':'a'}");
        host.newEvents();
        raises("{'notice_type':'essence','sub_type':'add','group_id':20001,'sender_id':10001,"
                + "'operator_id':10003,'message_id':1}");
        raises("{'notice_type':'group_msg_emoji_like','group_id':20001,'user_id':10002,'message_id':1,"
                + "'likes':[{'emoji_id':'76','count':1}]}");
    }

    private ControlException refusal(String body) {
        return host.refused(host.control().notice(json(body)));
    }

    @Test
    @Tag("E-essence")
    void anEssentialMessageIsNotMadeOneTwice() {
        host.say("{'type':'group','group_id':20001,'user_id':10001,'message':'a'}");
        String add = "{'notice_type':'essence','sub_type':'add','group_id':20001,'message_id':1}";
        String delete = add.replace("add", "delete");
        assertThat(refusal(delete)).hasMessage("message 1 is no essential one");
        host.notice(add);
        host.newEvents();
        ControlException again = refusal(add);
        assertThat(again.kind()).isEqualTo(ControlException.Kind.CONFLICT);
        assertThat(again).hasMessage("message 1 is an essential one already");
        assertThat(host.events).isEmpty();
        assertThat(((JsonArray) host.call("get_essence_msg_list", "{'group_id':20001}")).size())
                .isEqualTo(1);
        host.notice(delete);
        assertThat(refusal(delete).kind()).isEqualTo(ControlException.Kind.CONFLICT);
    }

    @Test
    @Tag("E-group_msg_emoji_like")
    void theEmojiThatUsersPutUnderAMessageAreCounted() {
        host.say("{'type':'group','group_id':20001,'user_id':10001,'message':'a'}");
        host.newEvents();
        String bob = "{'notice_type':'group_msg_emoji_like','group_id':20001,'user_id':10002,'message_id':1,"
                + "'likes':[{'emoji_id':'76'},{'emoji_id':'5'}]}";
        raises(bob, bob.replace("'76'", "'76','count':1").replace("'5'", "'5','count':1"));
        ControlException again = refusal(bob);
        assertThat(again.kind()).isEqualTo(ControlException.Kind.CONFLICT);
        assertThat(again).hasMessageContaining("user 10002 has put emoji 76 under message 1 already");
        String carol = "{'notice_type':'group_msg_emoji_like','group_id':20001,'user_id':10003,'message_id':1,"
                + "'likes':[{'emoji_id':'76','count':7}]}";
        assertThat(refusal(carol)).hasMessageContaining("count is 7, but with this one there are 2");
        raises(carol.replace("7}", "2}"));

        host.close();
        host = new SandboxHost(home);
        host.call("set_msg_emoji_like", "{'message_id':1,'emoji_id':'76'}");
        JsonObject like =
                (JsonObject) host.onlyEvent().array("likes").orElseThrow().get(0);
        assertThat(like).isEqualTo(json("{'emoji_id':'76','count':3}"));

        host.call("delete_msg", "{'message_id':1}");
        host.newEvents();
        assertThat(refusal(carol).kind()).isEqualTo(ControlException.Kind.CONFLICT);
        assertThat(refusal(carol.replace("'message_id':1", "'message_id':1,'x':1"))
                        .kind())
                .isEqualTo(ControlException.Kind.INVALID);
        assertThat(host.events).isEmpty();
    }

    @Test
    void aGivenTimeIsTheEventsTime() {
        host.notice("{'post_type':'notice','time':5,'self_id':10000,'notice_type':'friend_add','user_id':777}");
        assertThat(host.onlyEvent().integer("time", 0)).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                                             | INVALID   | notice_type is missing
            {'notice_type':'nonsense'}                                                     | INVALID   | "nonsense"; expected one of client_status
            {'notice_type':'notify','sub_type':'nudge'}                                    | INVALID   | "nudge"; expected one of honor, lucky_king, poke, title
            {'notice_type':'group_ban','group_id':20001,'user_id':10001}                   | INVALID   | sub_type is missing
            {'notice_type':'group_ban','sub_type':'ban','group_id':20001,'user_id':10001,'duration':-5} | INVALID | duration is -5; expected an integer from 1
            {'notice_type':'group_ban','sub_type':'lift_ban','group_id':20001,'user_id':10001}          | CONFLICT | not banned
            {'notice_type':'group_admin','sub_type':'set','group_id':20001,'user_id':10003} | CONFLICT | owner
            {'notice_type':'group_increase','sub_type':'approve','group_id':20001,'user_id':10001} | CONFLICT | already
            {'notice_type':'group_increase','sub_type':'approve','group_id':9,'user_id':10001} | NOT_FOUND | group 9
            {'notice_type':'group_recall','group_id':20001,'message_id':4}                 | NOT_FOUND | message 4
            {'notice_type':'friend_add','user_id':777,'remark':'x'}                        | INVALID   | no field "remark"
            {'notice_type':'friend_add','user_id':10001}                                   | CONFLICT  | already
            {'notice_type':'group_upload','group_id':20001,'user_id':10001,'file':'x'}     | INVALID   | file is "x"; expected an object
            {'notice_type':'friend_add','post_type':'message','user_id':777}               | INVALID   | post_type
            """)
    void whatCannotHappenIsRefusedInWords(String body, ControlException.Kind kind, String words) {
        ControlException refusal = host.refused(host.control().notice(json(body)));
        assertThat(refusal.kind()).isEqualTo(kind);
        assertThat(refusal).hasMessageContaining(words);
        assertThat(host.events).isEmpty();
    }
}
