package io.github.onekyu.core.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackwardCompatibilityTest {
    @Test
    @Tag("BC-01")
    void anonymousBecomesANameAndAFlag() {
        assertV3(
                "{'post_type':'message','message_type':'group','anonymous':{'id':5,'name':'大力鬼王','flag':'f|1'},'font':0}",
                "{'post_type':'message','message_type':'group','anonymous':'大力鬼王','font':0,'anonymous_flag':'f|1'}");
    }

    @Test
    @Tag("BC-01")
    void nobodyAnonymousIsAnEmptyName() {
        String expected = "{'post_type':'message','message_type':'group','anonymous':'','anonymous_flag':''}";
        assertV3("{'post_type':'message','message_type':'group','anonymous':null}", expected);
        assertV3("{'post_type':'message','message_type':'group'}", expected);
    }

    @Test
    @Tag("BC-02")
    void aNoticeIsAnEvent() {
        assertV3(
                "{'time':1,'post_type':'notice','notice_type':'group_ban','sub_type':'ban','comment':'c'}",
                "{'time':1,'post_type':'event','event':'group_ban','sub_type':'ban','comment':'c'}");
    }

    @Test
    @Tag("BC-03")
    void aRequestsCommentIsItsMessage() {
        assertV3(
                "{'post_type':'request','request_type':'group','comment':'please','flag':'f'}",
                "{'post_type':'request','request_type':'group','message':'please','flag':'f'}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'post_type':'meta_event','meta_event_type':'heartbeat','comment':'x','notice_type':'y'}",
                "{'post_type':'message','message_type':'private','message':'m'}",
                "{'post_type':'message','message_type':'discuss','message':'m'}",
                "{'post_type':'unheard_of','comment':1}",
                "{}"
            })
    @Tag("BC-04")
    void everythingElseStaysAsItIs(String event) {
        assertV3(event, event);
    }

    private static void assertV3(String event, String expected) {
        JsonObject given = (JsonObject) Json.parse(event.replace('\'', '"'));
        String before = given.toString();
        assertThat(BackwardCompatibility.toV3(given)).hasToString(expected.replace('\'', '"'));
        assertThat(given).hasToString(before);
    }
}
