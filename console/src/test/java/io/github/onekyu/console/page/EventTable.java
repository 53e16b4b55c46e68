package io.github.onekyu.console.page;

import java.util.List;

/** A record of the trace for each kind of event, with all fields of the event table, and for each kind of other record. */
final class EventTable {
    private static final String SENDER =
            "\"sender\":{\"user_id\":10001,\"nickname\":\"n\",\"card\":\"c\",\"sex\":\"male\",\"age\":1,\"area\":\"a\",\"level\":\"1\","
                    + "\"role\":\"member\",\"title\":\"t\",\"group_id\":20001}";
    private static final String SEGMENTS =
            "\"message\":[{\"type\":\"text\",\"data\":{\"text\":\"hello\"}},{\"type\":\"at\",\"data\":{\"qq\":\"10002\",\"name\":\"B\"}}],"
                    + "\"raw_message\":\"hello\",\"font\":0";

    /** Without {@code self_id} and {@code time}, which every event has. */
    static final List<String> EVENTS = List.of(
            message("\"message_type\":\"private\",\"sub_type\":\"friend\",\"target_id\":10000,\"temp_source\":0"),
            message(
                    "\"message_type\":\"group\",\"sub_type\":\"anonymous\",\"group_id\":20001,\"anonymous\":{\"id\":9,\"name\":\"n\","
                            + "\"flag\":\"f\"}"),
            message("\"message_type\":\"discuss\",\"discuss_id\":30001"),
            message("\"message_type\":\"private\",\"sub_type\":\"friend\"")
                    .replace("\"message\",", "\"message_sent\","),
            notice(
                    "group_upload",
                    "\"group_id\":20001,\"file\":{\"id\":\"/i\",\"name\":\"f\",\"size\":1,\"busid\":1,\"url\":\"u\"}"),
            notice("group_admin", "\"sub_type\":\"set\",\"group_id\":20001"),
            notice("group_decrease", "\"sub_type\":\"kick\",\"group_id\":20001,\"operator_id\":10002"),
            notice("group_increase", "\"sub_type\":\"approve\",\"group_id\":20001,\"operator_id\":10002"),
            notice("group_ban", "\"sub_type\":\"ban\",\"group_id\":20001,\"operator_id\":10002,\"duration\":60"),
            notice("friend_add", ""),
            notice("group_recall", "\"group_id\":20001,\"operator_id\":10002,\"message_id\":1"),
            notice("friend_recall", "\"message_id\":1"),
            notice("notify", "\"sub_type\":\"poke\",\"group_id\":20001,\"target_id\":10000,\"sender_id\":10001"),
            notice("notify", "\"sub_type\":\"lucky_king\",\"group_id\":20001,\"target_id\":10002"),
            notice("notify", "\"sub_type\":\"honor\",\"group_id\":20001,\"honor_type\":\"talkative\""),
            notice("notify", "\"sub_type\":\"title\",\"group_id\":20001,\"title\":\"t\""),
            notice("group_card", "\"group_id\":20001,\"card_new\":\"n\",\"card_old\":\"o\""),
            notice("offline_file", "\"file\":{\"name\":\"f\",\"size\":1,\"url\":\"u\"}"),
            notice(
                    "client_status",
                    "\"client\":{\"app_id\":1,\"device_name\":\"d\",\"device_kind\":\"k\"},\"online\":true"),
            notice(
                    "essence",
                    "\"sub_type\":\"add\",\"group_id\":20001,\"sender_id\":10001,\"operator_id\":10002,\"message_id\":1"),
            notice(
                    "group_msg_emoji_like",
                    "\"group_id\":20001,\"message_id\":1,\"likes\":[{\"emoji_id\":\"76\",\"count\":1}]"),
            event("request", "\"request_type\":\"friend\",\"user_id\":10777,\"comment\":\"c\",\"flag\":\"f\""),
            event(
                    "request",
                    "\"request_type\":\"group\",\"sub_type\":\"add\",\"group_id\":20001,\"user_id\":10777,\"comment\":\"c\","
                            + "\"flag\":\"f\",\"invitor_id\":10001"),
            event("meta_event", "\"meta_event_type\":\"lifecycle\",\"sub_type\":\"connect\""),
            event(
                    "meta_event",
                    "\"meta_event_type\":\"heartbeat\",\"interval\":1000,\"status\":{\"online\":true,\"good\":true,\"app\":\"a\"}"));

    /** What bots and endpoints do; the numbers are our own. */
    static final List<String> OTHERS = List.of(
            "{\"kind\":\"call\",\"endpoint\":\"ws\",\"peer\":\"127.0.0.1:1\",\"action\":\"send_msg\",\"params\":{\"message\":\"m\","
                    + "\"user_id\":10001,\"auto_escape\":true},\"response\":{\"status\":\"failed\",\"retcode\":100,\"data\":{\"message_id\":7,"
                    + "\"nickname\":\"n\"},\"wording\":\"w\"},\"ms\":1.5,\"answers\":1}",
            "{\"kind\":\"report\",\"endpoint\":\"post\",\"target\":\"http://h/\",\"event_id\":1,\"status\":500,\"ms\":1,\"message\":\"m\"}",
            "{\"kind\":\"connection\",\"endpoint\":\"ws\",\"connection\":1,\"peer\":\"127.0.0.1:1\",\"role\":\"universal\","
                    + "\"state\":\"closed\",\"message\":\"m\"}",
            "{\"kind\":\"problem\",\"endpoint\":\"ws\",\"code\":\"OKY-1402\",\"message\":\"m\"}");

    private EventTable() {}

    private static String message(String fields) {
        return event("message", fields + ",\"message_id\":5,\"user_id\":10001," + SEGMENTS + "," + SENDER);
    }

    private static String notice(String type, String fields) {
        return event(
                "notice",
                "\"notice_type\":\"" + type + "\",\"user_id\":10001" + (fields.isEmpty() ? "" : "," + fields));
    }

    private static String event(String type, String fields) {
        return "{\"kind\":\"event\",\"event_id\":1,\"event\":{\"post_type\":\"" + type + "\"," + fields + "}}";
    }
}
