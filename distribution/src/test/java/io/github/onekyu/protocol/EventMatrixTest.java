package io.github.onekyu.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawWebSocket;
import io.github.onekyu.testkit.RawWebSocketServer;
import io.github.onekyu.testkit.ReportReceiver;
import io.github.onekyu.testkit.WebSocketPeer;
import io.github.onekyu.transport.post.PostTransportProvider;
import io.github.onekyu.transport.ws.WsTransportProvider;
import io.github.onekyu.transport.wsreverse.WsReverseTransportProvider;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every kind of event, with all its fields, as a report and over WebSocket in both directions. */
class EventMatrixTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String SENDER = "\"sender\":{\"user_id\":7,\"nickname\":\"n\",\"sex\":\"male\",\"age\":3}";
    private static final String MEMBER = "\"sender\":{\"user_id\":7,\"nickname\":\"n\",\"card\":\"c\",\"sex\":\"male\","
            + "\"age\":3,\"area\":\"a\",\"level\":\"l\",\"role\":\"member\",\"title\":\"t\"}";
    private static final String TEXT =
            "\"message_id\":-5,\"user_id\":7,\"message\":\"hi\",\"raw_message\":\"hi\",\"font\":0,";
    private static final String GROUP_FIELDS =
            "\"message_type\":\"group\",\"group_id\":8,\"anonymous\":null,\"sub_type\":\"normal\",";

    @Test
    @Tag("EV-03")
    @Tag("EV-04")
    @Tag("E-message.private")
    @Tag("E-message.group")
    @Tag("E-message.discuss")
    @Tag("E-message_sent")
    void messagesArriveEverywhereWithExactlyTheirFields() throws Exception {
        everywhere(List.of(
                "\"post_type\":\"message\",\"message_type\":\"private\",\"sub_type\":\"friend\"," + TEXT + SENDER,
                "\"post_type\":\"message\"," + GROUP_FIELDS + TEXT + MEMBER,
                "\"post_type\":\"message\",\"message_type\":\"group\",\"sub_type\":\"anonymous\",\"group_id\":8,"
                        + "\"anonymous\":{\"id\":5000000000,\"name\":\"n\",\"flag\":\"f\"}," + TEXT + MEMBER,
                "\"post_type\":\"message\",\"message_type\":\"discuss\",\"discuss_id\":9," + TEXT + SENDER,
                "\"post_type\":\"message_sent\",\"message_type\":\"private\",\"sub_type\":\"friend\"," + TEXT + SENDER,
                "\"post_type\":\"message_sent\"," + GROUP_FIELDS + TEXT + MEMBER));
    }

    @Test
    @Tag("EV-03")
    @Tag("EV-04")
    @Tag("E-group_upload")
    @Tag("E-group_admin")
    @Tag("E-group_decrease")
    @Tag("E-group_increase")
    @Tag("E-group_ban")
    @Tag("E-friend_add")
    @Tag("E-group_recall")
    @Tag("E-friend_recall")
    @Tag("E-poke")
    @Tag("E-lucky_king")
    @Tag("E-honor")
    @Tag("E-title")
    @Tag("E-group_card")
    @Tag("E-offline_file")
    @Tag("E-client_status")
    @Tag("E-essence")
    @Tag("E-group_msg_emoji_like")
    void noticesArriveEverywhereWithExactlyTheirFields() throws Exception {
        everywhere(List.of(
                notice(
                        "group_upload",
                        "'group_id':8,'user_id':7,'file':{'id':'f','name':'n','size':5000000000,'busid':1}"),
                notice("group_admin", "'sub_type':'set','group_id':8,'user_id':7"),
                notice("group_admin", "'sub_type':'unset','group_id':8,'user_id':7"),
                notice("group_decrease", "'sub_type':'leave','group_id':8,'operator_id':7,'user_id':7"),
                notice("group_decrease", "'sub_type':'kick','group_id':8,'operator_id':6,'user_id':7"),
                notice("group_decrease", "'sub_type':'kick_me','group_id':8,'operator_id':6,'user_id':10001000"),
                notice("group_increase", "'sub_type':'approve','group_id':8,'operator_id':6,'user_id':7"),
                notice("group_increase", "'sub_type':'invite','group_id':8,'operator_id':6,'user_id':7"),
                notice("group_ban", "'sub_type':'ban','group_id':8,'operator_id':6,'user_id':0,'duration':-1"),
                notice("group_ban", "'sub_type':'lift_ban','group_id':8,'operator_id':6,'user_id':7,'duration':0"),
                notice("friend_add", "'user_id':7"),
                notice("group_recall", "'group_id':8,'user_id':7,'operator_id':6,'message_id':-5"),
                notice("friend_recall", "'user_id':7,'message_id':-5"),
                notice("notify", "'sub_type':'poke','user_id':7,'target_id':6,'group_id':8"),
                notice("notify", "'sub_type':'poke','user_id':7,'target_id':6,'sender_id':7"),
                notice("notify", "'sub_type':'lucky_king','group_id':8,'user_id':7,'target_id':6"),
                notice("notify", "'sub_type':'honor','group_id':8,'honor_type':'talkative','user_id':7"),
                notice("notify", "'sub_type':'title','group_id':8,'user_id':7,'title':'t'"),
                notice("group_card", "'group_id':8,'user_id':7,'card_new':'b','card_old':'a'"),
                notice("offline_file", "'user_id':7,'file':{'name':'n','size':1,'url':'http://a/b'}"),
                notice("client_status", "'client':{'app_id':1,'device_name':'d','device_kind':'k'},'online':true"),
                notice("essence", "'sub_type':'add','group_id':8,'sender_id':7,'operator_id':6,'message_id':-5"),
                notice("essence", "'sub_type':'delete','group_id':8,'sender_id':7,'operator_id':6,'message_id':-5"),
                notice(
                        "group_msg_emoji_like",
                        "'group_id':8,'user_id':7,'message_id':-5,'likes':[{'emoji_id':'1','count':2}]")));
    }

    @Test
    @Tag("EV-03")
    @Tag("EV-04")
    @Tag("E-request.friend")
    @Tag("E-request.group")
    void requestsArriveEverywhereWithExactlyTheirFields() throws Exception {
        everywhere(List.of(
                quoted("'post_type':'request','request_type':'friend','user_id':7,'comment':'&#91;x','flag':'f'"),
                quoted("'post_type':'request','request_type':'group','sub_type':'add','group_id':8,'user_id':7,"
                        + "'comment':'c','flag':'f'"),
                quoted("'post_type':'request','request_type':'group','sub_type':'invite','group_id':8,'user_id':7,"
                        + "'comment':'c','flag':'f','invitor_id':6")));
    }

    @Test
    @Tag("EV-08")
    @Tag("EV-09")
    void whatOnlyTheHostKnowsArrivesUnchanged() throws Exception {
        everywhere(List.of(
                notice("friend_add", "'user_id':7,'host_extra':{'a':[1,null,'x']}"),
                notice("something_new", "'sub_type':'odd','what':[1.5,true]"),
                quoted("'post_type':'brand_new','brand_new_type':'x','list':[]")));
    }

    /** Raises each event and expects that value, plus time and account, from every transport. */
    private static void everywhere(List<String> events) throws Exception {
        try (ReportReceiver reports = ReportReceiver.open();
                RawWebSocketServer server = RawWebSocketServer.open();
                OneBotFixture account = OneBotFixture.with(
                                new PostTransportProvider(),
                                new WsTransportProvider(),
                                new WsReverseTransportProvider())
                        .set("post_url", reports.url())
                        .set("ws_reverse_use_universal_client", "yes")
                        .set("ws_reverse_url", server.url("/"))
                        .start();
                RawWebSocket onEvent = RawWebSocket.open(account.port("ws"), "/event");
                RawWebSocket onRoot = RawWebSocket.open(account.port("ws"), "/")) {
            List<WebSocketPeer> peers = List.of(onEvent, onRoot, server.next(SOON));
            for (WebSocketPeer peer : peers) {
                assertThat(((JsonObject) Json.parse(peer.nextText(SOON))).string("sub_type"))
                        .hasValue("connect");
            }
            for (String fields : events) {
                JsonObject event = (JsonObject) Json.parse("{\"time\":1700000000," + fields + "}");
                JsonValue expected = event.with("self_id", Json.parse(Long.toString(account.selfId())));
                account.backend().raise(event);
                assertThat(Json.parse(reports.nextEvent(SOON).text()))
                        .as("report of " + fields)
                        .isEqualTo(expected);
                for (WebSocketPeer peer : peers) {
                    assertThat(Json.parse(peer.nextText(SOON))).as(fields).isEqualTo(expected);
                }
            }
        }
    }

    private static String notice(String type, String fields) {
        return quoted("'post_type':'notice','notice_type':'" + type + "'," + fields);
    }

    private static String quoted(String fields) {
        return fields.replace('\'', '"');
    }
}
