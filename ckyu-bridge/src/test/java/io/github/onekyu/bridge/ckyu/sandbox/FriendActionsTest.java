package io.github.onekyu.bridge.ckyu.sandbox;

import static io.github.onekyu.bridge.ckyu.sandbox.SandboxHost.await;
import static io.github.onekyu.bridge.ckyu.sandbox.SandboxHost.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.control.ControlException;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FriendActionsTest {
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

    private static final String ALICE = "'user_id':10001,'nickname':'Alice','remark':'A'";
    private static final String BOB = "'user_id':10002,'nickname':'Bob','remark':''";

    @Test
    @Tag("A-set_friend_remark")
    void aRemarkIsKept() {
        assertThat(host.call("set_friend_remark", "{'user_id':10001,'remark':'A'}"))
                .isEqualTo(JsonNull.NULL);
        restart();
        assertThat(host.call("get_friend_list", "{}"))
                .isEqualTo(JsonArray.of(json("{" + ALICE + "}"), json("{" + BOB + "}")));
        assertThat(host.refusal("set_friend_remark", "{'user_id':10003,'remark':'C'}"))
                .isEqualTo(-10);
    }

    @Test
    @Tag("A-_get_friend_list")
    void friendsComeInTheirListOrFlat() {
        host.call("set_friend_remark", "{'user_id':10001,'remark':'A'}");
        assertThat(host.call("_get_friend_list", "{}"))
                .isEqualTo(JsonArray.of(json("{'friend_group_id':0,'friend_group_name':'Friends','friends':[{" + ALICE
                        + "},{" + BOB + "}]}")));
        assertThat(host.call("_get_friend_list", "{'flat':true}"))
                .isEqualTo(json("{'friend_groups':[{'friend_group_id':0,'friend_group_name':'Friends'}],'friends':[{"
                        + ALICE + ",'friend_group_id':0},{" + BOB + ",'friend_group_id':0}]}"));
    }

    @Test
    @Tag("A-get_friends_with_category")
    void friendsComeInTheirCategory() {
        host.call("set_friend_remark", "{'user_id':10001,'remark':'A'}");
        assertThat(host.call("get_friends_with_category", "{}"))
                .isEqualTo(JsonArray.of(json("{'categoryId':0,'categorySortId':0,'categoryName':'Friends',"
                        + "'categoryMbCount':2,'onlineCount':2,'buddyList':[{" + ALICE + "},{" + BOB + "}]}")));
    }

    @Test
    @Tag("A-get_unidirectional_friend_list")
    @Tag("A-delete_unidirectional_friend")
    void aOneWayFriendIsListedUntilDeleted() {
        assertThat(host.call("get_unidirectional_friend_list", "{}")).isEqualTo(JsonArray.EMPTY);
        JsonObject made = json("{'user_id':777,'nickname':'Trudy','source':'search'}");
        assertThat(await(host.control()
                        .putFriend(777, json("{'nickname':'Trudy','unidirectional':true,'source':'search'}"))))
                .isEqualTo(made);
        restart();
        assertThat(host.call("get_unidirectional_friend_list", "{}")).isEqualTo(JsonArray.of(made));
        assertThat(host.control().world().array("unidirectional_friends")).contains(JsonArray.of(made));
        assertThat(host.refusal("send_private_msg", "{'user_id':777,'message':'x'}"))
                .isEqualTo(-23);
        assertThat(host.call("delete_unidirectional_friend", "{'user_id':777}")).isEqualTo(JsonNull.NULL);
        assertThat(host.call("get_unidirectional_friend_list", "{}")).isEqualTo(JsonArray.EMPTY);
        assertThat(host.refusal("delete_unidirectional_friend", "{'user_id':777}"))
                .isEqualTo(-10);
    }

    @Test
    @Tag("A-get_unidirectional_friend_list")
    void nobodyIsAFriendAndAOneWayFriend() {
        await(host.control().putFriend(10001, json("{'unidirectional':true}")));
        assertThat(host.call("get_friend_list", "{}")).isEqualTo(JsonArray.of(json("{" + BOB + "}")));
        host.notice("{'notice_type':'friend_add','user_id':10001}");
        assertThat(host.call("get_unidirectional_friend_list", "{}")).isEqualTo(JsonArray.EMPTY);
        await(host.control().putFriend(10001, json("{'unidirectional':true}")));
        await(host.control().deleteFriend(10001));
        assertThat(host.control().world().array("unidirectional_friends")).contains(JsonArray.EMPTY);
        assertThat(host.refused(host.control().deleteFriend(10001)).kind()).isEqualTo(ControlException.Kind.NOT_FOUND);
    }
}
