package io.github.onekyu.bridge.ckyu.sandbox;

import static io.github.onekyu.bridge.ckyu.sandbox.SandboxHost.await;
import static io.github.onekyu.bridge.ckyu.sandbox.SandboxHost.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.control.ControlException.Kind;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlTest {
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
    void theWorldIsListedWhole() {
        JsonObject world = host.control().world();
        assertThat(world.array("accounts").orElseThrow())
                .containsExactly(json("{'self_id':10000,'nickname':'Sandbox Bot','sex':'unknown','age':0,'area':'',"
                        + "'status':10,'ext_status':0,'battery_status':0,'online':true}"));
        assertThat(world.array("friends").orElseThrow().size()).isEqualTo(2);
        JsonObject group = (JsonObject) world.array("groups").orElseThrow().get(0);
        assertThat(group.integer("group_id", 0)).isEqualTo(20001);
        assertThat(group.array("members").orElseThrow().size()).isEqualTo(4);
        assertThat(world.members().keySet())
                .containsExactly(
                        "accounts",
                        "friends",
                        "unidirectional_friends",
                        "groups",
                        "other_groups",
                        "discusses",
                        "users",
                        "bans",
                        "requests",
                        "files",
                        "portraits");
    }

    @Test
    void theAccountItselfCanBeEdited() {
        assertThat(await(host.control().putAccount(json("{'nickname':'Robo','age':3,'battery_status':80}"))))
                .isEqualTo(json("{'self_id':10000,'nickname':'Robo','sex':'unknown','age':3,'area':'','status':10,"
                        + "'ext_status':0,'battery_status':80}"));
        assertThat(host.call("get_login_info", "{}")).isEqualTo(json("{'user_id':10000,'nickname':'Robo'}"));
        for (String wrong :
                new String[] {"{'nickname':''}", "{'nick':'x'}", "{'battery_status':101}", "{'self_id':1}"}) {
            assertThat(host.refused(host.control().putAccount(json(wrong))).kind())
                    .isEqualTo(Kind.INVALID);
        }
        assertThat(host.events).isEmpty();
    }

    @Test
    void friendsCanBeEdited() {
        assertThat(await(host.control().putFriend(777, json("{'nickname':'Zoe','remark':'Z','sex':'female','age':9}"))))
                .isEqualTo(json("{'user_id':777,'nickname':'Zoe','remark':'Z'}"));
        assertThat(await(host.control().putFriend(777, json("{'age':10}"))))
                .isEqualTo(json("{'user_id':777,'nickname':'Zoe','remark':'Z'}"));
        assertThat(host.call("get_stranger_info", "{'user_id':777}"))
                .isEqualTo(json("{'user_id':777,'nickname':'Zoe','sex':'female','age':10}"));
        await(host.control().deleteFriend(777));
        assertThat(host.refused(host.control().deleteFriend(777)).kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(host.refused(host.control().putFriend(10000, json("{}"))).kind())
                .isEqualTo(Kind.INVALID);
        assertThat(host.events).isEmpty();
    }

    @Test
    void groupsCanBeEdited() {
        JsonObject made = await(host.control()
                .putGroup(30001, json("{'group_name':'New','max_member_count':50,'owner_id':777,'role':'admin'}")));
        assertThat(made.string("group_name", "")).isEqualTo("New");
        assertThat(made.array("members").orElseThrow().size()).isEqualTo(2);
        host.call("set_group_whole_ban", "{'group_id':30001}"); // it is admin there
        host.newEvents();
        await(host.control().putGroup(30001, json("{'group_name':'Renamed'}")));
        JsonObject info = host.data("get_group_info", "{'group_id':30001}");
        assertThat(info)
                .isEqualTo(json("{'group_id':30001,'group_name':'Renamed','member_count':2,'max_member_count':50}"));
        await(host.control().deleteGroup(30001));
        assertThat(host.refusal("get_group_info", "{'group_id':30001}")).isEqualTo(102);
        assertThat(host.refused(host.control().putGroup(5, json("{'group_id':6}"))))
                .hasMessageContaining("in the path 5");
        assertThat(host.refused(host.control().putGroup(5, json("{'role':'king'}"))))
                .hasMessageContaining("owner, admin, member");
        assertThat(host.events).isEmpty();
    }

    @Test
    void membersCanBeEdited() {
        await(host.control().putMember(20001, 10001, json("{'role':'owner','ban_duration':60}")));
        assertThat(host.data("get_group_member_info", "{'group_id':20001,'user_id':10003}")
                        .string("role", ""))
                .isEqualTo("member");
        assertThat(host.control().world().array("bans").orElseThrow().size()).isEqualTo(1);
        await(host.control().deleteMember(20001, 10001));
        assertThat(host.refused(host.control().deleteMember(20001, 10001)).kind())
                .isEqualTo(Kind.NOT_FOUND);
        assertThat(host.refused(host.control().putMember(5, 10001, json("{}"))).kind())
                .isEqualTo(Kind.NOT_FOUND);
        assertThat(host.events).isEmpty();
    }

    @Test
    void aResetGivesAFreshWorldButNoUsedIds() {
        host.call("send_private_msg", "{'user_id':10001,'message':'a'}");
        host.call("set_group_leave", "{'group_id':20002}");
        host.request("{'request_type':'friend','user_id':777,'flag':'f'}");
        await(host.control().fault(json("{'offline':true}")));
        await(host.control().reset());
        assertThat(host.messages("")).isEmpty();
        assertThat(host.control().requests()).isEqualTo(json("{'requests':[]}"));
        assertThat(host.control().faults()).isEqualTo(json("{'faults':[]}"));
        assertThat(host.control().world().array("groups").orElseThrow().size()).isEqualTo(2);
        assertThat(host.data("send_private_msg", "{'user_id':10001,'message':'a'}")
                        .integer("message_id", 0))
                .isEqualTo(2);
    }

    @Test
    void aFaultMakesAnOperationFailUntilItIsCleared() {
        assertThat(await(host.control().fault(json("{'action':'send_group_msg','retcode':-42}"))))
                .isEqualTo(json("{'faults':[{'action':'send_group_msg','delay':0,'retcode':-42,'offline':false}]}"));
        assertThat(host.refusal("send_group_msg", "{'group_id':20001,'message':'x'}"))
                .isEqualTo(-42);
        assertThat(host.messages("")).isEmpty();
        host.call("send_private_msg", "{'user_id':10001,'message':'other operations go on'}");
        await(host.control().fault(json("{'action':'send_group_msg','clear':true}")));
        host.call("send_group_msg", "{'group_id':20001,'message':'x'}");
    }

    @Test
    void anOfflineHostRefusesEverything() {
        assertThat(host.backend.online()).contains(true);
        await(host.control().fault(json("{'offline':true}")));
        assertThat(host.backend.online()).contains(false);
        assertThat(host.refusal("get_login_info", "{}")).isEqualTo(-1);
        await(host.control().fault(json("{'clear':true}")));
        assertThat(host.backend.online()).contains(true);
        host.call("get_login_info", "{}");
    }

    @Test
    void aDelayHoldsTheAnswerBack() {
        await(host.control().fault(json("{'action':'get_login_info','delay':300}")));
        long start = System.nanoTime();
        CompletionStage<JsonValue> answer = host.start("get_login_info", "{}");
        assertThat(System.nanoTime() - start).isLessThan(250_000_000L);
        await(answer);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(300_000_000L);
    }

    @Test
    void faultsThatMakeNoSenseAreRefused() {
        for (String fault : new String[] {
            "{}",
            "{'action':'send_group_msg'}",
            "{'action':'send_msg','retcode':-1}",
            "{'action':'fly','retcode':-1}",
            "{'retcode':0}",
            "{'delay':-1}",
            "{'clear':true,'retcode':-1}",
            "{'retcode':-1,'code':5}"
        }) {
            assertThat(host.refused(host.control().fault(json(fault))).kind()).isEqualTo(Kind.INVALID);
        }
        assertThat(host.control().faults()).isEqualTo(json("{'faults':[]}"));
    }
}
