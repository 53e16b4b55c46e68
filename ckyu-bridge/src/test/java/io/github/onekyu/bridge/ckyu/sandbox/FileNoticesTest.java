package io.github.onekyu.bridge.ckyu.sandbox;

import static io.github.onekyu.bridge.ckyu.sandbox.SandboxHost.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.control.ControlException;
import io.github.onekyu.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Users upload and send files. */
class FileNoticesTest {
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

    private void restart() {
        host.close();
        host = new SandboxHost(home);
    }

    private static byte[] bytesAt(String url) throws IOException {
        return Files.readAllBytes(Path.of(URI.create(url)));
    }

    @Test
    @Tag("E-group_upload")
    @Tag("A-get_group_file_url")
    @Tag("A-get_group_root_files")
    void aUsersUploadIsReadByTheIdOfItsEvent() throws IOException {
        assertThat(host.notice("{'notice_type':'group_upload','group_id':20001,'user_id':10001,"
                                + "'file':{'name':'a.txt','content':'aGVsbG8='}}")
                        .has("event_id"))
                .isTrue();
        JsonObject file = host.onlyEvent().object("file").orElseThrow();
        assertThat(file.without("id", "url")).isEqualTo(json("{'name':'a.txt','size':5,'busid':102}"));
        restart();
        String id = file.string("id", "");
        JsonObject url = host.data(
                "get_group_file_url",
                "{'group_id':20001,'file_id':'" + id + "','busid':" + file.integer("busid", 0) + "}");
        assertThat(url.string("url")).isEqualTo(file.string("url"));
        assertThat(bytesAt(url.string("url", ""))).asString().isEqualTo("hello");
        JsonObject listed = (JsonObject) host.data("get_group_root_files", "{'group_id':20001}")
                .array("files")
                .orElseThrow()
                .get(0);
        assertThat(listed.string("uploader_name")).contains("Alice");
    }

    @Test
    @Tag("E-group_upload")
    void aFileWithoutContentHasZeros() throws IOException {
        host.notice("{'notice_type':'group_upload','group_id':20001,'user_id':10001,"
                + "'file':{'id':'/f1','name':'a.txt','size':3,'busid':104,'content':'aA=='}}");
        String url = host.data("get_group_file_url", "{'group_id':20001,'file_id':'/f1','busid':104}")
                .string("url", "");
        assertThat(bytesAt(url)).isEqualTo(new byte[] {'h', 0, 0});
    }

    @Test
    @Tag("E-offline_file")
    @Tag("A-get_private_file_url")
    void aSentFileIsReadAtTheUrlOfItsEvent() throws IOException {
        host.notice("{'notice_type':'offline_file','user_id':10001,'file':{'name':'a.txt','content':'aGVsbG8='}}");
        JsonObject event = host.onlyEvent();
        JsonObject file = event.object("file").orElseThrow();
        assertThat(event.with("file", file.without("url")))
                .isEqualTo(json("{'time':1800000000,'self_id':10000,'post_type':'notice',"
                        + "'notice_type':'offline_file','user_id':10001,'file':{'name':'a.txt','size':5}}"));
        restart();
        assertThat(bytesAt(file.string("url", ""))).asString().isEqualTo("hello");
        assertThat(host.data("get_private_file_url", "{'user_id':10001,'file_id':'a.txt'}")
                        .string("url"))
                .isEqualTo(file.string("url"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'notice_type':'group_upload','group_id':20001,'user_id':10001}                          | INVALID   | file is missing
            {'notice_type':'group_upload','group_id':20001,'user_id':10001,'file':{}}                | INVALID   | name is missing
            {'notice_type':'group_upload','group_id':20001,'user_id':10001,'file':{'name':'a/b'}}    | INVALID   | slash
            {'notice_type':'group_upload','group_id':20001,'user_id':10001,'file':{'name':'a','size':-1}} | INVALID | size is -1
            {'notice_type':'group_upload','group_id':20001,'user_id':10001,'file':{'name':'a','size':1,'content':'aGVs'}} | INVALID | size is 1; expected an integer from 3
            {'notice_type':'group_upload','group_id':20001,'user_id':10001,'file':{'name':'a','content':'a*=='}} | INVALID | expected base64
            {'notice_type':'group_upload','group_id':20001,'user_id':10001,'file':{'name':'a','sice':1}} | INVALID | no field "sice"
            {'notice_type':'group_upload','group_id':20001,'user_id':777,'file':{'name':'a'}}        | NOT_FOUND | user 777
            {'notice_type':'group_upload','group_id':9,'user_id':777,'file':{'name':'a'}}            | NOT_FOUND | group 9
            {'notice_type':'group_upload','group_id':20002,'user_id':10001,'file':{'name':'a'}}      | CONFLICT  | banned
            {'notice_type':'group_upload','group_id':20001,'user_id':10001,'file':{'name':'a','id':'/f1'}} | CONFLICT | "/f1" already
            {'notice_type':'group_upload','group_id':20001,'user_id':10001,'file':{'name':'a','size':10737418240}} | CONFLICT | bytes left
            {'notice_type':'offline_file','user_id':777,'file':{'name':'a'}}                         | NOT_FOUND | user 777
            {'notice_type':'offline_file','user_id':10001,'file':{'name':'a','busid':1}}             | INVALID   | no field "busid"
            """)
    void whatCannotHappenIsRefusedInWords(String body, ControlException.Kind kind, String words) throws IOException {
        host.notice("{'notice_type':'group_upload','group_id':20001,'user_id':10001,"
                + "'file':{'id':'/f1','name':'a','size':1}}");
        host.call("upload_private_file", "{'user_id':10001,'file':'base64://AA==','name':'p'}");
        SandboxHost.await(host.control().putMember(20002, 10001, json("{'ban_duration':60}")));
        host.newEvents();
        ControlException refusal = host.refused(host.control().notice(json(body)));
        assertThat(refusal.kind()).isEqualTo(kind);
        assertThat(refusal).hasMessageContaining(words);
        assertThat(host.events).isEmpty();
        assertThat(host.control().world().array("files").orElseThrow()).hasSize(2);
        try (var kept = Files.list(home.resolve("data/sandbox/files/10000"))) {
            assertThat(kept).hasSize(2);
        }
    }
}
