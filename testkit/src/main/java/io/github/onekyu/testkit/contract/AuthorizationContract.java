package io.github.onekyu.testkit.contract;

import static io.github.onekyu.testkit.contract.Capability.AUTH;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who is let in. */
public interface AuthorizationContract extends ContractBasics {
    String TOKEN = "kSLuTF2GC2Q4q4ugm3";

    /** 200 stands for every status that lets in. */
    private void expect(String token, Map<String[], Integer> cases) {
        try (Scene scene = new Scene(fixture()).set("access_token", token).start()) {
            cases.forEach((knock, expected) -> {
                String query = knock[0];
                String[] headers = knock.length == 1 ? new String[0] : new String[] {"Authorization: " + knock[1]};
                int status = scene.fixture().knock(scene.account(), query, headers);
                assertThat(status < 300 ? 200 : status)
                        .as("query \"%s\", Authorization %s", query, knock.length == 1 ? "absent" : knock[1])
                        .isEqualTo(expected);
            });
        }
    }

    private static String[] header(String value) {
        return new String[] {"", value};
    }

    private static String[] query(String query) {
        return new String[] {query};
    }

    @Test
    @Needs(AUTH)
    @Tag("AUTH-01")
    default void withoutATokenEverybodyIsLetIn() {
        expect("", Map.of(query(""), 200, header("Bearer junk"), 200, query("?access_token=junk"), 200));
    }

    @Test
    @Needs(AUTH)
    @Tag("AUTH-02")
    @Tag("AUTH-09")
    default void missingIs401WrongIs403RightIsLetIn() {
        expect(TOKEN, Map.of(query(""), 401, header("Bearer wrong"), 403, header("Bearer " + TOKEN), 200));
    }

    @Test
    @Needs(AUTH)
    @Tag("AUTH-03")
    default void theSchemeMayBeSpelledInAnyCaseTheTokenMayNot() {
        expect(
                TOKEN,
                Map.of(
                        header("bearer " + TOKEN),
                        200,
                        header("Token " + TOKEN),
                        200,
                        header("token " + TOKEN),
                        200,
                        header("Bearer   " + TOKEN),
                        200,
                        header("Bearer " + TOKEN.toLowerCase(java.util.Locale.ROOT)),
                        403));
    }

    @Test
    @Needs(AUTH)
    @Tag("AUTH-04")
    default void aBareTokenWillDo() {
        expect(TOKEN, Map.of(header(TOKEN), 200, header("zzz"), 401));
    }

    @Test
    @Needs(AUTH)
    @Tag("AUTH-05")
    default void theQueryDoesNotCountBesideAHeader() {
        String right = "?access_token=" + TOKEN;
        expect(
                TOKEN,
                Map.of(
                        new String[] {right, "Basic eA=="},
                        401,
                        new String[] {right, "Bearer wrong"},
                        403,
                        new String[] {right, "Bearer"},
                        401));
    }

    @Test
    @Needs(AUTH)
    @Tag("AUTH-06")
    default void theQueryMayCarryTheToken() {
        expect(
                TOKEN,
                Map.of(
                        query("?access_token=" + TOKEN),
                        200,
                        query("?access_token=%6BSLuTF2GC2Q4q4ugm3"),
                        200,
                        query("?access_token="),
                        401,
                        query("?access_token=x"),
                        403,
                        query("?Access_Token=" + TOKEN),
                        401));
    }

    @Test
    @Needs({AUTH, Capability.ACTIONS})
    default void whoeverWasLetInIsServed() {
        try (Scene scene = new Scene(fixture()).set("access_token", TOKEN).start()) {
            assertThat(scene.bot("Authorization: Bearer " + TOKEN)
                            .call("get_login_info", "{}")
                            .retcode())
                    .isZero();
        }
    }
}
