package io.github.onekyu.bridge.ckyu.sandbox;

import static io.github.onekyu.bridge.ckyu.sandbox.SandboxHost.TEST_GROUP;
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

class GroupActionsTest {
    private static final String NOTICE = "{'time':1800000000,'self_id':10000,'post_type':'notice','notice_type':";

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

    private JsonObject member(long groupId, long userId) {
        return host.data("get_group_member_info", "{'group_id':" + groupId + ",'user_id':" + userId + "}");
    }

    private JsonArray bans() {
        return host.control().world().array("bans").orElseThrow();
    }

    @Test
    @Tag("A-set_group_kick")
    @Tag("E-group_decrease")
    void anAdminKicksAMember() {
        assertThat(host.call("set_group_kick", "{'group_id':20001,'user_id':10001}"))
                .isEqualTo(JsonNull.NULL);
        assertThat(host.onlyEvent())
                .isEqualTo(json(NOTICE
                        + "'group_decrease','sub_type':'kick','group_id':20001,'operator_id':10000,'user_id':10001}"));
        assertThat(host.refusal("get_group_member_info", "{'group_id':20001,'user_id':10001}"))
                .isEqualTo(102);
        assertThat(host.refusal("set_group_kick", "{'group_id':20001,'user_id':10001}"))
                .isEqualTo(-10);
    }

    @Test
    @Tag("A-set_group_kick")
    void whoWasKickedForGoodCannotAskAgain() {
        host.call("set_group_kick", "{'group_id':20001,'user_id':10001,'reject_add_request':true}");
        host.call("set_group_kick", "{'group_id':20001,'user_id':10002}");
        assertThat(host.refused(host.control()
                                .request(json("{'request_type':'group','sub_type':'add','group_id':20001,"
                                        + "'user_id':10001}")))
                        .getMessage())
                .contains("10001", "for good");
        host.request("{'request_type':'group','sub_type':'add','group_id':20001,'user_id':10002}");
    }

    @Test
    @Tag("A-set_group_kick")
    @Tag("A-set_group_ban")
    @Tag("A-set_group_card")
    @Tag("A-set_group_whole_ban")
    void aPlainMemberMayDoNothingToOthers() {
        assertThat(host.refusal("set_group_kick", "{'group_id':20002,'user_id':10001}"))
                .isEqualTo(-37);
        assertThat(host.refusal("set_group_ban", "{'group_id':20002,'user_id':10001}"))
                .isEqualTo(-37);
        assertThat(host.refusal("set_group_card", "{'group_id':20002,'user_id':10001,'card':'x'}"))
                .isEqualTo(-37);
        assertThat(host.refusal("set_group_whole_ban", "{'group_id':20002}")).isEqualTo(-37);
        assertThat(host.refusal("set_group_name", "{'group_id':20002,'group_name':'x'}"))
                .isEqualTo(-37);
        assertThat(host.events).isEmpty();
    }

    @Test
    @Tag("A-set_group_kick")
    @Tag("A-set_group_ban")
    void anAdminMayNotActOnOwnerAdminsOrItself() {
        host.control().putMember(TEST_GROUP, 10002, json("{'role':'admin'}"));
        for (long target : new long[] {10000, 10002, 10003}) {
            String params = "{'group_id':20001,'user_id':" + target + "}";
            assertThat(host.refusal("set_group_kick", params)).isEqualTo(-37);
            assertThat(host.refusal("set_group_ban", params)).isEqualTo(-37);
        }
    }

    @Test
    @Tag("A-set_group_kick")
    void anOwnerMayActOnAdmins() {
        host.role(TEST_GROUP, "owner");
        SandboxHost.await(host.control().putMember(TEST_GROUP, 10002, json("{'role':'admin'}")));
        host.call("set_group_kick", "{'group_id':20001,'user_id':10002}");
    }

    @Test
    @Tag("A-set_group_ban")
    @Tag("E-group_ban")
    void aBanHasAnEndAndCanBeLifted() {
        host.call("set_group_ban", "{'group_id':20001,'user_id':10001,'duration':60}");
        assertThat(host.onlyEvent())
                .isEqualTo(json(NOTICE + "'group_ban','sub_type':'ban','group_id':20001,'operator_id':10000,"
                        + "'user_id':10001,'duration':60}"));
        assertThat(bans()).containsExactly(json("{'group_id':20001,'user_id':10001,'until':1800000060}"));
        assertThat(host.refused(host.control()
                                .say(json("{'type':'group','group_id':20001,'user_id':10001,'message':'x'}")))
                        .getMessage())
                .contains("60 s");

        host.call("set_group_ban", "{'group_id':20001,'user_id':10001,'duration':0}");
        assertThat(host.onlyEvent())
                .isEqualTo(json(NOTICE + "'group_ban','sub_type':'lift_ban','group_id':20001,'operator_id':10000,"
                        + "'user_id':10001,'duration':0}"));
        assertThat(bans()).isEmpty();
        host.say("{'type':'group','group_id':20001,'user_id':10001,'message':'x'}");
    }

