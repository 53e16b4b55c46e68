package io.github.onekyu.bridge.ckyu.sandbox;

import static io.github.onekyu.bridge.ckyu.sandbox.SandboxHost.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which addresses media get; that the HTTP server serves them is the concern of its own tests. */
class MediaAddressesTest {
    @TempDir
    Path home;

    private String url(String settings, String name) throws IOException {
        Files.writeString(Files.createDirectories(home.resolve("data/image")).resolve(name), "x");
        try (SandboxHost host = new SandboxHost(home, settings)) {
            return host.data("get_image", "{'file':'" + name + "'}").string("url", "");
        }
    }

    private String fileUrl(String name) {
        return home.resolve("data/image").resolve(name).toUri().toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'serve_data_files':true}                                      | http://127.0.0.1:5700/data/image/a.png
            {'serve_data_files':true,'host':'127.0.0.1','port':81}         | http://127.0.0.1:81/data/image/a.png
            {'serve_data_files':true,'host':'192.168.1.2'}                 | http://192.168.1.2:5700/data/image/a.png
            {'serve_data_files':true,'host':'::'}                          | http://[::1]:5700/data/image/a.png
            {'serve_data_files':true,'host':'[fe80::1]'}                   | http://[fe80::1]:5700/data/image/a.png
            """)
    void anOpenHttpServerGivesTheAddresses(String settings, String expected) throws IOException {
        assertThat(url(settings, "a.png")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}
            {'serve_data_files':true,'use_http':false}
            {'serve_data_files':true,'port':0}
            {'serve_data_files':true,'access_token':'t'}
            """)
    void whereItDoesNotServeEverybodyTheyAreFiles(String settings) throws IOException {
        assertThat(url(settings, "a.png")).isEqualTo(fileUrl("a.png"));
    }

    @Test
    void namesAreEncodedAndWhatTheServerRefusesIsAFile() throws IOException {
        String settings = "{'serve_data_files':true}";
        assertThat(url(settings, "a b#图?.png")).isEqualTo("http://127.0.0.1:5700/data/image/a%20b%23%E5%9B%BE%3F.png");
        assertThat(url(settings, "a..png")).isEqualTo(fileUrl("a..png"));
    }

    @Test
    void messagesAndAnswersAgree() {
        try (SandboxHost host = new SandboxHost(home, "{'serve_data_files':true}")) {
            host.say("{'type':'private','user_id':10001,'message':'[CQ:record,file=base64://AQID]'}");
            JsonObject record = ((JsonObject)
                            host.onlyEvent().array("message").orElseThrow().get(0))
                    .object("data")
                    .orElseThrow();
            String name = record.string("file", "");
            assertThat(record)
                    .isEqualTo(json("{'file':'" + name + "','url':'http://127.0.0.1:5700/data/record/" + name + "'}"));
            assertThat(host.data("get_record", "{'file':'" + name + "','out_format':'mp3'}")
                            .string("url"))
                    .isEqualTo(record.string("url"));
        }
    }
}
