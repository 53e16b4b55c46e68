package io.github.onekyu.bridge.ckyu.sandbox;

import static io.github.onekyu.bridge.ckyu.sandbox.SandboxHost.await;
import static io.github.onekyu.bridge.ckyu.sandbox.SandboxHost.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.control.ControlException.Kind;
import io.github.onekyu.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorldReplacementTest {
    private static final String GROUP = "{'group_id':5,'group_name':'Five','members':["
            + "{'user_id':10000,'role':'admin','card':'robo'},{'user_id':8,'role':'owner','nickname':'Eve'}]}";

    @TempDir
    Path home;

    private SandboxHost host;

    @BeforeEach
    void open() {
        host = new SandboxHost(home);
    }

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void theWorldIsWhatTheFileSaysAndStaysSoOnDisk() {
        JsonObject world = await(host.control()
                .replaceWorld(json("{'self_id':10000,'account':{'nickname':'Robo'},'friends':[{'user_id':7,"
                        + "'nickname':'Zoe','remark':'Z'}],'groups':[" + GROUP + "]}")));
        host.close();
        host = new SandboxHost(home);
        assertThat(host.control().world()).isEqualTo(world);
        assertThat(world.array("friends").orElseThrow())
                .containsExactly(json("{'user_id':7,'nickname':'Zoe','remark':'Z'}"));
        assertThat(world.array("groups").orElseThrow().size()).isEqualTo(1);
        assertThat(host.call("get_login_info", "{}")).isEqualTo(json("{'user_id':10000,'nickname':'Robo'}"));
        JsonObject self = host.data("get_group_member_info", "{'group_id':5,'user_id':10000}");
        assertThat(self.string("role", "")).isEqualTo("admin");
        assertThat(self.string("card", "")).isEqualTo("robo");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'friends':[{'user_id':7},{'user_id':10000},{'user_id':9}]}", // the bot is nobody's friend here
                "{'friends':[{'user_id':7},{'user_id':8,'age':'old'}]}",
                "{'friends':[{'user_id':7}],'groups':[" + GROUP + ",{'group_id':6,'max_member_count':-1}]}",
                "{'groups':[" + GROUP + ",{'group_id':6,'members':[{'user_id':7},{'user_id':9,'level':[]}]}]}",
                "{'account':{'nickname':''},'friends':[]}",
            })
    void whatFailsWhileItIsBeingAppliedChangesNothing(String file) {
        host.say("{'type':'private','user_id':10001,'message':'still here'}");
        await(host.control().fault(json("{'action':'send_group_msg','retcode':-34}")));
        JsonObject before = host.control().world();

        assertThat(host.refused(host.control().replaceWorld(json(file))).kind()).isEqualTo(Kind.INVALID);

        assertThat(host.control().world()).isEqualTo(before);
        assertThat(host.messages("private:10001").size()).isEqualTo(1);
        assertThat(host.control().faults().array("faults").orElseThrow().size()).isEqualTo(1);
        host.close();
        host = new SandboxHost(home);
        assertThat(host.control().world()).isEqualTo(before);
    }
}
