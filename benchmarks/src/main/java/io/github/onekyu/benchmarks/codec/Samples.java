package io.github.onekyu.benchmarks.codec;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** Texts of the size and shape that bots send and receive. */
final class Samples {
    /** A message as a CQ string: text with entities, a mention, a picture with an address, a face. */
    static final String CQ = "早上好 [CQ:at,qq=1000200030] 今天 1 &amp; 2 &#91;见图&#93; "
            + "[CQ:image,file=7e2f1c9a4b.jpg,url=https://example.com/pic?id=12&amp;size=3&#44;4] see you [CQ:face,id=14]";

    /** The same message as segments. */
    static final String SEGMENTS = """
            [{"type":"text","data":{"text":"早上好 "}},{"type":"at","data":{"qq":"1000200030"}},\
            {"type":"text","data":{"text":" 今天 1 & 2 [见图] "}},{"type":"image","data":{"file":"7e2f1c9a4b.jpg",\
            "url":"https://example.com/pic?id=12&size=3,4"}},{"type":"text","data":{"text":" see you "}},\
            {"type":"face","data":{"id":"14"}}]""";

    /** The shortest call there is. */
    static final String CALL = "{\"action\":\"get_status\",\"params\":{},\"echo\":17}";

    /** A call whose echo no double can hold. */
    static final String BIG_ECHO =
            "{\"action\":\"get_status\",\"params\":{},\"echo\":{\"id\":123456789012345678901234567890,"
                    + "\"seq\":[9007199254740993,18446744073709551615,-0,1.10]}}";

    /** A call with a message. */
    static final String SEND = "{\"action\":\"send_group_msg\",\"params\":{\"group_id\":9007199254740993,\"message\":"
            + SEGMENTS + ",\"auto_escape\":false},\"echo\":\"2c1f-17\"}";

    /** The data of an answer to a send. */
    static final String SENT = "{\"message_id\":-1029384756}";

    /** A group message as the host tells it. */
    static final String EVENT = "{\"time\":1700000000,\"self_id\":10001000,\"post_type\":\"message\","
            + "\"message_type\":\"group\",\"sub_type\":\"normal\",\"message_id\":-1029384756,\"group_id\":9007199254740993,"
            + "\"user_id\":1000200030,\"anonymous\":null,\"message\":" + SEGMENTS + ",\"raw_message\":\"" + CQ
            + "\",\"font\":0,\"sender\":{\"user_id\":1000200030,\"nickname\":\"晨风\",\"card\":\"\",\"sex\":\"unknown\","
            + "\"age\":0,\"area\":\"\",\"level\":\"12\",\"role\":\"member\",\"title\":\"\"}}";

    /** The members of a group of 200. */
    static final String MEMBERS = members(200);

    private Samples() {}

    static JsonObject object(String json) {
        return (JsonObject) Json.parse(json);
    }

    static JsonArray array(String json) {
        return (JsonArray) Json.parse(json);
    }

    static JsonValue value(String json) {
        return Json.parse(json);
    }

    static JsonElement gson(String json) {
        return JsonParser.parseString(json);
    }

    private static String members(int count) {
        List<JsonValue> members = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            members.add(JsonObject.builder()
                    .put("group_id", 9007199254740993L)
                    .put("user_id", 1000200000L + i)
                    .put("nickname", "网友 " + i)
                    .put("card", i % 3 == 0 ? "Card \"" + i + "\"" : "")
                    .put("sex", "unknown")
                    .put("age", 0)
                    .put("join_time", 1600000000L + i)
                    .put("last_sent_time", 1700000000L + i)
                    .put("level", "1")
                    .put("role", i == 0 ? "owner" : "member")
                    .put("unfriendly", false)
                    .put("title", "")
                    .put("card_changeable", true)
                    .build());
        }
        return Json.write(JsonArray.of(members));
    }
}
