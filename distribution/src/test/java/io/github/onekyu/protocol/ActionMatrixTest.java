package io.github.onekyu.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.action.ActionCatalog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The generic matrix of the action catalogue, a class per section of the rules. A row without a tag of its own stands
 * the matrix, but has alternatives between parameters that the matrix does not try.
 */
@Tag("ACT-10")
class ActionMatrixTest {
    @Nested
    @Tag("A-send_private_msg")
    @Tag("A-send_group_msg")
    @Tag("A-send_discuss_msg")
    @Tag("A-delete_msg")
    @Tag("A-send_like")
    class Messages {
        static final List<ActionRow> ROWS = List.of(
                ActionRow.of("send_private_msg user_id:int! message:message! group_id:int", "{\"message_id\":-5}"),
                ActionRow.of("send_group_msg group_id:int! message:message!", "{\"message_id\":-5}"),
                ActionRow.of("send_discuss_msg discuss_id:int! message:message!", "{\"message_id\":-5}"),
                ActionRow.of("delete_msg message_id:int!"),
                ActionRow.of("send_like user_id:int! times:int=1"));

        @Test
        void everyRowStandsTheMatrix() throws Exception {
            ActionMatrix.run(ROWS);
        }
    }

    @Nested
    @Tag("A-set_group_kick")
    @Tag("A-set_group_ban")
    @Tag("A-set_group_whole_ban")
    @Tag("A-set_group_admin")
    @Tag("A-set_group_anonymous")
    @Tag("A-set_group_card")
    @Tag("A-set_group_leave")
    @Tag("A-set_group_special_title")
    @Tag("A-set_discuss_leave")
    class Groups {
        static final List<ActionRow> ROWS = List.of(
                ActionRow.of("set_group_kick group_id:int! user_id:int! reject_add_request:bool=false"),
                ActionRow.of("set_group_ban group_id:int! user_id:int! duration:int=1800"),
                ActionRow.of("set_group_anonymous_ban group_id:int! flag:string! duration:int=1800"),
                ActionRow.of("set_group_whole_ban group_id:int! enable:bool=true"),
                ActionRow.of("set_group_admin group_id:int! user_id:int! enable:bool=true"),
                ActionRow.of("set_group_anonymous group_id:int! enable:bool=true"),
                ActionRow.of("set_group_card group_id:int! user_id:int! card:string=\"\""),
                ActionRow.of("set_group_leave group_id:int! is_dismiss:bool=false"),
                ActionRow.of(
                        "set_group_special_title group_id:int! user_id:int! special_title:string=\"\" duration:int=-1"),
                ActionRow.of("set_discuss_leave discuss_id:int!"));

        @Test
        void everyRowStandsTheMatrix() throws Exception {
            ActionMatrix.run(ROWS);
        }
    }

    @Nested
    @Tag("A-set_friend_add_request")
    @Tag("A-set_group_add_request")
    class Requests {
        static final List<ActionRow> ROWS = List.of(
                ActionRow.of("set_friend_add_request flag:string! approve:bool=true remark:string=\"\""),
                ActionRow.of(
                        "set_group_add_request flag:string! sub_type:invite! approve:bool=true reason:string=\"\""));

        @Test
        void everyRowStandsTheMatrix() throws Exception {
            ActionMatrix.run(ROWS);
        }
    }

