package io.github.onekyu.core.quick;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.action.ActionRequest;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.message.Message;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuickOperationTest {
    private static final String PRIVATE =
            "{'post_type':'message','message_type':'private','sub_type':'friend','message_id':11,'user_id':7}";
    private static final String GROUP =
            "{'post_type':'message','message_type':'group','message_id':12,'group_id':100,'user_id':7,'anonymous':null}";
    private static final String DISCUSS =
            "{'post_type':'message','message_type':'discuss','message_id':13,'discuss_id':200,'user_id':7}";
    private static final String ANONYMOUS = "{'post_type':'message','message_type':'group','message_id':14,"
            + "'group_id':100,'user_id':80000000,'anonymous':{'id':5,'name':'n','flag':'f1'}}";
    private static final String ANONYMOUS_V3 = "{'post_type':'message','message_type':'group','message_id':14,"
            + "'group_id':100,'user_id':80000000,'anonymous':'n','anonymous_flag':'f3'}";
    private static final String FRIEND_REQUEST =
            "{'post_type':'request','request_type':'friend','user_id':7,'comment':'c','flag':'ff'}";
    private static final String GROUP_REQUEST = "{'post_type':'request','request_type':'group','sub_type':'invite',"
            + "'group_id':100,'user_id':7,'comment':'c','flag':'gf'}";

    @Test
    @Tag("QO-01")
    void theOrderIsReplyDeleteKickBan() {
        assertThat(plan(GROUP, "{'ban':true,'kick':true,'delete':true,'reply':'a'}"))
                .extracting(ActionRequest::action)
                .containsExactly("send_msg", "delete_msg", "set_group_kick", "set_group_ban");
    }

    @Test
    @Tag("QO-02")
    void aReplyGoesWhereTheMessageCameFrom() {
        assertPlan(
                PRIVATE,
                "{'reply':'hi'}",
                "send_msg {'user_id':7,'message_type':'private','message':[{'type':'text','data':{'text':'hi'}}]}");
        assertPlan(
                GROUP,
                "{'reply':'hi','at_sender':false}",
                "send_msg {'group_id':100,'message_type':'group','message':[{'type':'text','data':{'text':'hi'}}]}");
        assertPlan(
                DISCUSS,
                "{'reply':'hi','at_sender':false}",
                "send_msg {'discuss_id':200,'message_type':'discuss','message':[{'type':'text','data':{'text':'hi'}}]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "{'reply':'a[CQ:face,id=1]'}¦a[CQ:face,id=1]",
                "{'reply':[{'type':'face','data':{'id':1}}]}¦[CQ:face,id=1]",
                "{'reply':{'type':'face','data':{'id':1}}}¦[CQ:face,id=1]",
                "{'reply':'[CQ:face,id=1]','auto_escape':true}¦&#91;CQ:face&#44;id=1&#93;",
                "{'reply':'[CQ:face,id=1]','auto_escape':'yes'}¦&#91;CQ:face&#44;id=1&#93;",
                "{'reply':[{'type':'face','data':{'id':1}}],'auto_escape':true}¦[CQ:face,id=1]",
                "{'reply':'hi','at_sender':true}¦hi"
            })
    @Tag("QO-02")
    void aReplyIsAMessageInAnyForm(String operation, String reply) {
        assertThat(reply(PRIVATE, operation)).isEqualTo(Message.parse(reply));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'reply':''}",
                "{'reply':[]}",
                "{'reply':5}",
                "{'reply':true}",
                "{'reply':null}",
                "{'reply':['x']}",
                "{'reply':{}}",
                "{'reply':{'type':'text','data':{'text':''}}}",
                "{'auto_escape':true}",
                "{}"
            })
    @Tag("QO-02")
    void anEmptyOrInvalidReplyIsNone(String operation) {
        assertThat(plan(PRIVATE, operation)).isEmpty();
        assertThat(plan(GROUP, operation)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "{'reply':'hi'}¦[CQ:at,qq=7] hi",
                "{'reply':'hi','at_sender':true}¦[CQ:at,qq=7] hi",
                "{'reply':'hi','at_sender':'maybe'}¦[CQ:at,qq=7] hi",
                "{'reply':'hi','at_sender':null}¦[CQ:at,qq=7] hi",
                "{'reply':'hi','at_sender':false}¦hi",
                "{'reply':'hi','at_sender':'no'}¦hi",
                "{'reply':'hi','at_sender':0}¦hi",
                "{'reply':[{'type':'face','data':{'id':'1'}}]}¦[CQ:at,qq=7] [CQ:face,id=1]",
                "{'reply':'[CQ:face,id=1]','auto_escape':true}¦[CQ:at,qq=7] &#91;CQ:face&#44;id=1&#93;"
            })
    @Tag("QO-03")
    void groupsAndDiscussionsAddressTheSender(String operation, String reply) {
        assertThat(reply(GROUP, operation)).isEqualTo(Message.parse(reply));
        assertThat(reply(DISCUSS, operation)).isEqualTo(Message.parse(reply));
    }

    @Test
    @Tag("QO-03")
    void theSpaceIsPartOfAFollowingText() {
        assertThat(plan(GROUP, "{'reply':'hi'}")
                        .get(0)
                        .params()
                        .array("message")
                        .orElseThrow())
                .hasToString(
                        "[{\"type\":\"at\",\"data\":{\"qq\":\"7\"}},{\"type\":\"text\",\"data\":{\"text\":\" hi\"}}]");
    }

    @Test
    @Tag("QO-04")
    @Tag("QO-09")
    void anAnonymousSenderIsNotAddressed() {
        assertThat(reply(ANONYMOUS, "{'reply':'hi'}")).isEqualTo(Message.text("hi"));
        assertThat(reply(ANONYMOUS_V3, "{'reply':'hi','at_sender':true}")).isEqualTo(Message.text("hi"));
    }

    @Test
    @Tag("QO-09")
    void anEmptyOldNameIsNotAnonymous() {
        String context = GROUP.replace("null", "''");
        assertThat(reply(context, "{'reply':'hi'}")).isEqualTo(Message.parse("[CQ:at,qq=7] hi"));
        assertThat(plan(context, "{'kick':true}")).hasSize(1);
    }

    @Test
    @Tag("QO-05")
    void deleteRecallsTheMessage() {
        assertPlan(GROUP, "{'delete':true}", "delete_msg {'message_id':12}");
        assertPlan(GROUP, "{'delete':'yes'}", "delete_msg {'message_id':12}");
        assertThat(plan(GROUP, "{'delete':false}")).isEmpty();
        assertThat(plan(GROUP, "{'delete':'maybe'}")).isEmpty();
    }

    @Test
    @Tag("QO-06")
    void kickRemovesTheSender() {
        assertPlan(GROUP, "{'kick':true}", "set_group_kick {'group_id':100,'user_id':7,'reject_add_request':false}");
        assertPlan(
                GROUP,
                "{'kick':true,'reject_add_request':true}",
                "set_group_kick {'group_id':100,'user_id':7,'reject_add_request':true}");
    }

    @Test
    @Tag("QO-06")
    @Tag("QO-09")
    void nobodyCanBeKickedWhoIsAnonymous() {
        assertThat(plan(ANONYMOUS, "{'kick':true}")).isEmpty();
        assertThat(plan(ANONYMOUS_V3, "{'kick':true}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "{'ban':true}¦1800",
                "{'ban':true,'ban_duration':60}¦60",
                "{'ban':true,'ban_duration':'60'}¦60",
                "{'ban':true,'ban_duration':60.0}¦60",
                "{'ban':true,'ban_duration':0}¦0",
                "{'ban':true,'ban_duration':'soon'}¦1800",
                "{'ban':true,'ban_duration':null}¦1800",
                "{'ban':1,'ban_duration':1.5}¦1800"
            })
    @Tag("QO-07")
    void banLastsAsLongAsSaidOrHalfAnHour(String operation, long seconds) {
        assertPlan(GROUP, operation, "set_group_ban {'group_id':100,'user_id':7,'duration':" + seconds + "}");
    }

    @Test
    @Tag("QO-07")
    void aDurationAloneBansNobody() {
        assertThat(plan(GROUP, "{'ban_duration':60}")).isEmpty();
        assertThat(plan(GROUP, "{'ban':false,'ban_duration':60}")).isEmpty();
    }

    @Test
    @Tag("QO-07")
    void anAnonymousSenderIsBannedByItsData() {
        assertPlan(
                ANONYMOUS,
                "{'ban':true,'ban_duration':60}",
                "set_group_anonymous_ban {'group_id':100,'anonymous':{'id':5,'name':'n','flag':'f1'},'duration':60}");
    }

    @Test
    @Tag("BC-05")
    @Tag("HQO-04")
    @Tag("QO-09")
    void anOldAnonymousContextIsBannedByItsFlag() {
        assertPlan(
                ANONYMOUS_V3,
                "{'ban':true}",
                "set_group_anonymous_ban {'group_id':100,'anonymous_flag':'f3','duration':1800}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{'ban':true}", "{'kick':true}", "{'delete':true}", "{'delete':true,'kick':true,'ban':true}"})
    @Tag("QO-08")
    void onlyGroupsKnowDeleteKickAndBan(String operation) {
        assertThat(plan(PRIVATE, operation)).isEmpty();
        assertThat(plan(DISCUSS, operation)).isEmpty();
    }

    @Test
    @Tag("QO-10")
    void requestsAreAnsweredWithTheirFlag() {
        assertPlan(
                FRIEND_REQUEST,
                "{'approve':true,'remark':'x'}",
                "set_friend_add_request {'flag':'ff','approve':true,'remark':'x'}");
        assertPlan(
                FRIEND_REQUEST,
                "{'approve':false,'reason':'ignored'}",
                "set_friend_add_request {'flag':'ff','approve':false,'remark':''}");
        assertPlan(
                GROUP_REQUEST,
                "{'approve':false,'reason':'no'}",
                "set_group_add_request {'flag':'gf','sub_type':'invite','approve':false,'reason':'no'}");
        assertPlan(
                GROUP_REQUEST,
                "{'approve':true}",
                "set_group_add_request {'flag':'gf','sub_type':'invite','approve':true,'reason':''}");
    }

    @Test
    @Tag("BC-05")
    void oldRequestsAreAnsweredTheSameWay() {
        assertPlan(
                GROUP_REQUEST.replace("comment", "message"),
                "{'approve':true}",
                "set_group_add_request {'flag':'gf','sub_type':'invite','approve':true,'reason':''}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'remark':'x'}",
                "{'approve':null}",
                "{'approve':2}",
                "{'approve':'maybe'}",
                "{'approve':''}",
                "{'approve':{}}",
                "{'reply':'x','ban':true}",
                "{}"
            })
    @Tag("QO-10")
    @Tag("QO-12")
    void aRequestIsLeftAloneUnlessItIsDecided(String operation) {
        assertThat(plan(FRIEND_REQUEST, operation)).isEmpty();
        assertThat(plan(GROUP_REQUEST, operation)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true,true", "false,false", "'\"yes\"',true", "'\"Off\"',false", "1,true", "0,false"})
    @Tag("QO-12")
    void approveMayBeABooleanWord(String approve, boolean expected) {
        assertThat(plan(FRIEND_REQUEST, "{'approve':" + approve + "}"))
                .singleElement()
                .satisfies(
                        request -> assertThat(request.params().bool("approve")).contains(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'post_type':'notice','notice_type':'group_increase','group_id':100,'user_id':7}",
                "{'post_type':'event','event':'group_increase','group_id':100,'user_id':7}",
                "{'post_type':'meta_event','meta_event_type':'heartbeat'}",
                "{'post_type':'message_sent','message_type':'group','group_id':100,'user_id':7,'message_id':1}",
                "{'post_type':'message','message_type':'channel','group_id':100,'user_id':7,'message_id':1}",
                "{'post_type':'request','request_type':'other','flag':'f'}",
                "{'message_type':'private','user_id':7}",
                "{}"
            })
    @Tag("QO-11")
    void otherEventsKnowNothingButBlock(String context) {
        String operation = "{'reply':'x','delete':true,'kick':true,'ban':true,'approve':true,'block':true}";
        assertThat(plan(context, operation)).isEmpty();
        assertThat(QuickOperation.blocks(json(operation))).isTrue();
    }

    @Test
    @Tag("QO-13")
    void blockIsOffUnlessItIsSaid() {
        assertThat(QuickOperation.blocks(json("{'block':true}"))).isTrue();
        assertThat(QuickOperation.blocks(json("{'block':'on'}"))).isTrue();
        assertThat(QuickOperation.blocks(json("{'block':1}"))).isTrue();
        assertThat(QuickOperation.blocks(json("{'block':false}"))).isFalse();
        assertThat(QuickOperation.blocks(json("{'block':'maybe'}"))).isFalse();
        assertThat(QuickOperation.blocks(json("{'block':null}"))).isFalse();
        assertThat(QuickOperation.blocks(json("{}"))).isFalse();
    }

    @Test
    @Tag("QO-14")
    void unknownMembersAreIgnored() {
        assertThat(plan(GROUP, "{'foo':1}")).isEmpty();
        assertThat(plan(PRIVATE, "{'foo':1,'reply':'a'}")).hasSize(1);
        assertThat(plan(FRIEND_REQUEST, "{'foo':1}")).isEmpty();
    }

    @Test
    @Tag("HQO-03")
    void routingFieldsAreEnough() {
        assertPlan(
                "{'post_type':'message','message_type':'group','group_id':100,'user_id':'7','message_id':12}",
                "{'reply':'hi','delete':true}",
                "send_msg {'group_id':100,'message_type':'group','message':[{'type':'at','data':{'qq':'7'}},"
                        + "{'type':'text','data':{'text':' hi'}}]}",
                "delete_msg {'message_id':12}");
        assertPlan(
                "{'post_type':'request','request_type':'friend','flag':'f'}",
                "{'approve':true}",
                "set_friend_add_request {'flag':'f','approve':true,'remark':''}");
    }

    private static void assertPlan(String context, String operation, String... calls) {
        assertThat(plan(context, operation))
                .extracting(request -> request.action() + " " + request.params().json())
                .containsExactly(List.of(calls).stream()
                        .map(call -> call.replace('\'', '"'))
                        .toArray(String[]::new));
    }

    private static Message reply(String context, String operation) {
        List<ActionRequest> plan = plan(context, operation);
        assertThat(plan).extracting(ActionRequest::action).containsExactly("send_msg");
        JsonArray message = plan.get(0).params().array("message").orElseThrow();
        return Message.of(message, false).orElseThrow();
    }

    private static List<ActionRequest> plan(String context, String operation) {
        return QuickOperation.plan(json(context), json(operation));
    }

    private static JsonObject json(String text) {
        return (JsonObject) Json.parse(text.replace('\'', '"'));
    }
}