    @Test
    @Tag("A-set_group_ban")
    void aBanEndsByItselfAndLastsThirtyDaysAtMost() {
        host.call("set_group_ban", "{'group_id':20001,'user_id':10001,'duration':9999999}");
        assertThat(host.onlyEvent().integer("duration", 0)).isEqualTo(2_592_000);
        host.pass(Duration.ofDays(30));
        assertThat(bans()).isEmpty();
    }

    @Test
    @Tag("A-set_group_whole_ban")
    @Tag("E-group_ban")
    void aWholeGroupCanBeBanned() {
        host.call("set_group_whole_ban", "{'group_id':20001}");
        assertThat(host.onlyEvent())
                .isEqualTo(json(NOTICE + "'group_ban','sub_type':'ban','group_id':20001,'operator_id':10000,"
                        + "'user_id':0,'duration':-1}"));
        assertThat(bans()).containsExactly(json("{'group_id':20001,'user_id':0,'until':null}"));
        assertThat(host.refused(host.control()
                                .say(json("{'type':'group','group_id':20001,'user_id':10001,'message':'x'}")))
                        .getMessage())
                .contains("banned as a whole");
        host.call("set_group_whole_ban", "{'group_id':20001,'enable':false}");
        host.say("{'type':'group','group_id':20001,'user_id':10001,'message':'x'}");
    }

    @Test
    @Tag("A-set_group_anonymous_ban")
    void aMaskIsBannedByItsFlag() {
        host.say("{'type':'group','group_id':20001,'user_id':10001,'message':'x','anonymous':{'name':'Fox'}}");
        JsonObject anonymous = host.onlyEvent().object("anonymous").orElseThrow();
        String flag = anonymous.string("flag", "");
        host.call("set_group_anonymous_ban", "{'group_id':20001,'flag':'" + flag + "','duration':60}");
        assertThat(host.onlyEvent().integer("user_id", 0)).isEqualTo(80_000_000);
        JsonObject ban = (JsonObject) bans().get(0);
        assertThat(ban.object("anonymous")).contains(anonymous);
        assertThat(ban.integer("until", 0)).isEqualTo(1_800_000_060);
        String again = "{'type':'group','group_id':20001,'user_id':10001,'message':'x','anonymous':{'name':'Fox'}}";
        assertThat(host.refused(host.control().say(json(again))).getMessage()).contains("Fox", "banned");
        host.say("{'type':'group','group_id':20001,'user_id':10001,'message':'without the mask'}");
        assertThat(host.refusal("set_group_anonymous_ban", "{'group_id':20001,'flag':'nobody'}"))
                .isEqualTo(-13);
        assertThat(host.refusal("set_group_anonymous_ban", "{'group_id':20002,'flag':'" + flag + "'}"))
                .isEqualTo(-37);
    }

    @Test
    @Tag("A-set_group_anonymous_ban")
    void theAnonymousObjectOfAnEventServesAsWell() {
        host.say("{'type':'group','group_id':20001,'user_id':10001,'message':'x','anonymous':{'name':'Fox'}}");
        JsonObject anonymous = host.onlyEvent().object("anonymous").orElseThrow();
        host.call("set_group_anonymous_ban", "{'group_id':20001,'anonymous':" + anonymous + "}");
        assertThat(bans().size()).isEqualTo(1);
    }

    @Test
    @Tag("A-set_group_anonymous")
    void anonymousSpeechCanBeTurnedOff() {
        host.call("set_group_anonymous", "{'group_id':20001,'enable':false}");
        String body = "{'type':'group','group_id':20001,'user_id':10001,'message':'x','anonymous':{'name':'Fox'}}";
        assertThat(host.refused(host.control().say(json(body))).getMessage()).contains("anonymous");
    }

