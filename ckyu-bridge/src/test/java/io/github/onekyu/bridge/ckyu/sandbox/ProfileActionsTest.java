package io.github.onekyu.bridge.ckyu.sandbox;

import static io.github.onekyu.bridge.ckyu.sandbox.SandboxHost.await;
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

class ProfileActionsTest {
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

    @Test
    @Tag("A-_get_group_info")
    void aGroupIsToldWithItsAdmins() {
        assertThat(host.call("_get_group_info", "{'group_id':20001}"))
                .isEqualTo(json("{'group_id':20001,'group_name':'Test group','member_count':4,'max_member_count':200,"
                        + "'admins':[{'user_id':10000,'nickname':'Sandbox Bot','role':'admin'},"
                        + "{'user_id':10003,'nickname':'Carol','role':'owner'}],'admin_count':2,'owner_id':10003}"));
        await(host.control().deleteMember(20001, 10003));
        assertThat(host.data("_get_group_info", "{'group_id':20001}").has("owner_id"))
                .isFalse();
        assertThat(host.refusal("_get_group_info", "{'group_id':9}")).isEqualTo(102);
    }

    @Test
    @Tag("A-_get_vip_info")
    void levelsAreUnknown() {
        assertThat(host.call("_get_vip_info", "{'user_id':10001}"))
                .isEqualTo(json("{'user_id':10001,'nickname':'Alice','level':null,'level_speed':null,"
                        + "'vip_level':null,'vip_growth_speed':null,'vip_growth_total':null}"));
        assertThat(host.refusal("_get_vip_info", "{'user_id':55}")).isEqualTo(102);
    }

    private JsonObject account() {
        return (JsonObject)
                host.control().world().array("accounts").orElseThrow().get(0);
    }

    @Test
    @Tag("A-set_online_status")
    void theStatusIsSeenAndKept() {
        JsonObject plain = json(
                "{'self_id':10000,'nickname':'Sandbox Bot','sex':'unknown','age':0,'area':'','online':true,'status':10,'ext_status':0,"
                        + "'battery_status':0}");
        assertThat(account()).isEqualTo(plain);
        assertThat(host.call("set_online_status", "{'status':10,'ext_status':1028,'battery_status':80}"))
                .isEqualTo(JsonNull.NULL);
        restart();
        assertThat(account())
                .isEqualTo(json(
                        "{'self_id':10000,'nickname':'Sandbox Bot','sex':'unknown','age':0,'area':'','online':true,'status':10,"
                                + "'ext_status':1028,'battery_status':80}"));
        assertThat(host.refusal("set_online_status", "{'status':0}")).isEqualTo(100);
        await(host.control().reset());
        assertThat(account()).isEqualTo(plain);
    }

    @Test
    @Tag("A-fetch_custom_face")
    void theAccountHasNoFacesOfItsOwn() {
        assertThat(host.call("fetch_custom_face", "{}")).isEqualTo(JsonArray.EMPTY);
    }

    @Test
    @Tag("A-.get_word_slices")
    void aTextIsCutIntoWords() {
        assertThat(host.call(".get_word_slices", "{'content':'Two words, and 3 more: 你好!'}"))
                .isEqualTo(json("{'slices':['Two','words','and','3','more','你好']}"));
        assertThat(host.call(".get_word_slices", "{'content':' ... '}")).isEqualTo(json("{'slices':[]}"));
    }

    @Test
    void whatCouldOnlyBeInventedIsNotOffered() {
        assertThat(host.backend.actions()).doesNotContain("ocr_image", ".ocr_image");
    }
}