    @Nested
    @Tag("A-get_login_info")
    @Tag("A-get_stranger_info")
    @Tag("A-get_friend_list")
    @Tag("A-get_group_list")
    @Tag("A-get_group_info")
    @Tag("A-get_group_member_info")
    @Tag("A-get_group_member_list")
    @Tag("A-get_cookies")
    @Tag("A-get_csrf_token")
    @Tag("A-get_credentials")
    @Tag("A-get_record")
    @Tag("A-get_image")
    @Tag("A-can_send_image")
    @Tag("A-can_send_record")
    class Information {
        static final List<ActionRow> ROWS = List.of(
                ActionRow.of("get_login_info", "{\"user_id\":5000000000,\"nickname\":\"s-nickname\"}"),
                ActionRow.of(
                        "get_stranger_info user_id:int! no_cache:bool=false",
                        "{\"user_id\":5000000000,\"nickname\":\"s-nickname\",\"sex\":\"s-sex\",\"age\":7}"),
                ActionRow.of(
                        "get_friend_list",
                        "[{\"user_id\":5000000000,\"nickname\":\"s-nickname\",\"remark\":\"s-remark\"}]"),
                ActionRow.of(
                        "get_group_list no_cache:bool=false",
                        "[{\"group_id\":5000000000,\"group_name\":\"s-group_name\",\"member_count\":7,\"max_member_count\":7}]"),
                ActionRow.of(
                        "get_group_info group_id:int! no_cache:bool=false",
                        "{\"group_id\":5000000000,\"group_name\":\"s-group_name\",\"member_count\":7,\"max_member_count\":7}"),
                ActionRow.of(
                        "get_group_member_info group_id:int! user_id:int! no_cache:bool=false",
                        "{\"group_id\":5000000000,\"user_id\":5000000000,\"nickname\":\"s-nickname\",\"card\":\"s-card\",\"sex\":\"s-sex\",\"age\":7,\"area\":\"s-area\",\"join_time\":7,\"last_sent_time\":7,\"level\":\"s-level\",\"role\":\"s-role\",\"unfriendly\":true,\"title\":\"s-title\",\"title_expire_time\":7,\"card_changeable\":true}"),
                ActionRow.of(
                        "get_group_member_list group_id:int! no_cache:bool=false",
                        "[{\"group_id\":5000000000,\"user_id\":5000000000,\"nickname\":\"s-nickname\",\"card\":\"s-card\",\"sex\":\"s-sex\",\"age\":7,\"area\":\"s-area\",\"join_time\":7,\"last_sent_time\":7,\"level\":\"s-level\",\"role\":\"s-role\",\"unfriendly\":true,\"title\":\"s-title\",\"title_expire_time\":7,\"card_changeable\":true}]"),
                ActionRow.of("get_cookies domain:string=\"\"", "{\"cookies\":\"s-cookies\"}"),
                ActionRow.of("get_csrf_token", "{\"token\":7}"),
                ActionRow.of("get_credentials domain:string=\"\"", "{\"cookies\":\"s-cookies\",\"csrf_token\":7}"),
                ActionRow.of(
                        "get_record file:string! out_format:string! full_path:bool=false", "{\"file\":\"s-file\"}"),
                ActionRow.of("get_image file:string!", "{\"file\":\"s-file\"}"),
                ActionRow.of("can_send_image", "{\"yes\":true}"),
                ActionRow.of("can_send_record", "{\"yes\":true}"));

        @Test
        void everyRowStandsTheMatrix() throws Exception {
            ActionMatrix.run(ROWS);
        }
    }

    @Nested
    @Tag("A-_get_friend_list")
    @Tag("A-_get_group_info")
    @Tag("A-_get_vip_info")
    @Tag("A-_get_group_notice")
    @Tag("A-_send_group_notice")
    class Experimental {
        static final List<ActionRow> ROWS = List.of(
                ActionRow.of(
                        "_get_friend_list flat:bool=false",
                        "[{\"friend_group_id\":1,\"friend_group_name\":\"g\",\"friends\":[{\"user_id\":2,\"nickname\":\"n\",\"remark\":\"r\"}]}]"),
                ActionRow.of(
                        "_get_group_info group_id:int!",
                        "{\"group_id\":1,\"group_name\":\"g\",\"create_time\":2,\"category\":3,\"member_count\":4,\"max_member_count\":5,\"introduction\":\"i\",\"admins\":[{\"user_id\":6,\"nickname\":\"n\",\"role\":\"owner\"}],\"admin_count\":1,\"max_admin_count\":2,\"owner_id\":6}"),
                ActionRow.of(
                        "_get_vip_info user_id:int!",
                        "{\"user_id\":1,\"nickname\":\"n\",\"level\":2,\"level_speed\":1.5,\"vip_level\":\"v\",\"vip_growth_speed\":null,\"vip_growth_total\":null}"),
                ActionRow.of(
                        "_get_group_notice group_id:int!",
                        "[{\"notice_id\":\"x\",\"sender_id\":1,\"publish_time\":2,\"message\":{\"text\":\"t\",\"images\":[]}}]"),
                ActionRow.of("_send_group_notice group_id:int! content:string! title:string=\"\" image:string=\"\""));

        @Test
        void everyRowStandsTheMatrix() throws Exception {
            ActionMatrix.run(ROWS);
        }
    }

    @Nested
    @Tag("A-get_msg")
    @Tag("A-get_forward_msg")
    @Tag("A-set_group_name")
    @Tag("A-get_group_honor_info")
    class OneBotV11 {
        static final List<ActionRow> ROWS = List.of(
                ActionRow.of(
                        "get_msg message_id:int!",
                        "{\"time\":1,\"message_type\":\"private\",\"message_id\":-5,\"real_id\":3,\"sender\":{\"user_id\":4},\"message\":\"hi\"}"),
                ActionRow.of("get_forward_msg id:string!", "{\"message\":[],\"messages\":[]}"),
                ActionRow.of("set_group_name group_id:int! group_name:string!"),
                ActionRow.of(
                        "get_group_honor_info group_id:int! type:all!",
                        "{\"group_id\":1,\"current_talkative\":{\"user_id\":2,\"nickname\":\"n\",\"avatar\":\"a\",\"day_count\":3},\"talkative_list\":[{\"user_id\":2,\"nickname\":\"n\",\"avatar\":\"a\",\"description\":\"d\"}]}"));