    @Test
    @Tag("A-set_group_admin")
    @Tag("E-group_admin")
    void onlyTheOwnerMakesAdmins() {
        assertThat(host.refusal("set_group_admin", "{'group_id':20001,'user_id':10001}"))
                .isEqualTo(-37);
        host.role(TEST_GROUP, "owner");
        host.call("set_group_admin", "{'group_id':20001,'user_id':10001}");
        assertThat(host.onlyEvent())
                .isEqualTo(json(NOTICE + "'group_admin','sub_type':'set','group_id':20001,'user_id':10001}"));
        assertThat(member(20001, 10001).string("role", "")).isEqualTo("admin");
        host.call("set_group_admin", "{'group_id':20001,'user_id':10001,'enable':false}");
        assertThat(host.onlyEvent().string("sub_type", "")).isEqualTo("unset");
        assertThat(member(20001, 10001).string("role", "")).isEqualTo("member");
    }

    @Test
    @Tag("A-set_group_card")
    @Tag("E-group_card")
    void cardsChangeAndAnEmptyOneIsNone() {
        host.call("set_group_card", "{'group_id':20001,'user_id':10001,'card':'A.'}");
        assertThat(host.onlyEvent())
                .isEqualTo(
                        json(NOTICE + "'group_card','group_id':20001,'user_id':10001,'card_new':'A.','card_old':''}"));
        assertThat(member(20001, 10001).string("card", "")).isEqualTo("A.");
        host.call("set_group_card", "{'group_id':20001,'user_id':10001}");
        assertThat(member(20001, 10001).string("card", "?")).isEmpty();
        host.call("set_group_card", "{'group_id':20002,'user_id':10000,'card':'its own, as a member'}");
    }

    @Test
    @Tag("A-set_group_leave")
    @Tag("E-group_decrease")
    void theBotLeavesAGroup() {
        host.call("set_group_leave", "{'group_id':20002}");
        assertThat(host.onlyEvent())
                .isEqualTo(json(NOTICE
                        + "'group_decrease','sub_type':'leave','group_id':20002,'operator_id':10000,'user_id':10000}"));
        assertThat(((JsonArray) host.call("get_group_list", "{}")).size()).isEqualTo(1);
        assertThat(host.refusal("get_group_info", "{'group_id':20002}")).isEqualTo(102);
        assertThat(host.refusal("send_group_msg", "{'group_id':20002,'message':'x'}"))
                .isEqualTo(-9);
        assertThat(host.refusal("set_group_leave", "{'group_id':20002}")).isEqualTo(-9);
        JsonObject world = host.control().world();
        assertThat(world.array("groups").orElseThrow().size()).isEqualTo(1);
        assertThat(world.array("other_groups").orElseThrow().size()).isEqualTo(1);
    }

    @Test
    @Tag("A-set_group_leave")
    void onlyTheOwnerDismissesAndTheOwnerCannotJustLeave() {
        assertThat(host.refusal("set_group_leave", "{'group_id':20001,'is_dismiss':true}"))
                .isEqualTo(-18);
        host.role(TEST_GROUP, "owner");
        assertThat(host.refusal("set_group_leave", "{'group_id':20001}")).isEqualTo(-17);
        host.call("set_group_leave", "{'group_id':20001,'is_dismiss':true}");
        JsonObject world = host.control().world();
        assertThat(world.array("groups").orElseThrow().size()).isEqualTo(1);
        assertThat(world.array("other_groups").orElseThrow()).isEmpty();
    }

    @Test
    @Tag("A-set_group_special_title")
    @Tag("E-title")
    void onlyTheOwnerGivesTitlesAndTheyExpire() {
        String params = "{'group_id':20001,'user_id':10001,'special_title':'Sage','duration':60}";
        assertThat(host.refusal("set_group_special_title", params)).isEqualTo(-37);
        host.role(TEST_GROUP, "owner");
        host.call("set_group_special_title", params);
        assertThat(host.onlyEvent())
                .isEqualTo(
                        json(NOTICE + "'notify','sub_type':'title','group_id':20001,'user_id':10001,'title':'Sage'}"));
        assertThat(member(20001, 10001).string("title", "")).isEqualTo("Sage");
        assertThat(member(20001, 10001).integer("title_expire_time", 0)).isEqualTo(1_800_000_060);
        host.pass(Duration.ofSeconds(60));
        assertThat(member(20001, 10001).string("title", "?")).isEmpty();
    }

    @Test
    @Tag("A-set_group_name")
    void anAdminNamesTheGroup() {
        host.call("set_group_name", "{'group_id':20001,'group_name':'Renamed'}");
        assertThat(host.data("get_group_info", "{'group_id':20001}").string("group_name", ""))
                .isEqualTo("Renamed");
    }
}
