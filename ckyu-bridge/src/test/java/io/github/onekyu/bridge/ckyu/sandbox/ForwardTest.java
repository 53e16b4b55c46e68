package io.github.onekyu.bridge.ckyu.sandbox;

import static io.github.onekyu.bridge.ckyu.sandbox.SandboxHost.json;
import static org.assertj.core.api.Assertions.assertThat;

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

class ForwardTest {
    private static final String NODE = "{'type':'node','data':{'user_id':'10001','nickname':'A','time':'5',"
            + "'content':[{'type':'text','data':{'text':'hi'}}]}}";

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

    private static String nodes(String target, String nodes) {
        return "{" + target + ",'messages':[" + nodes + "]}";
    }

    @Test
    @Tag("A-send_group_forward_msg")
    @Tag("A-get_forward_msg")
    @Tag("SEG-20")
    @Tag("SEG-21")
    void aForwardedMessageIsOneSegmentAndIsReadInBothShapes() {
        assertThat(host.call("send_group_forward_msg", nodes("'group_id':20001", NODE)))
                .isEqualTo(json("{'message_id':1,'forward_id':'1'}"));
        assertThat(host.data("get_msg", "{'message_id':1}").string("raw_message"))
                .contains("[CQ:forward,id=1]");
        JsonObject expected = json("{'message':[{'type':'node','data':{'user_id':'10001','nickname':'A',"
                + "'content':[{'type':'text','data':{'text':'hi'}}],'time':'5'}}],"
                + "'messages':[{'content':[{'type':'text','data':{'text':'hi'}}],"
                + "'sender':{'nickname':'A','user_id':10001},'time':5,'group_id':20001}]}");
        assertThat(host.call("get_forward_msg", "{'id':'1'}")).isEqualTo(expected);
        assertThat(host.call("get_forward_msg", "{'message_id':1}")).isEqualTo(expected);
    }

    @Test
    @Tag("A-send_private_forward_msg")
    @Tag("SEG-20")
    void aNodeByReferenceHoldsWhatWasSaidThere() {
        host.say("{'type':'group','group_id':20001,'user_id':10002,'message':'said [CQ:face,id=1]'}");
        host.call(
                "send_private_forward_msg",
                nodes(
                        "'user_id':10001",
                        "{'type':'node','data':{'id':1}},{'type':'node','data':{'name':'Z','uin':7,"
                                + "'content':'[CQ:face,id=2]'}}"));
        assertThat(host.data("get_forward_msg", "{'id':'2'}").array("messages").orElseThrow())
                .isEqualTo(JsonArray.of(
                        json("{'content':[{'type':'text','data':{'text':'said '}},{'type':'face','data':{'id':'1'}}],"
                                + "'sender':{'nickname':'Bob','user_id':10002},'time':1800000000}"),
                        json("{'content':[{'type':'face','data':{'id':'2'}}],"
                                + "'sender':{'nickname':'Z','user_id':7},'time':1800000000}")));
    }

    @Test
    @Tag("SEG-20")
    void nodesMayHoldNodes() {
        host.call(
                "send_group_forward_msg",
                nodes("'group_id':20001", "{'type':'node','data':{'uin':7,'name':'Z','content':[" + NODE + "]}}"));
        JsonObject outer = (JsonObject) host.data("get_forward_msg", "{'id':'1'}")
                .array("messages")
                .orElseThrow()
                .get(0);
        assertThat(outer.array("content").orElseThrow()).isEqualTo(JsonArray.of(json(NODE)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'group_id':20001 |                                                        | 100
            'group_id':20001 | {'type':'text','data':{'text':'a'}}                    | 100
            'group_id':20001 | {'type':'node','data':{}}                              | 102
            'group_id':20001 | {'type':'node','data':{'id':'99'}}                     | 102
            'group_id':20001 | {'type':'node','data':{'content':'a'}}                 | 100
            'group_id':20001 | {'type':'node','data':{'user_id':1,'content':''}}      | 100
            'group_id':9     | {'type':'node','data':{'user_id':1,'content':'a'}}     | -9
            """)
    @Tag("A-send_group_forward_msg")
    void whatCannotBeForwardedIsRefused(String target, String nodes, int retcode) {
        assertThat(host.refusal("send_group_forward_msg", nodes(target, nodes == null ? "" : nodes)))
                .isEqualTo(retcode);
    }

    @Test
    @Tag("A-send_private_forward_msg")
    void aStrangerGetsNoForward() {
        assertThat(host.refusal("send_private_forward_msg", nodes("'user_id':55", NODE)))
                .isEqualTo(-23);
    }

    @Test
    @Tag("A-get_forward_msg")
    void whatIsNoForwardIsNotRead() {
        host.call("send_group_msg", "{'group_id':20001,'message':'plain'}");
        host.call("send_group_forward_msg", nodes("'group_id':20001", NODE));
        host.call("delete_msg", "{'message_id':2}");
        for (String id : new String[] {"1", "2", "3", "x"}) {
            assertThat(host.refusal("get_forward_msg", "{'id':'" + id + "'}")).isEqualTo(102);
        }
    }

    @Test
    @Tag("A-get_forward_msg")
    void aForwardOutlivesARestartAndUsersForwardToo() {
        host.say("{'type':'private','user_id':10001,'message':[" + NODE + "]}");
        assertThat(host.onlyEvent().array("message").orElseThrow())
                .isEqualTo(JsonArray.of(json("{'type':'forward','data':{'id':'1'}}")));
        assertThat(((JsonObject) host.messages("private:10001").get(0)).array("nodes"))
                .contains(JsonArray.of(json(NODE)));
        JsonObject before = host.data("get_forward_msg", "{'id':'1'}");
        host.close();
        host = new SandboxHost(home);
        assertThat(host.data("get_forward_msg", "{'id':'1'}")).isEqualTo(before);
    }
}
