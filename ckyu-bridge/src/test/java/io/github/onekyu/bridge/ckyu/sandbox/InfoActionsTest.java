package io.github.onekyu.bridge.ckyu.sandbox;

import static io.github.onekyu.bridge.ckyu.sandbox.SandboxHost.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.action.ActionCatalog;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfoActionsTest {
    @TempDir
    Path home;

    SandboxHost host;

    @BeforeEach
    void open() {
        host = new SandboxHost(home);
    }

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void everyActionOfFirstOrSecondPriorityOfTheOldProtocolIsOffered() {
        Set<String> offered = host.backend.actions();
        assertThat(ActionCatalog.standard().all())
                .filteredOn(spec ->
                        spec.level().equals("v4") && Set.of("P0", "P1").contains(spec.priority()) && !spec.ownAction())
                .hasSizeGreaterThan(20)
                .allMatch(spec -> offered.contains(spec.name()) && !host.backend.mayBlock(spec.name()));
    }

    @Test
    @Tag("A-get_login_info")
    void theAccountIsTheSandboxBot() {
        assertThat(host.call("get_login_info", "{}")).isEqualTo(json("{'user_id':10000,'nickname':'Sandbox Bot'}"));
    }

    @Test
    @Tag("A-get_login_info")
    void anotherSelfIdIsAnotherWorld(@TempDir Path elsewhere) {
        try (SandboxHost other = new SandboxHost(elsewhere, "{'self_id':424242}")) {
            assertThat(other.call("get_login_info", "{}"))
                    .isEqualTo(json("{'user_id':424242,'nickname':'Sandbox Bot'}"));
            assertThat(other.call("get_group_member_info", "{'group_id':20001,'user_id':424242}"))
                    .isInstanceOf(JsonObject.class);
        }
    }

    @Test
    @Tag("A-get_stranger_info")
    void anybodyInTheWorldIsKnownAndNobodyElse() {
        assertThat(host.call("get_stranger_info", "{'user_id':10003}"))
                .isEqualTo(json("{'user_id':10003,'nickname':'Carol','sex':'female','age':34}"));
        assertThat(host.refusal("get_stranger_info", "{'user_id':55}")).isEqualTo(102);
    }

    @Test
    @Tag("A-get_friend_list")
    void friendsAreAliceAndBob() {
        assertThat(host.call("get_friend_list", "{}"))
                .isEqualTo(JsonArray.of(
                        json("{'user_id':10001,'nickname':'Alice','remark':''}"),
                        json("{'user_id':10002,'nickname':'Bob','remark':''}")));
    }

    @Test
    @Tag("A-get_group_list")
    @Tag("A-get_group_info")
    void groupsAreTheTwoOfTheSeed() {
        JsonObject test = json("{'group_id':20001,'group_name':'Test group','member_count':4,'max_member_count':200}");
        JsonObject quiet =
                json("{'group_id':20002,'group_name':'Quiet group','member_count':3,'max_member_count':200}");
        assertThat(host.call("get_group_list", "{}")).isEqualTo(JsonArray.of(test, quiet));
        assertThat(host.call("get_group_info", "{'group_id':20001}")).isEqualTo(test);
    }

    @Test
    @Tag("A-get_group_member_info")
    void aMemberHasAllFields() {
        assertThat(host.call("get_group_member_info", "{'group_id':20001,'user_id':10001}"))
                .isEqualTo(json("{'group_id':20001,'user_id':10001,'nickname':'Alice','card':'','sex':'female',"
                        + "'age':21,'area':'','join_time':1800000000,'last_sent_time':0,'level':'1','role':'member',"
                        + "'unfriendly':false,'title':'','title_expire_time':0,'card_changeable':true}"));
        assertThat(host.refusal("get_group_member_info", "{'group_id':20001,'user_id':10004}"))
                .isEqualTo(102);
        assertThat(host.refusal("get_group_member_info", "{'group_id':1,'user_id':10001}"))
                .isEqualTo(102);
    }

    @Test
    @Tag("A-get_group_member_info")
    void speakingSetsTheLastSentTime() {
        host.say("{'type':'group','group_id':20001,'user_id':10001,'message':'x'}");
        assertThat(host.data("get_group_member_info", "{'group_id':20001,'user_id':10001}")
                        .integer("last_sent_time", 0))
                .isEqualTo(1_800_000_000);
    }

    @Test
    @Tag("A-get_group_member_list")
    void theRolesOfTheSeedAreTheOnesPromised() {
        JsonArray members = (JsonArray) host.call("get_group_member_list", "{'group_id':20001}");
        assertThat(members.stream()
                        .map(JsonObject.class::cast)
                        .map(member -> member.integer("user_id", 0) + " " + member.string("role", "")))
                .containsExactly("10000 admin", "10001 member", "10002 member", "10003 owner");
        assertThat(((JsonObject) host.call("get_group_member_info", "{'group_id':20002,'user_id':10000}"))
                        .string("role", ""))
                .isEqualTo("member");
    }

    @Test
    @Tag("A-can_send_image")
    @Tag("A-can_send_record")
    void imagesAndRecordsCanBeSent() {
        assertThat(host.call("can_send_image", "{}")).isEqualTo(json("{'yes':true}"));
        assertThat(host.call("can_send_record", "{}")).isEqualTo(json("{'yes':true}"));
    }

    @Test
    @Tag("A-get_image")
    void anImageIsFoundInTheDataDirectory() throws IOException {
        Path images = Files.createDirectories(home.resolve("data").resolve("image"));
        Path image = Files.writeString(images.resolve("a.png"), "12345");
        JsonObject data = host.data("get_image", "{'file':'a.png'}");
        assertThat(data.string("file")).contains(image.toString());
        assertThat(data.integer("size", 0)).isEqualTo(5);
        assertThat(data.string("filename")).contains("a.png");
        assertThat(data.string("url")).contains(image.toUri().toString());
        assertThat(host.refusal("get_image", "{'file':'b.png'}")).isEqualTo(102);
    }

    @Test
    @Tag("A-get_image")
    @Tag("A-get_record")
    void aNameThatLeavesTheDirectoryIsNotFound() throws IOException {
        Files.createDirectories(home.resolve("data").resolve("image"));
        Files.writeString(home.resolve("data").resolve("secret"), "x");
        for (String name : new String[] {"../secret", "/etc/passwd", "..", ".", "..\\\\secret"}) {
            assertThat(host.refusal("get_image", "{'file':'" + name + "'}")).isEqualTo(102);
            assertThat(host.refusal("get_record", "{'file':'" + name + "','out_format':'mp3'}"))
                    .isEqualTo(102);
        }
    }

    @Test
    @Tag("A-get_record")
    void aRecordIsGivenInTheFormatAskedForWhereThereIsOne() throws IOException {
        Path records = Files.createDirectories(home.resolve("data").resolve("record"));
        Files.writeString(records.resolve("a.amr"), "x");
        assertThat(host.data("get_record", "{'file':'a.amr','out_format':'mp3'}")
                        .string("file"))
                .contains("a.amr");
        Path mp3 = Files.writeString(records.resolve("a.mp3"), "xyz");
        assertThat(host.call("get_record", "{'file':'a.amr','out_format':'mp3'}"))
                .isEqualTo(json("{'file':'a.mp3','size':3,'filename':'a.mp3','url':'" + mp3.toUri() + "'}"));
        assertThat(host.data("get_record", "{'file':'a.amr','out_format':'mp3','full_path':true}")
                        .string("file"))
                .contains(mp3.toString());
        assertThat(host.refusal("get_record", "{'file':'b.amr','out_format':'mp3'}"))
                .isEqualTo(102);
    }
}
