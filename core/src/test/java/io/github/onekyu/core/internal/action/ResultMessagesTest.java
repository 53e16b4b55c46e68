package io.github.onekyu.core.internal.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonValue;
import io.github.onekyu.core.message.MessageFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultMessagesTest {
    private static final String SAID = "[{'type':'text','data':{'text':'a&'}},{'type':'face','data':{'id':'1'}}]";
    private static final String NODE = "{'type':'node','data':{'user_id':'7','nickname':'n','content':" + SAID + "}}";

    private static JsonValue json(String text) {
        return Json.parse(text.replace('\'', '"')
                .replace("SAID", SAID.replace('\'', '"'))
                .replace("NODE", NODE.replace('\'', '"')));
    }

    /** Nodes are segments, and keep their form; what they say is a message of the account's format. */
    @ParameterizedTest
    @Tag("A-get_msg")
    @Tag("A-get_group_msg_history")
    @Tag("A-get_friend_msg_history")
    @Tag("A-get_forward_msg")
    @Tag("A-get_recent_contact")
    @Tag("EV-06")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            get_msg                | {'message_id':1,'message':SAID}                    | {'message_id':1,'message':'a&amp;[CQ:face,id=1]'}
            get_group_msg_history  | {'messages':[{'message':SAID},{'x':1}]}             | {'messages':[{'message':'a&amp;[CQ:face,id=1]'},{'x':1}]}
            get_friend_msg_history | {'messages':[{'message':SAID}]}                     | {'messages':[{'message':'a&amp;[CQ:face,id=1]'}]}
            get_forward_msg        | {'message':[NODE],'messages':[{'content':SAID}]}    | {'message':[NODE],'messages':[{'content':'a&amp;[CQ:face,id=1]'}]}
            get_forward_msg        | {'message':[NODE],'messages':[{'content':[NODE]}]}  | {'message':[NODE],'messages':[{'content':[NODE]}]}
            get_recent_contact     | [{'lastestMsg':{'message':SAID}},{'peerUin':'1'}]    | [{'lastestMsg':{'message':'a&amp;[CQ:face,id=1]'}},{'peerUin':'1'}]
            get_group_info         | {'message':SAID}                                    | {'message':SAID}
            get_msg                | null                                                | null
            """)
    void messagesInResultsHaveTheAccountsFormat(String action, String data, String asString) {
        assertThat(ResultMessages.inFormat(action, json(data), MessageFormat.STRING))
                .isEqualTo(json(asString));
        assertThat(ResultMessages.inFormat(action, json(data), MessageFormat.ARRAY))
                .isEqualTo(json(data));
    }
}
