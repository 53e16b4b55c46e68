package io.github.onekyu.transport.http;

import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawHttp;
import java.time.Duration;

/** What the tests here share. */
final class Http {
    static final String TOKEN = "kSLuTF2GC2Q4q4ugm3";
    static final String BEARER = "Authorization: Bearer " + TOKEN;
    static final String JSON = "application/json";
    static final String FORM = "application/x-www-form-urlencoded";
    static final String OK_MESSAGE_1 = "{\"status\":\"ok\",\"retcode\":0,\"data\":{\"message_id\":1}}";

    private Http() {}

    /** An account with this transport alone. */
    static OneBotFixture.Setup account() {
        return OneBotFixture.with(new HttpTransportProvider());
    }

    /** The same, guarded by {@link #TOKEN}. */
    static OneBotFixture.Setup guarded() {
        return account().set("access_token", TOKEN);
    }

    /** The same, with little patience for slow peers. */
    static OneBotFixture.Setup impatient(Duration limit) {
        return OneBotFixture.with(new HttpTransportProvider(new TimeLimits(limit, limit, limit, limit)));
    }

    static RawHttp connect(OneBotFixture account) {
        return RawHttp.connect(account.port("http"));
    }

    static RawHttp.Response get(OneBotFixture account, String target, String... headers) {
        return RawHttp.fetch(account.port("http"), "GET", target, headers);
    }

    static RawHttp.Response request(OneBotFixture account, String method, String target, String... headers) {
        return RawHttp.fetch(account.port("http"), method, target, headers);
    }

    static RawHttp.Response post(OneBotFixture account, String target, String type, String body, String... headers) {
        try (RawHttp http = connect(account)) {
            return http.post(target, type, body, headers);
        }
    }
}