        @Test
        void everyRowStandsTheMatrix() throws Exception {
            ActionMatrix.run(ROWS);
        }
    }

    @Nested
    @Tag("A-send_group_forward_msg")
    @Tag("A-send_private_forward_msg")
    @Tag("A-get_group_msg_history")
    @Tag("A-get_friend_msg_history")
    @Tag("A-mark_msg_as_read")
    @Tag("A-upload_group_file")
    @Tag("A-upload_private_file")
    @Tag("A-get_group_root_files")
    @Tag("A-get_group_files_by_folder")
    @Tag("A-get_group_file_system_info")
    @Tag("A-create_group_file_folder")
    @Tag("A-delete_group_folder")
    @Tag("A-set_essence_msg")
    @Tag("A-delete_essence_msg")
    @Tag("A-get_essence_msg_list")
    @Tag("A-get_group_at_all_remain")
    @Tag("A-get_group_system_msg")
    @Tag("A-set_group_portrait")
    @Tag("A-_del_group_notice")
    @Tag("A-set_qq_profile")
    @Tag("A-delete_friend")
    @Tag("A-get_unidirectional_friend_list")
    @Tag("A-delete_unidirectional_friend")
    @Tag("A-get_online_clients")
    @Tag("A-ocr_image")
    @Tag("A-.get_word_slices")
    @Tag("A-check_url_safely")
    @Tag("A-_get_model_show")
    @Tag("A-_set_model_show")
    @Tag("A-send_group_sign")
    @Tag("A-friend_poke")
    @Tag("A-group_poke")
    @Tag("A-set_msg_emoji_like")
    @Tag("A-get_private_file_url")
    @Tag("A-download_file")
    @Tag("A-get_group_file_url")
    @Tag("A-delete_group_file")
    @Tag("A-get_file")
    @Tag("A-set_online_status")
    @Tag("A-set_qq_avatar")
    @Tag("A-fetch_custom_face")
    @Tag("A-get_friends_with_category")
    @Tag("A-set_friend_remark")
    @Tag("A-mark_private_msg_as_read")
    @Tag("A-mark_group_msg_as_read")
    @Tag("A-get_recent_contact")
    class Extensions {
        static final List<ActionRow> ROWS = List.of(
                ActionRow.of(
                        "send_group_forward_msg group_id:int! messages:array!",
                        "{\"message_id\":-5,\"forward_id\":\"s-forward_id\"}"),
                ActionRow.of(
                        "send_private_forward_msg user_id:int! messages:array!",
                        "{\"message_id\":-5,\"forward_id\":\"s-forward_id\"}"),
                ActionRow.of(
                        "get_group_msg_history group_id:int! message_seq:int count:int=20 reverseOrder:bool=false",
                        "{\"messages\":[]}"),
                ActionRow.of(
                        "get_friend_msg_history user_id:int! message_seq:int count:int=20 reverseOrder:bool=false",
                        "{\"messages\":[]}"),
                ActionRow.of("mark_msg_as_read message_id:int!"),
                ActionRow.of("upload_group_file group_id:int! file:string! name:string! folder:string=\"\""),
                ActionRow.of("upload_private_file user_id:int! file:string! name:string!"),
                ActionRow.of("download_file url:string! thread_count:int=1 headers:string", "{\"file\":\"s-file\"}"),
                ActionRow.of("get_group_file_url group_id:int! file_id:string! busid:int!", "{\"url\":\"s-url\"}"),
                ActionRow.of("get_group_root_files group_id:int!", "{\"files\":[],\"folders\":[]}"),
                ActionRow.of(
                        "get_group_files_by_folder group_id:int! folder_id:string!", "{\"files\":[],\"folders\":[]}"),
                ActionRow.of(
                        "get_group_file_system_info group_id:int!",
                        "{\"file_count\":7,\"limit_count\":7,\"used_space\":5000000000,\"total_space\":5000000000}"),
                ActionRow.of("create_group_file_folder group_id:int! name:string! parent_id:string=\"/\""),
                ActionRow.of("delete_group_folder group_id:int! folder_id:string!"),
                ActionRow.of("delete_group_file group_id:int! file_id:string! busid:int!"),
                ActionRow.of("set_essence_msg message_id:int!"),
                ActionRow.of("delete_essence_msg message_id:int!"),
                ActionRow.of(
                        "get_essence_msg_list group_id:int!",
                        "[{\"sender_id\":1,\"sender_nick\":\"a\",\"sender_time\":2,\"operator_id\":3,\"operator_nick\":\"b\",\"operator_time\":4,\"message_id\":-5}]"),
                ActionRow.of(
                        "get_group_at_all_remain group_id:int!",
                        "{\"can_at_all\":true,\"remain_at_all_count_for_group\":7,\"remain_at_all_count_for_uin\":7}"),
                ActionRow.of("get_group_system_msg", "{\"invited_requests\":[],\"join_requests\":[]}"),
                ActionRow.of("set_group_portrait group_id:int! file:string! cache:int=1"),
                ActionRow.of("_del_group_notice group_id:int! notice_id:string!"),
                ActionRow.of(
                        "set_qq_profile nickname:string company:string email:string college:string personal_note:string"),
                ActionRow.of("delete_friend user_id:int!"),
                ActionRow.of("get_unidirectional_friend_list", "[{\"user_id\":1,\"nickname\":\"n\",\"source\":\"s\"}]"),
                ActionRow.of("delete_unidirectional_friend user_id:int!"),
                ActionRow.of("get_online_clients no_cache:bool=false", "{\"clients\":[]}"),
                ActionRow.of("ocr_image image:string!", "{\"texts\":[],\"language\":\"s-language\"}"),
                ActionRow.of(".ocr_image image:string!", "{\"texts\":[],\"language\":\"s-language\"}"),
                ActionRow.of(".get_word_slices content:string!", "{\"slices\":[]}"),
                ActionRow.of("check_url_safely url:string!", "{\"level\":7}"),
                ActionRow.of("_get_model_show model:string!", "{\"variants\":[]}"),
                ActionRow.of("_set_model_show model:string! model_show:string!"),
                ActionRow.of("send_group_sign group_id:int!"),
                ActionRow.of("friend_poke user_id:int!"),
                ActionRow.of("group_poke group_id:int! user_id:int!"),
                ActionRow.of("send_poke user_id:int! group_id:int"),
                ActionRow.of("set_msg_emoji_like message_id:int! emoji_id:string! set:bool=true"),
                ActionRow.of(
                        "get_file file:string!",
                        "{\"file\":\"s-file\",\"url\":\"s-url\",\"file_size\":\"s-file_size\",\"file_name\":\"s-file_name\"}"),
                ActionRow.of("get_private_file_url user_id:int! file_id:string!", "{\"url\":\"s-url\"}"),
                ActionRow.of("set_online_status status:int! ext_status:int=0 battery_status:int=0"),
                ActionRow.of("set_qq_avatar file:string!"),
                ActionRow.of("fetch_custom_face count:int=48", "[\"http://127.0.0.1/face\"]"),
                ActionRow.of(
                        "get_friends_with_category",
                        "[{\"categoryId\":1,\"categorySortId\":1,\"categoryName\":\"c\",\"categoryMbCount\":1,\"onlineCount\":1,\"buddyList\":[{\"user_id\":5000000000,\"nickname\":\"n\",\"remark\":\"r\"}]}]"),
                ActionRow.of("set_friend_remark user_id:int! remark:string=\"\""),
                ActionRow.of("mark_private_msg_as_read user_id:int message_id:int"),
                ActionRow.of("mark_group_msg_as_read group_id:int message_id:int"),
                ActionRow.of(
                        "get_recent_contact count:int=10",
                        "[{\"peerUin\":\"1\",\"peerName\":\"p\",\"remark\":\"\",\"msgTime\":\"2\",\"chatType\":1,\"msgId\":\"3\",\"sendNickName\":\"s\",\"sendMemberName\":\"\"}]"));

        @Test
        void everyRowStandsTheMatrix() throws Exception {
            ActionMatrix.run(ROWS);
        }
    }

    @Test
    void everyActionOfAHostIsInExactlyOneSection() {
        List<String> names = new ArrayList<>();
        for (List<ActionRow> rows : List.of(
                Messages.ROWS,
                Groups.ROWS,
                Requests.ROWS,
                Information.ROWS,
                Experimental.ROWS,
                OneBotV11.ROWS,
                Extensions.ROWS)) {
            rows.forEach(row -> names.add(row.name()));
        }
        assertThat(names)
                .containsExactlyInAnyOrderElementsOf(ActionCatalog.standard().hostActions());
    }
}
