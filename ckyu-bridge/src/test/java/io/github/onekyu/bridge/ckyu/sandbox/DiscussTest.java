package io.github.onekyu.bridge.ckyu.sandbox;

import static io.github.onekyu.bridge.ckyu.sandbox.SandboxHost.await;
import static io.github.onekyu.bridge.ckyu.sandbox.SandboxHost.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.control.ControlException;
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

class DiscussTest {
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

    private void restart() {
        host.close();
        host = new SandboxHost(home);
    }

    private static final String SAY = "{'type':'discuss','discuss_id':30001,'user_id':10001,'message':'hi'}";

    @Test
    @Tag("E-message.discuss")
    void whatIsSaidInADiscussIsHeard() {
        host.say(SAY);
        assertThat(host.onlyEvent())
                .isEqualTo(json("{'time':1800000000,'self_id':10000,'post_type':'message','message_type':'discuss',"
                        + "'message_id':1,'discuss_id':30001,'user_id':10001,"
                        + "'message':[{'type':'text','data':{'text':'hi'}}],'raw_message':'hi','font':0,"
                        + "'sender':{'user_id':10001,'nickname':'Alice','sex':'female','age':21}}"));
        assertThat(host.control().world().array("discusses").orElseThrow())
                .isEqualTo(JsonArray.of(json("{'discuss_id':30001,'members':[10000,10001]}")));
    }

    @Test
    @Tag("A-send_discuss_msg")
    void theBotAnswersThereAlsoAfterARestart() {
        host.say(SAY);
        restart();
        assertThat(host.call("send_discuss_msg", "{'discuss_id':30001,'message':'yes'}"))
                .isEqualTo(json("{'message_id':2}"));
        restart();
        assertThat(host.messages("discuss:30001"))
                .extracting(message -> ((JsonObject) message).string("raw_message", ""))
                .containsExactly("hi", "yes");
        JsonObject read = host.data("get_msg", "{'message_id':2}");
        assertThat(read.string("message_type")).contains("discuss");
        assertThat(read.integer("discuss_id")).hasValue(30001);
    }

    @Test
    @Tag("A-send_discuss_msg")
    void nobodySpeaksWhereTheyAreNot() {
        assertThat(host.refusal("send_discuss_msg", "{'discuss_id':30001,'message':'x'}"))
                .isEqualTo(-9);
        assertThat(host.messages("")).isEmpty();
        assertThat(host.refused(host.control()
                                .say(json("{'type':'discuss','discuss_id':30001,'user_id':55,'message':'x'}")))
                        .kind())
                .isEqualTo(ControlException.Kind.NOT_FOUND);
        assertThat(host.refused(host.control().say(json("{'type':'discuss','user_id':10001,'message':'x'}"))))
                .hasMessageContaining("discuss_id is missing");
    }

    @Test
    @Tag("A-set_discuss_leave")
    void whoeverLeftNeitherSpeaksNorHears() {
        host.say(SAY);
        host.newEvents();
        assertThat(host.call("set_discuss_leave", "{'discuss_id':30001}")).isEqualTo(JsonNull.NULL);
        restart();
        assertThat(host.refusal("send_discuss_msg", "{'discuss_id':30001,'message':'x'}"))
                .isEqualTo(-9);
        assertThat(host.refusal("set_discuss_leave", "{'discuss_id':30001}")).isEqualTo(-9);
        ControlException silent = host.refused(host.control().say(json(SAY)));
        assertThat(silent.kind()).isEqualTo(ControlException.Kind.CONFLICT);
        assertThat(silent).hasMessageContaining("has left discuss 30001");
        assertThat(host.events).isEmpty();
    }

    @Test
    @Tag("A-delete_msg")
    void onesOwnWordsAreTakenBackAndNobodysElse() {
        host.say(SAY);
        host.call("send_discuss_msg", "{'discuss_id':30001,'message':'oops'}");
        host.call("send_discuss_msg", "{'discuss_id':30001,'message':'late'}");
        host.newEvents();
        host.call("delete_msg", "{'message_id':2}");
        assertThat(host.events).as("there is no notice for it").isEmpty();
        assertThat(host.refusal("delete_msg", "{'message_id':1}")).isEqualTo(-37);
        host.pass(Duration.ofMinutes(3));
        assertThat(host.refusal("delete_msg", "{'message_id':3}")).isEqualTo(-36);
        assertThat(host.refusal("set_essence_msg", "{'message_id':3}")).isEqualTo(100);
    }

    @Test
    @Tag("E-message.private")
    @Tag("A-send_private_msg")
    void peopleOfADiscussMayWriteToEachOther() {
        await(host.control().putMember(20001, 777, json("{'nickname':'Mallory'}")));
        await(host.control().deleteMember(20001, 777));
        assertThat(host.refusal("send_private_msg", "{'user_id':777,'message':'x'}"))
                .isEqualTo(-23);
        host.say("{'type':'discuss','discuss_id':30001,'user_id':777,'message':'x'}");
        host.newEvents();
        host.call("send_private_msg", "{'user_id':777,'message':'x'}");
        host.say("{'type':'private','user_id':777,'message':'y'}");
        assertThat(host.onlyEvent().string("sub_type")).contains("discuss");
    }

    @Test
    void aResetEndsAllOfThem() {
        host.say(SAY);
        await(host.control().reset());
        assertThat(host.control().world().array("discusses")).contains(JsonArray.EMPTY);
        assertThat(host.messages("discuss:30001")).isEmpty();
    }
}
