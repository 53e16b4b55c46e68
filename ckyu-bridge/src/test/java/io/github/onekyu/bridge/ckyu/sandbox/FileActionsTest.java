package io.github.onekyu.bridge.ckyu.sandbox;

import static io.github.onekyu.bridge.ckyu.sandbox.SandboxHost.await;
import static io.github.onekyu.bridge.ckyu.sandbox.SandboxHost.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.github.onekyu.core.error.BackendException;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileActionsTest {
    private static final byte[] BYTES = {0, 1, 2, (byte) 0xff, '\r', '\n', 0};
    private static final String DATA = "base64://" + Base64.getEncoder().encodeToString(BYTES);

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

    /** Uploads into a group and answers the id of the file. */
    private String upload(long groupId, String name, String folder) {
        String id = host.data(
                        "upload_group_file",
                        "{'group_id':" + groupId + ",'file':'" + DATA + "','name':'" + name + "','folder':'" + folder
                                + "'}")
                .string("file_id", "");
        host.newEvents();
        return id;
    }

    private JsonArray list(long groupId, String what) {
        return host.data("get_group_root_files", "{'group_id':" + groupId + "}")
                .array(what)
                .orElseThrow();
    }

    private String folder(String name) {
        host.call("create_group_file_folder", "{'group_id':20001,'name':'" + name + "'}");
        return list(20001, "folders").stream()
                .map(JsonObject.class::cast)
                .filter(folder -> folder.string("folder_name", "").equals(name))
                .findFirst()
                .orElseThrow()
                .string("folder_id", "");
    }

    private static byte[] bytesBehind(JsonObject answer) {
        URI url = URI.create(answer.string("url").orElseThrow());
        assertThat(url.getScheme()).isEqualTo("file");
        try {
            return Files.readAllBytes(Path.of(url));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private JsonObject url(long groupId, String fileId) {
        return host.data("get_group_file_url", "{'group_id':" + groupId + ",'file_id':'" + fileId + "','busid':102}");
    }

    private Path contents() {
        return home.resolve("data/sandbox/files/10000");
    }

    private List<Path> kept() {
        try (Stream<Path> all = Files.list(contents())) {
            return all.toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @Tag("A-upload_group_file")
    @Tag("A-get_group_root_files")
    @Tag("A-get_group_file_url")
    @Tag("E-group_upload")
    void anUploadedFileIsToldListedAndRead() {
        JsonObject answer = host.data(
                "upload_group_file", "{'group_id':20001,'file':'" + DATA + "','name':'a b.bin','folder':'/'}");
        String id = answer.string("file_id").orElseThrow();
        JsonObject event = host.onlyEvent();
        String url = event.object("file").orElseThrow().string("url", "");
        assertThat(event)
                .isEqualTo(json("{'time':1800000000,'self_id':10000,'post_type':'notice',"
                        + "'notice_type':'group_upload','group_id':20001,'user_id':10000,'file':{'id':'" + id
                        + "','name':'a b.bin','size':7,'busid':102,'url':'" + url + "'}}"));
        restart();
        assertThat(host.data("get_group_root_files", "{'group_id':20001}"))
                .isEqualTo(json("{'files':[{'file_id':'" + id + "','file_name':'a b.bin','busid':102,'file_size':7,"
                        + "'upload_time':1800000000,'dead_time':0,'modify_time':1800000000,'download_times':0,"
                        + "'uploader':10000,'uploader_name':'Sandbox Bot'}],'folders':[]}"));
        assertThat(url(20001, id).string("url")).contains(url);
        assertThat(bytesBehind(url(20001, id))).isEqualTo(BYTES);
    }

    @Test
    @Tag("A-get_group_file_url")
    void onlyTheRightGroupAndBusidLeadToTheFile() {
        String id = upload(20001, "a", "");
        String file = ",'file_id':'" + id + "'";
        assertThat(bytesBehind(host.data("get_group_file_url", "{'group_id':20001" + file + ",'busid':0}")))
                .isEqualTo(BYTES);
        assertThat(bytesBehind(host.data("get_group_file_url", "{'group_id':20001" + file + ",'bus_id':'102'}")))
                .isEqualTo(BYTES);
        assertThat(host.refusal("get_group_file_url", "{'group_id':20001" + file + ",'busid':104}"))
                .isEqualTo(102);
        assertThat(host.refusal("get_group_file_url", "{'group_id':20002" + file + ",'busid':102}"))
                .isEqualTo(102);
        assertThat(host.refusal("get_group_file_url", "{'group_id':9" + file + ",'busid':102}"))
                .isEqualTo(-9);
        assertThat(host.refusal("get_group_file_url", "{'group_id':20001,'file_id':'x','busid':102}"))
                .isEqualTo(102);
    }

    @Test
    @Tag("A-upload_group_file")
    void equalNamesMayBeSideBySide() {
        String first = upload(20001, "a", "");
        String second = upload(20001, "a", "");
        assertThat(first).isNotEqualTo(second);
        assertThat(list(20001, "files").size()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", ".", "..", "a/b", "a\\\\b", "a\\u0000b", "a\\nb"})
    @Tag("A-upload_group_file")
    @Tag("A-upload_private_file")
    @Tag("A-create_group_file_folder")
    void namesThatNoFileCanHaveAreRefused(String name) {
        String file = ",'file':'" + DATA + "','name':'" + name + "'}";
        assertThat(host.refusal("upload_group_file", "{'group_id':20001" + file))
                .isEqualTo(100);
        assertThat(host.refusal("upload_private_file", "{'user_id':10001" + file))
                .isEqualTo(100);
        assertThat(host.refusal("create_group_file_folder", "{'group_id':20001,'name':'" + name + "'}"))
                .isEqualTo(100);
        assertThat(contents()).doesNotExist();
    }

    @Test
    @Tag("A-upload_group_file")
    void whoeverMayNotSpeakMayNotUpload() {
        String file = ",'file':'" + DATA + "','name':'a'}";
        assertThat(host.refusal("upload_group_file", "{'group_id':9" + file)).isEqualTo(-9);
        await(host.control().putMember(20002, SandboxHost.SELF, json("{'ban_duration':60}")));
        assertThat(host.refusal("upload_group_file", "{'group_id':20002" + file))
                .isEqualTo(-34);
        await(host.control().putMember(20002, SandboxHost.SELF, json("{'ban_duration':0}")));
        await(host.control().putGroup(20002, json("{'whole_ban':true}")));
        assertThat(host.refusal("upload_group_file", "{'group_id':20002" + file))
                .isEqualTo(-34);
        await(host.control().putGroup(20001, json("{'whole_ban':true}")));
        upload(20001, "an admin may", "");
        assertThat(host.refusal(
                        "upload_group_file", "{'group_id':20001,'folder':'/no','file':'" + DATA + "'," + "'name':'a'}"))
                .isEqualTo(102);
        assertThat(kept()).hasSize(1);
    }

    @Test
    @Tag("A-create_group_file_folder")
    @Tag("A-get_group_files_by_folder")
    @Tag("A-get_group_root_files")
    @Tag("A-upload_group_file")
    void filesLieInFolders() {
        assertThat(host.call("create_group_file_folder", "{'group_id':20001,'name':'docs'}"))
                .isEqualTo(JsonNull.NULL);
        String docs = ((JsonObject) list(20001, "folders").get(0)).string("folder_id", "");
        String id = upload(20001, "in", docs);
        upload(20001, "out", "");
        restart();
        assertThat(list(20001, "folders"))
                .isEqualTo(JsonArray.of(json("{'folder_id':'" + docs + "','folder_name':'docs',"
                        + "'create_time':1800000000,'creator':10000,'creator_name':'Sandbox Bot',"
                        + "'total_file_count':1}")));
        assertThat(list(20001, "files").size()).isEqualTo(1);
        JsonObject inside = host.data("get_group_files_by_folder", "{'group_id':20001,'folder_id':'" + docs + "'}");
        assertThat(inside.array("folders")).contains(JsonArray.EMPTY);
        assertThat(inside.array("files").orElseThrow())
                .singleElement()
                .satisfies(file ->
                        assertThat(((JsonObject) file).string("file_id")).contains(id));
        assertThat(host.data("get_group_files_by_folder", "{'group_id':20001,'folder_id':'/'}"))
                .isEqualTo(host.data("get_group_root_files", "{'group_id':20001}"));
        assertThat(host.refusal("get_group_files_by_folder", "{'group_id':20001,'folder_id':'/x'}"))
                .isEqualTo(102);
        assertThat(host.refusal("get_group_files_by_folder", "{'group_id':9,'folder_id':'/'}"))
                .isEqualTo(-9);
        assertThat(host.refusal("get_group_root_files", "{'group_id':9}")).isEqualTo(-9);
    }

    @Test
    @Tag("A-create_group_file_folder")
    @Tag("A-delete_group_folder")
    void foldersAreAnAdminsAndLieInTheRoot() {
        String docs = folder("docs");
        assertThat(host.refusal("create_group_file_folder", "{'group_id':20001,'name':'b','parent_id':'" + docs + "'}"))
                .isEqualTo(100);
        assertThat(host.refusal("create_group_file_folder", "{'group_id':20001,'name':'b','parent_id':'/x'}"))
                .isEqualTo(102);
        assertThat(host.refusal("create_group_file_folder", "{'group_id':20002,'name':'b'}"))
                .isEqualTo(-37);
        assertThat(host.refusal("delete_group_folder", "{'group_id':20002,'folder_id':'" + docs + "'}"))
                .isEqualTo(-37);
        assertThat(host.refusal("delete_group_folder", "{'group_id':20001,'folder_id':'/'}"))
                .isEqualTo(102);
        assertThat(host.refusal("delete_group_folder", "{'group_id':9,'folder_id':'/'}"))
                .isEqualTo(-9);
    }

    @Test
    @Tag("A-delete_group_folder")
    void aFolderGoesWithItsFilesAndTheirBytes() {
        String docs = folder("docs");
        String inside = upload(20001, "in", docs);
        String outside = upload(20001, "out", "");
        assertThat(host.call("delete_group_folder", "{'group_id':20001,'folder_id':'" + docs + "'}"))
                .isEqualTo(JsonNull.NULL);
        assertThat(list(20001, "folders")).isEqualTo(JsonArray.EMPTY);
        assertThat(host.refusal("get_group_file_url", "{'group_id':20001,'file_id':'" + inside + "','busid':102}"))
                .isEqualTo(102);
        await().until(() -> kept().size() == 1);
        assertThat(bytesBehind(url(20001, outside))).isEqualTo(BYTES);
    }

    @Test
    @Tag("A-delete_group_file")
    void theUploaderOrAnAdminDeletesAFile() {
        String mine = upload(20002, "mine", "");
        host.notice("{'notice_type':'group_upload','group_id':20002,'user_id':10001,"
                + "'file':{'id':'/hers','name':'hers','size':3}}");
        host.newEvents();
        assertThat(host.refusal("delete_group_file", "{'group_id':20002,'file_id':'/hers','busid':102}"))
                .isEqualTo(-37);
        assertThat(host.refusal("delete_group_file", "{'group_id':20002,'file_id':'" + mine + "','busid':1}"))
                .isEqualTo(102);
        assertThat(host.call("delete_group_file", "{'group_id':20002,'file_id':'" + mine + "','busid':102}"))
                .isEqualTo(JsonNull.NULL);
        host.role(20002, "admin");
        host.call("delete_group_file", "{'group_id':20002,'file_id':'/hers','busid':102}");
        assertThat(list(20002, "files")).isEqualTo(JsonArray.EMPTY);
        assertThat(host.newEvents()).isEmpty();
        await().until(() -> kept().isEmpty());
        assertThat(host.refusal("delete_group_file", "{'group_id':20002,'file_id':'/hers','busid':102}"))
                .isEqualTo(102);
    }

    @Test
    @Tag("A-get_group_file_system_info")
    void theSpaceIsCounted() {
        upload(20001, "a", "");
        upload(20001, "b", folder("docs"));
        assertThat(host.data("get_group_file_system_info", "{'group_id':20001}"))
                .isEqualTo(json("{'file_count':2,'limit_count':10000,'used_space':14,'total_space':10737418240}"));
        assertThat(host.data("get_group_file_system_info", "{'group_id':20002}").integer("used_space"))
                .hasValue(0);
        assertThat(host.refusal("get_group_file_system_info", "{'group_id':9}")).isEqualTo(-9);
    }

    @Test
    @Tag("A-upload_group_file")
    void aFullGroupTakesNoMore() {
        host.notice("{'notice_type':'group_upload','group_id':20001,'user_id':10001,"
                + "'file':{'name':'huge','size':10737418238}}");
        assertThat(host.refusal("upload_group_file", "{'group_id':20001,'file':'" + DATA + "','name':'a'}"))
                .isEqualTo(-38);
        assertThat(kept()).hasSize(1);
    }

    @Test
    @Tag("A-upload_private_file")
    @Tag("A-get_private_file_url")
    void aPrivateFileIsFoundByNameAndId() {
        assertThat(host.call("upload_private_file", "{'user_id':10001,'file':'" + DATA + "','name':'p.bin'}"))
                .isEqualTo(JsonNull.NULL);
        assertThat(host.newEvents()).isEmpty();
        restart();
        assertThat(bytesBehind(host.data("get_private_file_url", "{'user_id':10001,'file_id':'p.bin'}")))
                .isEqualTo(BYTES);
        JsonObject listed =
                (JsonObject) host.control().world().array("files").orElseThrow().get(0);
        assertThat(listed.string("chat")).contains("private:10001");
        assertThat(bytesBehind(host.data(
                        "get_private_file_url", "{'user_id':10001,'file_id':'" + listed.string("file_id", "") + "'}")))
                .isEqualTo(BYTES);
        assertThat(host.refusal("get_private_file_url", "{'user_id':10002,'file_id':'p.bin'}"))
                .isEqualTo(102);
        assertThat(host.refusal("upload_private_file", "{'user_id':777,'file':'" + DATA + "','name':'p'}"))
                .isEqualTo(-23);
        assertThat(kept()).hasSize(1);
    }

    @Test
    @Tag("A-get_file")
    void aFileOfAChatIsDescribed() {
        String id = upload(20001, "a.bin", "");
        JsonObject file = host.data("get_file", "{'file_id':'" + id + "'}");
        assertThat(file.members().keySet()).containsExactly("file", "url", "file_size", "file_name");
        assertThat(file.string("file_size")).contains("7");
        assertThat(file.string("file_name")).contains("a.bin");
        assertThat(Path.of(file.string("file", ""))).isAbsolute().hasBinaryContent(BYTES);
        assertThat(bytesBehind(file)).isEqualTo(BYTES);
        assertThat(host.data("get_file", "{'file':'" + id + "'}")).isEqualTo(file);
        host.call("set_group_leave", "{'group_id':20001}");
        assertThat(host.refusal("get_file", "{'file_id':'" + id + "'}")).isEqualTo(102);
    }

    @Test
    @Tag("A-get_file")
    void aMediumIsFoundByItsName() throws IOException {
        Path image =
                Files.write(Files.createDirectories(home.resolve("data/image")).resolve("a.png"), BYTES);
        JsonObject file = host.data("get_file", "{'file':'a.png'}");
        assertThat(file.string("file")).contains(image.toString());
        assertThat(bytesBehind(file)).isEqualTo(BYTES);
        assertThat(host.refusal("get_file", "{'file':'../sandbox/10000.world'}"))
                .isEqualTo(102);
        assertThat(host.refusal("get_file", "{'file':'b.png'}")).isEqualTo(102);
    }

    @Test
    @Tag("A-set_group_portrait")
    void aPortraitIsAnAdminsAndReplacesTheLast() {
        String second = "base64://" + Base64.getEncoder().encodeToString(new byte[] {5, 6});
        assertThat(host.call("set_group_portrait", "{'group_id':20001,'file':'" + DATA + "'}"))
                .isEqualTo(JsonNull.NULL);
        restart();
        assertThat(bytesBehind(portrait())).isEqualTo(BYTES);
        host.call("set_group_portrait", "{'group_id':20001,'file':'" + second + "','cache':0}");
        assertThat(bytesBehind(portrait())).isEqualTo(new byte[] {5, 6});
        await().until(() -> kept().size() == 1);
        assertThat(host.refusal("set_group_portrait", "{'group_id':20002,'file':'" + DATA + "'}"))
                .isEqualTo(-37);
        assertThat(host.refusal("set_group_portrait", "{'group_id':9,'file':'" + DATA + "'}"))
                .isEqualTo(-9);
        assertThat(host.newEvents()).isEmpty();
    }

    private JsonObject portrait() {
        JsonArray portraits = host.control().world().array("portraits").orElseThrow();
        assertThat(portraits).hasSize(1);
        return (JsonObject) portraits.get(0);
    }

    @Test
    @Tag("A-set_qq_avatar")
    void theAccountsPictureIsKeptAndReplacesTheLast() {
        String second = "base64://" + Base64.getEncoder().encodeToString(new byte[] {5, 6});
        assertThat(account().has("avatar")).isFalse();
        assertThat(host.call("set_qq_avatar", "{'file':'" + DATA + "'}")).isEqualTo(JsonNull.NULL);
        restart();
        assertThat(bytesBehind(avatar())).isEqualTo(BYTES);
        host.call("set_qq_avatar", "{'file':'" + second + "'}");
        assertThat(bytesBehind(avatar())).isEqualTo(new byte[] {5, 6});
        await().until(() -> kept().size() == 1);
        assertThat(host.refusal("set_qq_avatar", "{'file':'nowhere.png'}")).isEqualTo(102);
        assertThat(host.refusal("set_qq_avatar", "{'file':'base64://*'}")).isEqualTo(100);
        assertThat(bytesBehind(avatar())).isEqualTo(new byte[] {5, 6});
        assertThat(kept()).hasSize(1);
        assertThat(host.newEvents()).isEmpty();
        await(host.control().reset());
        assertThat(account().has("avatar")).isFalse();
        await().until(() -> kept().isEmpty());
    }

    private JsonObject account() {
        return (JsonObject)
                host.control().world().array("accounts").orElseThrow().get(0);
    }

    private JsonObject avatar() {
        return JsonObject.builder().put("url", account().string("avatar", "")).build();
    }

    @Test
    @Tag("A-upload_group_file")
    @Tag("A-set_group_portrait")
    void aDismissedGroupTakesItsFilesAlong() {
        host.role(20001, "owner");
        upload(20001, "in", folder("docs"));
        host.call("set_group_portrait", "{'group_id':20001,'file':'" + DATA + "'}");
        String other = upload(20002, "stays", "");
        assertThat(kept()).hasSize(3);
        host.call("set_group_leave", "{'group_id':20001,'is_dismiss':true}");
        await().until(() -> kept().size() == 1);
        await(host.control().putGroup(20001, json("{'group_name':'again'}")));
        assertThat(list(20001, "files")).isEqualTo(JsonArray.EMPTY);
        assertThat(list(20001, "folders")).isEqualTo(JsonArray.EMPTY);
        assertThat(bytesBehind(url(20002, other))).isEqualTo(BYTES);
    }

    @Test
    void aResetForgetsAllFiles() {
        upload(20001, "a", "");
        host.call("upload_private_file", "{'user_id':10001,'file':'" + DATA + "','name':'p'}");
        await(host.control().reset());
        await().until(() -> kept().isEmpty());
        assertThat(host.control().world().array("files")).contains(JsonArray.EMPTY);
    }

    @Test
    void whatAKilledProcessLeftIsSweptAtTheStart() throws IOException {
        String id = upload(20001, "a", "");
        host.close();
        Files.write(contents().resolve("11111111-2222-3333-4444-555555555555"), BYTES);
        Files.write(contents().resolve(".11111111-2222-3333-4444-555555555555.part"), BYTES);
        host = new SandboxHost(home);
        assertThat(kept()).hasSize(1);
        assertThat(bytesBehind(url(20001, id))).isEqualTo(BYTES);
    }

    @Test
    @Tag("A-upload_group_file")
    @Tag("A-upload_private_file")
    @Tag("A-set_group_portrait")
    void aDirectoryThatCannotBeWrittenIsNamedAndNothingHappens() throws IOException {
        Files.createDirectories(contents().getParent());
        Files.writeString(contents(), "a file where the directory should be");
        String file = ",'file':'" + DATA + "','name':'a'}";
        assertThatExceptionOfType(BackendException.class)
                .isThrownBy(() -> host.call("upload_group_file", "{'group_id':20001" + file))
                .withMessageContaining("base64 data of")
                .withMessageContaining(contents().toString())
                .matches(e -> e.retcode() == 103);
        assertThat(host.refusal("upload_private_file", "{'user_id':10001" + file))
                .isEqualTo(103);
        assertThat(host.refusal("set_group_portrait", "{'group_id':20001" + file))
                .isEqualTo(103);
        assertThat(host.control().world().array("files")).contains(JsonArray.EMPTY);
        assertThat(host.newEvents()).isEmpty();
    }

    @Test
    @Tag("A-get_group_file_url")
    void bytesThatSomebodyRemovedAreMissed() throws IOException {
        String id = upload(20001, "a", "");
        Files.delete(kept().get(0));
        assertThat(host.refusal("get_group_file_url", "{'group_id':20001,'file_id':'" + id + "','busid':102}"))
                .isEqualTo(102);
        assertThat(host.refusal("get_file", "{'file_id':'" + id + "'}")).isEqualTo(102);
    }

    @Test
    void onlyActionsThatFetchMayBlock() {
        assertThat(host.backend.actions())
                .filteredOn(host.backend::mayBlock)
                .containsExactlyInAnyOrder(
                        "upload_group_file",
                        "upload_private_file",
                        "download_file",
                        "set_group_portrait",
                        "set_qq_avatar");
    }
}
