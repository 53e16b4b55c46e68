package io.github.onekyu.bridge.ckyu.sandbox;

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

class AccountActionsTest {
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
    @Tag("A-get_cookies")
    @Tag("A-get_csrf_token")
    @Tag("A-get_credentials")
    void credentialsAreOfTheRightShapeAndMeanNothing() {
        JsonObject both = host.data("get_credentials", "{}");
        String cookies = both.string("cookies").orElseThrow();
        long token = both.integer("csrf_token").orElseThrow();
        assertThat(both.members()).hasSize(2);
        assertThat(cookies).isEqualTo("uin=o10000; skey=@sandbox");
        assertThat(token).isBetween(1L, (long) Integer.MAX_VALUE);
        assertThat(host.call("get_cookies", "{}")).isEqualTo(json("{'cookies':'" + cookies + "'}"));
        assertThat(host.call("get_csrf_token", "{}")).isEqualTo(json("{'token':" + token + "}"));
    }

    @Test
    @Tag("A-set_qq_profile")
    void theNicknameCanBeChangedAndStays() {
        assertThat(host.call("set_qq_profile", "{'nickname':'Neo','company':'x'}"))
                .isEqualTo(JsonNull.NULL);
        assertThat(host.refusal("set_qq_profile", "{'nickname':' '}")).isEqualTo(100);
        host.close();
        host = new SandboxHost(home);
        assertThat(host.data("get_login_info", "{}").string("nickname")).contains("Neo");
    }

    @Test
    @Tag("A-get_group_at_all_remain")
    void whatIsLeftOfTheDayIsCounted() {
        host.call("send_group_msg", "{'group_id':20001,'message':'[CQ:at,qq=all] hi'}");
        assertThat(host.call("get_group_at_all_remain", "{'group_id':20001}"))
                .isEqualTo(json(
                        "{'can_at_all':true,'remain_at_all_count_for_group':19," + "'remain_at_all_count_for_uin':9}"));
        assertThat(host.call("get_group_at_all_remain", "{'group_id':20002}"))
                .isEqualTo(json("{'can_at_all':false,'remain_at_all_count_for_group':20,"
                        + "'remain_at_all_count_for_uin':9}"));
        assertThat(host.refusal("get_group_at_all_remain", "{'group_id':9}")).isEqualTo(-9);
    }

    @Test
    @Tag("A-get_group_system_msg")
    void pendingRequestsAreListed() {
        assertThat(host.call("get_group_system_msg", "{}"))
                .isEqualTo(json("{'invited_requests':[],'join_requests':[]}"));
        host.request("{'request_type':'group','sub_type':'add','group_id':20001,'user_id':777,'nickname':'N',"
                + "'comment':'c','flag':'f1'}");
        host.request("{'request_type':'group','sub_type':'invite','group_id':20009,'user_id':10001,'flag':'f2'}");
        assertThat(host.call("get_group_system_msg", "{}"))
                .isEqualTo(json("{'invited_requests':[{'request_id':2,'invitor_uin':10001,'invitor_nick':'Alice',"
                        + "'group_id':20009,'group_name':'','checked':false,'actor':0,'flag':'f2'}],"
                        + "'join_requests':[{'request_id':1,'requester_uin':777,'requester_nick':'N',"
                        + "'message':'c','group_id':20001,'group_name':'Test group','checked':false,'actor':0,"
                        + "'flag':'f1'}]}"));
        host.call("set_group_add_request", "{'flag':'f1','sub_type':'add','approve':false}");
        assertThat(host.data("get_group_system_msg", "{}").array("join_requests"))
                .contains(JsonArray.EMPTY);
    }

    @Test
    @Tag("A-get_online_clients")
    @Tag("A-get_unidirectional_friend_list")
    @Tag("A-check_url_safely")
    @Tag("A-_get_model_show")
    @Tag("A-_set_model_show")
    void whatASandboxKnowsNothingOfHasItsShape() {
        assertThat(host.call("get_online_clients", "{}")).isEqualTo(json("{'clients':[]}"));
        assertThat(host.call("get_unidirectional_friend_list", "{}")).isEqualTo(JsonArray.EMPTY);
        assertThat(host.call("check_url_safely", "{'url':'http://a/'}")).isEqualTo(json("{'level':2}"));
        assertThat(host.call("_get_model_show", "{'model':'M'}"))
                .isEqualTo(json("{'variants':[{'model_show':'M','need_pay':false}]}"));
        assertThat(host.call("_set_model_show", "{'model':'M','model_show':'N'}"))
                .isEqualTo(JsonNull.NULL);
    }
}
