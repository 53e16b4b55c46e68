package io.github.onekyu.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.testkit.OneBotFixture;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who may call (communication.md §2). */
class AuthorizationTest {
    private static OneBotFixture account;

    @BeforeAll
    static void start() {
        account = Http.guarded().start();
    }

    @AfterAll
    static void stop() {
        account.close();
    }

    private static int status(String query, String... authorization) {
        return Http.get(account, "/get_status" + query, authorization).status();
    }

    @Test
    @Tag("AUTH-01")
    void withoutATokenEverybodyMayCall() {
        try (OneBotFixture open = Http.account().set("access_token", "").start()) {
            assertThat(Http.get(open, "/get_status").status()).isEqualTo(200);
            assertThat(Http.get(open, "/get_status", "Authorization: Bearer junk")
                            .status())
                    .isEqualTo(200);
            assertThat(Http.get(open, "/get_status", "Authorization: a", "Authorization: b")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    @Tag("AUTH-02")
    void missingIs401WrongIs403() {
        assertThat(status("")).isEqualTo(401);
        assertThat(status("", "Authorization: Bearer wrong")).isEqualTo(403);
        assertThat(status("", Http.BEARER)).isEqualTo(200);
    }

    @Test
    @Tag("AUTH-03")
    void bearerAndTokenInAnyCase() {
        for (String scheme :
                new String[] {"Bearer ", "bearer ", "Token ", "token ", "TOKEN ", "Bearer   ", "Bearer \t"}) {
            assertThat(status("", "Authorization: " + scheme + Http.TOKEN))
                    .as(scheme)
                    .isEqualTo(200);
        }
        assertThat(status("", "Authorization: Bearer " + Http.TOKEN.toUpperCase(Locale.ROOT)))
                .isEqualTo(403);
    }

    @Test
    @Tag("AUTH-04")
    void aBareToken() {
        assertThat(status("", "Authorization: " + Http.TOKEN)).isEqualTo(200);
        assertThat(status("", "Authorization: zzz")).isEqualTo(401);
    }

    @Test
    @Tag("AUTH-05")
    void besideAHeaderTheQueryDoesNotCount() {
        String right = "?access_token=" + Http.TOKEN;
        assertThat(status(right, "Authorization: Basic eA==")).isEqualTo(401);
        assertThat(status(right, "Authorization: Bearer wrong")).isEqualTo(403);
        assertThat(status(right, "Authorization: Bearer")).isEqualTo(401);
        assertThat(status(right, "Authorization:")).isEqualTo(401);
        assertThat(status("?access_token=x", Http.BEARER)).isEqualTo(200);
    }

    @Test
    @Tag("AUTH-05")
    void severalHeadersAreNoCredentials() {
        assertThat(status("", Http.BEARER, "Authorization: Bearer wrong")).isEqualTo(401);
        assertThat(status("?access_token=" + Http.TOKEN, "Authorization: Bearer wrong", Http.BEARER))
                .isEqualTo(401);
    }

    @Test
    @Tag("AUTH-06")
    void theQueryWithoutAHeader() {
        assertThat(status("?access_token=" + Http.TOKEN)).isEqualTo(200);
        assertThat(status("?a=b&access%5Ftoken=%6B" + Http.TOKEN.substring(1))).isEqualTo(200);
        assertThat(status("?access_token=")).isEqualTo(401);
        assertThat(status("?access_token")).isEqualTo(401);
        assertThat(status("?access_token=x")).isEqualTo(403);
        assertThat(status("?Access_Token=" + Http.TOKEN)).isEqualTo(401);
        assertThat(status("?access_token=x&access_token=" + Http.TOKEN)).isEqualTo(403);
    }

    @Test
    @Tag("AUTH-07")
    void aBodyCarriesNoToken() {
        assertThat(Http.post(account, "/get_status", Http.FORM, "access_token=" + Http.TOKEN)
                        .status())
                .isEqualTo(401);
        assertThat(Http.post(account, "/get_status", Http.JSON, "{\"access_token\":\"" + Http.TOKEN + "\"}")
                        .status())
                .isEqualTo(401);
    }

    @Test
    @Tag("AUTH-08")
    void pathsAndMethodsComeFirstActionsLater() {
        assertThat(Http.get(account, "/no_such_action").status()).isEqualTo(401);
        assertThat(Http.get(account, "/").status()).isEqualTo(404);
        assertThat(Http.request(account, "PUT", "/get_status").status()).isEqualTo(405);
    }

    @Test
    @Tag("CFG-13")
    void aNumberIsATokenToo() {
        try (OneBotFixture numeric = Http.account()
                .set("access_token", new io.github.onekyu.core.json.JsonNumber("123456"))
                .start()) {
            assertThat(Http.get(numeric, "/get_status").status()).isEqualTo(401);
            assertThat(Http.get(numeric, "/get_status", "Authorization: Bearer 123456")
                            .status())
                    .isEqualTo(200);
        }
    }
}
