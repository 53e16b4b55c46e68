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

class UserActionsTest {
    private static final String HEAD = "{'time':1800000000,'self_id':10000,'post_type':";

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
    @Tag("E-request.friend")
    @Tag("A-set_friend_add_request")
    @Tag("E-friend_add")
    void anApprovedRequestMakesAFriend() {
        JsonObject answer = host.request("{'request_type':'friend','user_id':10777,'comment':'hi','flag':'f1'}");
        assertThat(answer).isEqualTo(json("{'flag':'f1','event_id':1}"));
        assertThat(host.onlyEvent())
                .isEqualTo(
                        json(HEAD + "'request','request_type':'friend','user_id':10777,'comment':'hi','flag':'f1'}"));

        host.call("set_friend_add_request", "{'flag':'f1','remark':'R'}");
        assertThat(host.onlyEvent()).isEqualTo(json(HEAD + "'notice','notice_type':'friend_add','user_id':10777}"));
        assertThat(((JsonArray) host.call("get_friend_list", "{}")).get(2))
                .isEqualTo(json("{'user_id':10777,'nickname':'User 10777','remark':'R'}"));
        assertThat(host.refusal("set_friend_add_request", "{'flag':'f1'}")).isEqualTo(-11);
        JsonObject kept = (JsonObject)
                host.control().requests().array("requests").orElseThrow().get(0);
        assertThat(kept.string("state", "")).isEqualTo("approved");
    }

    @Test
    @Tag("A-set_friend_add_request")
    void aRefusedRequestMakesNone() {
        String flag = host.request("{'request_type':'friend','user_id':10777}").string("flag", "");
        assertThat(flag).isNotEmpty();
        assertThat(host.control().world().array("requests").orElseThrow().size())
                .isEqualTo(1);
        host.newEvents();
        host.call("set_friend_add_request", "{'flag':'" + flag + "','approve':false}");
        assertThat(host.events).isEmpty();
        assertThat(host.control().world().array("requests").orElseThrow()).isEmpty();
        assertThat(((JsonArray) host.call("get_friend_list", "{}")).size()).isEqualTo(2);
        assertThat(host.refusal("set_friend_add_request", "{'flag':'nobody'}")).isEqualTo(102);
    }

    @Test
    @Tag("E-request.group")
    @Tag("A-set_group_add_request")
    @Tag("E-group_increase")
    void anApprovedRequestMakesAMember() {
        host.request("{'request_type':'group','sub_type':'add','group_id':20001,'user_id':10777,'flag':'g1'}");
        assertThat(host.onlyEvent())
                .isEqualTo(json(HEAD + "'request','request_type':'group','sub_type':'add','group_id':20001,"
                        + "'user_id':10777,'comment':'','flag':'g1'}"));
        assertThat(host.refusal("set_group_add_request", "{'flag':'g1','sub_type':'invite'}"))
                .isEqualTo(102);
        host.call("set_group_add_request", "{'flag':'g1','type':'add'}");
        assertThat(host.onlyEvent())
                .isEqualTo(json(HEAD + "'notice','notice_type':'group_increase','sub_type':'approve',"
                        + "'group_id':20001,'operator_id':10000,'user_id':10777}"));
        host.call("get_group_member_info", "{'group_id':20001,'user_id':10777}");
    }

    @Test
    @Tag("A-set_group_add_request")
    void onlyAnAdminLetsPeopleIn() {
        host.request("{'request_type':'group','sub_type':'add','group_id':20002,'user_id':10777,'flag':'g1'}");
        assertThat(host.refusal("set_group_add_request", "{'flag':'g1','sub_type':'add'}"))
                .isEqualTo(-37);
        assertThat(host.refusal("get_group_member_info", "{'group_id':20002,'user_id':10777}"))
                .isEqualTo(102);
    }

    @Test
    @Tag("E-request.group")
    @Tag("A-set_group_add_request")
    @Tag("E-group_increase")
    void anAcceptedInvitationPutsTheBotIntoTheGroup() {
        host.request("{'request_type':'group','sub_type':'invite','group_id':30001,'user_id':10001,'flag':'i1'}");
        host.newEvents();
        host.call("set_group_add_request", "{'flag':'i1','sub_type':'invite'}");
        assertThat(host.onlyEvent())
                .isEqualTo(json(HEAD + "'notice','notice_type':'group_increase','sub_type':'invite',"
                        + "'group_id':30001,'operator_id':10001,'user_id':10000}"));
        host.call("send_group_msg", "{'group_id':30001,'message':'hello'}");
        assertThat(host.data("get_group_info", "{'group_id':30001}").integer("member_count", 0))
                .isEqualTo(2);
    }

    @Test
    void requestsThatMakeNoSenseAreRefused() {
        assertThat(host.refused(host.control().request(json("{'request_type':'friend','user_id':10001}")))
                        .kind())
                .isEqualTo(ControlException.Kind.CONFLICT);
        assertThat(host.refused(host.control()
                                .request(json("{'request_type':'group','sub_type':'add','group_id':9,'user_id':1}")))
                        .kind())
                .isEqualTo(ControlException.Kind.NOT_FOUND);
        assertThat(host.refused(host.control().request(json("{'request_type':'group','user_id':1}")))
                        .getMessage())
                .contains("sub_type", "missing", "add, invite");
        assertThat(host.events).isEmpty();
    }

    @Test
    @Tag("A-send_like")
    void likesAreCounted() {
        host.call("send_like", "{'user_id':10001,'times':3}");
        host.call("send_like", "{'user_id':10001}");
        assertThat(host.control().world().array("users").orElseThrow().stream()
                        .map(JsonObject.class::cast)
                        .filter(user -> user.integer("user_id", 0) == 10001)
                        .map(user -> user.integer("likes", 0)))
                .containsExactly(4L);
        assertThat(host.refusal("send_like", "{'user_id':55}")).isEqualTo(-10);
    }

    @Test
    @Tag("A-delete_friend")
    void aFriendCanBeDeleted() {
        host.call("delete_friend", "{'user_id':10001}");
        assertThat(((JsonArray) host.call("get_friend_list", "{}")).size()).isEqualTo(1);
        assertThat(host.refusal("delete_friend", "{'user_id':10001}")).isEqualTo(-10);
    }

    @Test
    @Tag("A-friend_poke")
    @Tag("A-group_poke")
    @Tag("A-send_poke")
    @Tag("E-poke")
    void pokesAreRaised() {
        host.call("friend_poke", "{'user_id':10001}");
        JsonObject friendPoke = json(HEAD
                + "'notice','notice_type':'notify','sub_type':'poke','user_id':10000,'target_id':10001,"
                + "'sender_id':10000}");
        assertThat(host.onlyEvent()).isEqualTo(friendPoke);
        host.call("send_poke", "{'user_id':10001}");
        assertThat(host.onlyEvent()).isEqualTo(friendPoke);

        host.call("group_poke", "{'group_id':20001,'user_id':10003}");
        JsonObject groupPoke = json(HEAD + "'notice','notice_type':'notify','sub_type':'poke','group_id':20001,"
                + "'user_id':10000,'target_id':10003,'sender_id':10000}");
        assertThat(host.onlyEvent()).isEqualTo(groupPoke);
        host.call("send_poke", "{'group_id':20001,'user_id':10003}");
        assertThat(host.onlyEvent()).isEqualTo(groupPoke);

        assertThat(host.refusal("friend_poke", "{'user_id':10003}")).isEqualTo(-10);
        assertThat(host.refusal("group_poke", "{'group_id':20001,'user_id':10004}"))
                .isEqualTo(-10);
    }
}
