package io.github.onekyu.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenTest {
    private static final String RIGHT = "kSLuTF2GC2Q4q4ugm3";
    private static final AccessToken TOKEN = AccessToken.of(RIGHT);

    @Test
    @Tag("AUTH-01")
    void withoutATokenEverybodyMayCall() {
        for (AccessToken open : new AccessToken[] {AccessToken.OPEN, AccessToken.of("")}) {
            assertThat(open.isOpen()).isTrue();
            assertThat(open.check(Optional.of("Bearer junk"), () -> Optional.of("junk")))
                    .isEqualTo(Access.GRANTED);
            assertThat(open.check(Optional.empty(), Optional::empty)).isEqualTo(Access.GRANTED);
        }
        assertThat(TOKEN.isOpen()).isFalse();
    }

    @Test
    @Tag("AUTH-02")
    void missingIs401AndWrongIs403() {
        assertThat(TOKEN.check(Optional.empty(), Optional::empty)).isEqualTo(Access.MISSING);
        assertThat(header("Bearer wrong")).isEqualTo(Access.WRONG);
        assertThat(header("Bearer " + RIGHT)).isEqualTo(Access.GRANTED);
        assertThat(Access.MISSING.httpStatus()).isEqualTo(401);
        assertThat(Access.WRONG.httpStatus()).isEqualTo(403);
        assertThat(Access.GRANTED.httpStatus()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer T",
                "bearer T",
                "BEARER T",
                "Token T",
                "token T",
                "Bearer   T",
                "Bearer\tT",
                "Token \t T \t",
                " Bearer T"
            })
    @Tag("AUTH-03")
    void bothSchemesInAnyCaseAndAnyBlanks(String header) {
        assertThat(check("T", header)).isEqualTo(Access.GRANTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer t", "Token TT", "Bearer T T", "Bearer \"T\"", "Bearer T,", "Bearer Token T"})
    @Tag("AUTH-03")
    void theTokenIsComparedExactly(String header) {
        assertThat(check("T", header)).isEqualTo(Access.WRONG);
    }

    @Test
    @Tag("AUTH-03")
    void aTokenMayContainBlanksAndAnyCharacter() {
        assertThat(check("a b", "Bearer a b")).isEqualTo(Access.GRANTED);
        assertThat(check("密钥", "Bearer 密钥")).isEqualTo(Access.GRANTED);
        String asBytes = new String("密钥".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(check("密钥", "Bearer " + asBytes)).isEqualTo(Access.GRANTED);
        assertThat(check("密钥", "Bearer ??")).isEqualTo(Access.WRONG);
        assertThat(check("??", "Bearer 密钥")).isEqualTo(Access.WRONG);
    }

    @Test
    @Tag("AUTH-04")
    void aValueWithoutBlanksIsABareToken() {
        assertThat(header(RIGHT)).isEqualTo(Access.GRANTED);
        assertThat(header("zzz")).isEqualTo(Access.MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic eA==", "Bearer", "Bearer ", "Token\t", "", " ", "Digest x=y", "BearerX " + RIGHT})
    @Tag("AUTH-05")
    void aHeaderThatSaysNothingStillShutsTheQueryOut(String header) {
        assertThat(TOKEN.check(Optional.of(header), () -> Optional.of(RIGHT))).isEqualTo(Access.MISSING);
    }

    @Test
    @Tag("AUTH-05")
    void aWrongHeaderIsWrongWhateverTheQuerySays() {
        assertThat(TOKEN.check(Optional.of("Bearer wrong"), () -> Optional.of(RIGHT)))
                .isEqualTo(Access.WRONG);
        assertThat(TOKEN.check(Optional.of("Bearer " + RIGHT), () -> {
                    throw new AssertionError("the query must not be consulted");
                }))
                .isEqualTo(Access.GRANTED);
    }

    @Test
    @Tag("AUTH-06")
    void withoutTheHeaderTheQueryCounts() {
        assertThat(query(RIGHT)).isEqualTo(Access.GRANTED);
        assertThat(query("")).isEqualTo(Access.MISSING);
        assertThat(query("x")).isEqualTo(Access.WRONG);
        assertThat(query(" " + RIGHT)).isEqualTo(Access.WRONG);
        assertThat(query("Bearer " + RIGHT)).isEqualTo(Access.WRONG);
    }

    @Test
    @Tag("NET-08")
    void theTokenIsNotShown() {
        assertThat(TOKEN).hasToString("AccessToken[set]");
        assertThat(AccessToken.OPEN).hasToString("AccessToken[none]");
    }

    private static Access header(String value) {
        return check(RIGHT, value);
    }

    private static Access check(String token, String header) {
        return AccessToken.of(token).check(Optional.of(header), Optional::empty);
    }

    private static Access query(String value) {
        return TOKEN.check(Optional.empty(), () -> Optional.of(value));
    }
}
