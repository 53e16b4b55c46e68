package io.github.onekyu.testkit;

import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** What a host says if a test does not care: the right shape, little content (actions.md §6 to §8). */
final class HostAnswers {
    private static final String NAMES = """
            send_private_msg send_group_msg send_discuss_msg send_msg delete_msg send_like
            set_group_kick set_group_ban set_group_anonymous_ban set_group_whole_ban set_group_admin
            set_group_anonymous set_group_card set_group_leave set_group_special_title set_discuss_leave
            set_friend_add_request set_group_add_request
            get_login_info get_stranger_info get_friend_list get_group_list get_group_info get_group_member_info
            get_group_member_list get_cookies get_csrf_token get_credentials get_record get_image
            can_send_image can_send_record
            clean_cache .check_update
            _get_friend_list _get_group_info _get_vip_info _get_group_notice _send_group_notice _set_restart
            get_msg get_forward_msg set_group_name get_group_honor_info
            send_group_forward_msg send_private_forward_msg send_forward_msg get_group_msg_history
            get_friend_msg_history mark_msg_as_read upload_group_file upload_private_file download_file
            get_group_file_url get_group_root_files get_group_files_by_folder get_group_file_system_info
            create_group_file_folder delete_group_folder delete_group_file set_essence_msg delete_essence_msg
            get_essence_msg_list get_group_at_all_remain get_group_system_msg set_group_portrait _del_group_notice
            set_qq_profile delete_friend get_unidirectional_friend_list delete_unidirectional_friend
            get_online_clients ocr_image .ocr_image .get_word_slices check_url_safely _get_model_show
            _set_model_show send_group_sign friend_poke group_poke send_poke set_msg_emoji_like get_file
            get_private_file_url set_online_status set_qq_avatar fetch_custom_face get_friends_with_category
            set_friend_remark mark_private_msg_as_read mark_group_msg_as_read get_recent_contact
            """;

    static final Set<String> ALL = Set.of(NAMES.strip().split("\\s+"));

    private final long selfId;
    private final AtomicInteger messageIds = new AtomicInteger();

    HostAnswers(long selfId) {
        this.selfId = selfId;
    }

    JsonValue to(String action, JsonObject params) {
        if (action.startsWith("send_") && action.endsWith("_msg")) {
            return JsonObject.builder()
                    .put("message_id", messageIds.incrementAndGet())
                    .build();
        }
        if (action.endsWith("_list") || action.equals("_get_group_notice")) {
            return JsonArray.EMPTY;
        }
        long user = params.integer("user_id", Events.USER);
        long group = params.integer("group_id", Events.GROUP);
        return switch (action) {
            case "get_login_info" ->
                JsonObject.builder()
                        .put("user_id", selfId)
                        .put("nickname", "bot")
                        .build();
            case "get_stranger_info" -> person(user).build();
            case "get_group_info" ->
                JsonObject.builder()
                        .put("group_id", group)
                        .put("group_name", "Group")
                        .put("member_count", 3)
                        .put("max_member_count", 200)
                        .build();
            case "get_group_member_info" ->
                person(user)
                        .put("group_id", group)
                        .put("card", "")
                        .put("area", "")
                        .put("join_time", 0)
                        .put("last_sent_time", 0)
                        .put("level", "1")
                        .put("role", "member")
                        .put("unfriendly", false)
                        .put("title", "")
                        .put("title_expire_time", 0)
                        .put("card_changeable", false)
                        .build();
            case "can_send_image", "can_send_record" ->
                JsonObject.builder().put("yes", true).build();
            default -> JsonNull.NULL;
        };
    }

    private static JsonObject.Builder person(long user) {
        return JsonObject.builder()
                .put("user_id", user)
                .put("nickname", "Alice")
                .put("sex", "unknown")
                .put("age", 0);
    }
}
