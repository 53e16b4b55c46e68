package io.github.onekyu.console.page;

/** The world of the stand-in console: an account, one friend and one group. */
final class PageFixtures {
    static final String WORLD = """
            {"accounts":[{"self_id":10000,"nickname":"Sandbox Bot","online":true,"status":10,"ext_status":0,"battery_status":0}],
            "friends":[{"user_id":10001,"nickname":"Alice","remark":""}],"unidirectional_friends":[],
            "groups":[{"group_id":20001,"group_name":"Test group","member_count":3,"max_member_count":200,"whole_ban":false,
            "anonymous":true,"members":[{"group_id":20001,"user_id":10000,"nickname":"Sandbox Bot","card":"","role":"admin","title":""},
            {"group_id":20001,"user_id":10001,"nickname":"Alice","card":"","role":"member","title":""},
            {"group_id":20001,"user_id":10002,"nickname":"Bob","card":"","role":"member","title":""}]}],
            "other_groups":[],"discusses":[],"users":[{"user_id":10000,"nickname":"Sandbox Bot"},{"user_id":10001,"nickname":"Alice"},
            {"user_id":10002,"nickname":"Bob"}],"bans":[],"requests":[],"files":[],"portraits":[]}""";

    static final String ENDPOINTS = """
            {"endpoints":[{"self_id":10000,"name":"ws","transport":"ws","state":"listening","since":1,"address":"127.0.0.1:6700",
            "target":null,"problem":null,"queued":0,"queued_bytes":0,"sent":3,"received":2,"dropped":0,
            "connections":[{"id":17,"peer":"127.0.0.1:40112","role":"universal","since":1,"queued":0,"queued_bytes":0,"behind_ms":0,
            "sent":12,"received":3,"dropped":0}]},{"self_id":10000,"name":"ws_reverse.koishi","transport":"ws_reverse",
            "state":"connecting","since":1,"address":null,"target":"ws://127.0.0.1:5140/onebot","problem":{"code":"OKY-1402",
            "message":"the connection is refused","time":1,"count":3},"queued":0,"queued_bytes":0,"sent":0,"received":0,"dropped":0,
            "connections":[]}]}""";

    static final String ACTIONS = """
            {"actions":[{"name":"get_login_info","params":[]},{"name":"send_private_msg","params":[
            {"name":"user_id","type":"id","required":true},{"name":"message","type":"message","required":true},
            {"name":"auto_escape","type":"bool","required":false,"default":false}]}]}""";

    private PageFixtures() {}

    static String accounts(boolean real) {
        return "{\"version\":\"0.1.0\",\"java\":\"17\",\"started\":1,\"mode\":\"" + (real ? "real" : "sandbox")
                + "\",\"accounts\":[{\"self_id\":10000,\"backend\":\"" + (real ? "onebot" : "sandbox") + "\",\"real\":"
                + real
                + ",\"ready\":true,\"status\":{}}]}";
    }
}
