package io.github.onekyu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.testkit.Browser;
import io.github.onekyu.testkit.RawWebSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person does on the page's chat and world tabs, and what the bot gets of it, before the real program. */
class PageChatIT {
    private static final String ENTER = "\uE007";
    private static final String GROUP = "chat/group:20001";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final byte[] PICTURE =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");
    /** A hundredth of a second of silence. */
    private static final byte[] VOICE = ByteBuffer.allocate(44 + 80)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put("RIFF".getBytes(StandardCharsets.US_ASCII))
            .putInt(36 + 80)
            .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
            .putInt(16)
            .putShort((short) 1)
            .putShort((short) 1)
            .putInt(8000)
            .putInt(8000)
            .putShort((short) 1)
            .putShort((short) 8)
            .put("data".getBytes(StandardCharsets.US_ASCII))
            .putInt(80)
            .array();

    private static final byte[] FILM = "\0\0\0\20ftypmp42\0\0\0\0mp42isom".getBytes(StandardCharsets.ISO_8859_1);

    @TempDir
    static Path unpacked;

    @TempDir
    static Path home;

    @TempDir
    static Path profile;

    private static OnekyuProcess onekyu;
    private static Browser browser;
    private RawWebSocket bot;

    @TempDir
    Path downloads;

    @BeforeAll
    static void start() throws Exception {
        boolean here = Browser.available();
        if (System.getenv("CI") == null) {
            assumeTrue(here, "chromedriver is not installed");
        }
        assertThat(here).as("chromedriver is installed").isTrue();
        onekyu = OnekyuProcess.startSandbox(
                        OnekyuProcess.unpack(unpacked), home, "use_ws=yes", "post_message_format=array")
                .awaitReady();
        browser = new Browser(profile);
        browser.size(1280, 800);
    }

    @AfterAll
    static void stop() throws Exception {
        try {
            if (browser != null) {
                browser.close();
            }
        } finally {
            if (onekyu != null) {
                onekyu.close();
            }
        }
    }

    @BeforeEach
    void anewWithABot() throws Exception {
        assertThat(onekyu.post("Page", "/sandbox/v1/reset", "{}").statusCode()).isEqualTo(200);
        bot = RawWebSocket.open(onekyu.port("WebSocket"), "/");
        assertThat(bot.nextText(SOON)).contains("\"connect\"");
        browser.open("about:blank");
        browser.open("http://127.0.0.1:" + onekyu.port("Page") + "/#" + GROUP);
        browser.await("document.querySelector('.live.live') && document.querySelectorAll('.member').length === 4");
    }

    @AfterEach
    void withoutComplaints() throws Exception {
        bot.close();
        assertThat(browser.complaints()).isEqualTo("[]");
    }

    private static void show(String place) throws Exception {
        browser.run("location.hash = '" + place + "'");
        browser.await("document.querySelector('main." + place.replaceAll("/.*", "") + "')");
    }

    private static void fill(String selector, String value) throws Exception {
        String found = "document.querySelector(\"" + selector + "\")";
        browser.await(found);
        browser.run("const field = " + found + "; field.value = " + new JsonString(value)
                + "; for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, {bubbles: true}))");
    }

    /** What the bot gets next, whatever it is. */
    private JsonObject heard() {
        return (JsonObject) Json.parse(bot.nextText(SOON));
    }

    private static JsonObject segment(JsonObject message, int n) {
        return (JsonObject) message.array("message").orElseThrow().items().get(n);
    }

    private static JsonObject data(JsonObject message, int n) {
        return segment(message, n).object("data").orElseThrow();
    }

    /** The sandbox's addresses are files of this machine, as those of a host on it are. */
    private static byte[] fetched(String url) throws Exception {
        return Files.readAllBytes(Path.of(URI.create(url)));
    }

    /** A script that has a {@code DataTransfer} with one file as {@code data}. */
    private static String withFile(String name, String type, byte[] bytes) {
        return "const data = new DataTransfer(); data.items.add(new File([Uint8Array.from(atob('"
                + Base64.getEncoder().encodeToString(bytes) + "'), c => c.charCodeAt(0))], '" + name + "', {type: '"
                + type + "'}));";
    }

    private void speakAs(long user) throws Exception {
        fill("#speaker", Long.toString(user));
    }

    // --- Composer ---

    @Test
    void namesAndFacesFromTheirListsAreHeardAsSegments() throws Exception {
        browser.type("#say", "hi ");
        browser.click(".picker > button", "@");
        browser.click(".pop.list button", "Bob");
        browser.click(".picker > button", "☺");
        browser.click(".pop.faces button", "😴");
        browser.click(".picker > button", "@");
        browser.click(".pop.list button", "everybody");
        browser.type("#say", ENTER);
        JsonObject message = heard();
        assertThat(message.toString()).contains("\"message_type\":\"group\"", "\"user_id\":10001");
        assertThat(message.array("message").orElseThrow().toString())
                .isEqualTo(
                        "[{\"type\":\"text\",\"data\":{\"text\":\"hi \"}},{\"type\":\"at\",\"data\":{\"qq\":\"10002\"}},"
                                + "{\"type\":\"text\",\"data\":{\"text\":\" \"}},{\"type\":\"face\",\"data\":{\"id\":\"8\"}},"
                                + "{\"type\":\"at\",\"data\":{\"qq\":\"all\"}},{\"type\":\"text\",\"data\":{\"text\":\" \"}}]");
        browser.await(
                "document.querySelectorAll('.message .at').length === 2 && document.querySelector('.message .face')");
    }

    @Test
    void pictureVoiceAndVideoComeAsTheirSegmentsWithTheSameBytes() throws Exception {
        browser.run(withFile("a.gif", "image/gif", PICTURE)
                + "const chosen = document.querySelector('.composer input[type=file]'); chosen.files = data.files;"
                + "chosen.dispatchEvent(new Event('change', {bubbles: true}))");
        browser.await("document.querySelectorAll('.items .chip').length === 1");
        browser.run(
                withFile("a.wav", "audio/wav", VOICE)
                        + "document.querySelector('#say').dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}))");
        browser.await("document.querySelectorAll('.items .chip').length === 2");
        browser.run(
                withFile("a.mp4", "video/mp4", FILM)
                        + "document.querySelector('.composer').dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}))");
        browser.await("document.querySelectorAll('.items .chip').length === 3");
        browser.click(".say button", "Send");
        JsonObject message = heard();
        assertThat(segment(message, 0).string("type")).hasValue("image");
        assertThat(segment(message, 1).string("type")).hasValue("record");
        assertThat(segment(message, 2).string("type")).hasValue("video");
        byte[][] sent = {PICTURE, VOICE, FILM};
        for (int i = 0; i < sent.length; i++) {
            assertThat(fetched(data(message, i).string("url", ""))).isEqualTo(sent[i]);
        }
        browser.await("document.querySelector('.message img.media').naturalWidth === 1"
                + " && document.querySelector('.message audio').duration > 0");
        browser.await("document.querySelector('.message .bubble .chip').textContent.includes('ideo')");
        browser.complaints(); // the head of a film is none that could be played
    }

    @Test
    void aDroppedFileIsUploadedToTheGroupAndCanBeFetched() throws Exception {
        byte[] words = "some words".getBytes(StandardCharsets.UTF_8);
        browser.run(
                withFile("notes.txt", "text/plain", words)
                        + "document.querySelector('.composer').dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}))");
        browser.await("document.querySelector('.items .chip')");
        browser.click(".say button", "Send");
        JsonObject notice = heard();
        assertThat(notice.toString()).contains("\"notice_type\":\"group_upload\"", "\"user_id\":10001");
        JsonObject file = notice.object("file").orElseThrow();
        assertThat(file.string("name")).hasValue("notes.txt");
        assertThat(file.integer("size")).hasValue(words.length);
        bot.sendText("{\"action\":\"get_group_file_url\",\"params\":{\"group_id\":20001,\"file_id\":"
                + new JsonString(file.string("id", "")) + ",\"busid\":" + file.integer("busid", 0) + "}}");
        assertThat(fetched(heard().object("data").orElseThrow().string("url", "")))
                .isEqualTo(words);
        line("Alice uploaded notes.txt");
    }

    @Test
    void aReplyAndARecallAreThoseOfWhomeverTheSwitchNames() throws Exception {
        browser.run("document.querySelector('#say').dispatchEvent("
                + "new KeyboardEvent('keydown', {code: 'Digit2', key: '2', altKey: true, bubbles: true}))");
        String second = browser.text("document.querySelector('#speaker').value");
        assertThat(second)
                .isEqualTo(browser.text("document.querySelectorAll('#speaker option')[1].value"))
                .isNotEqualTo("10001");
        browser.type("#say", "the first word" + ENTER);
        JsonObject first = heard();
        assertThat(first.integer("user_id")).hasValue(Long.parseLong(second));
        speakAs(10003);
        browser.click(".message .tools button", "Reply");
        browser.await("document.querySelector('.quote').textContent.includes('the first word')");
        browser.type("#say", "the second" + ENTER);
        JsonObject reply = heard();
        assertThat(reply.integer("user_id")).hasValue(10003);
        assertThat(segment(reply, 0).toString())
                .isEqualTo("{\"type\":\"reply\",\"data\":{\"id\":\"" + first.integer("message_id", 0) + "\"}}");
        browser.await("document.querySelector('.message blockquote').textContent.includes('the first word')");
        browser.click(".message .tools button", "Recall");
        JsonObject recall = heard();
        assertThat(recall.toString())
                .contains("\"notice_type\":\"group_recall\"", "\"user_id\":" + second, "\"operator_id\":10003");
        assertThat(recall.integer("message_id")).isEqualTo(first.integer("message_id"));
        browser.await("document.querySelector('.message.recalled')");
        line("Carol recalled a message of");
    }

    @Test
    void aMessageIsShownInBothFormatsAndMarkedWhereNobodyAnswers() throws Exception {
        fill("#speaker", "10001");
        browser.click(".tools button", "CQ");
        browser.type("#say", "a &#91;b&#93; [CQ:face,id=8]" + ENTER);
        assertThat(heard().array("message").orElseThrow().toString())
                .isEqualTo(
                        "[{\"type\":\"text\",\"data\":{\"text\":\"a [b] \"}},{\"type\":\"face\",\"data\":{\"id\":\"8\"}}]");
        browser.click(".talk .bar button", "Source");
        browser.await("document.querySelectorAll('.message .source .json').length === 2");
        assertThat(browser.text("document.querySelectorAll('.message .source .json')[0].textContent"))
                .contains("\"face\"", "a [b] ");
        assertThat(browser.text("document.querySelectorAll('.message .source .json')[1].textContent"))
                .contains("a &#91;b&#93; [CQ:face,id=8]");
        browser.await("document.querySelector('.message .foot').textContent.includes('no answer')");
        browser.click(".talk .bar button", "Source"); // as it was
    }

    /** Waits for what happened last as the conversation tells it. */
    private static void line(String words) throws Exception {
        browser.await("[...document.querySelectorAll('.notice')].at(-1).textContent.includes('" + words + "')");
    }

    // --- Members ---

    private void toMember(long id, String button) throws Exception {
        String member =
                "[...document.querySelectorAll('.member')].find(m => m.querySelector('small').textContent.startsWith('"
                        + id + "'))";
        browser.await(member);
        browser.run(
                "const m = " + member + "; if (!m.classList.contains('open')) m.querySelector('button.who').click()");
        browser.click(".member.open .row button", button);
    }

    private void happened(String line, String... members) throws Exception {
        assertThat(heard().toString()).contains("\"group_id\":20001").contains(members);
        line(line);
    }

    @Test
    void whatMembersDoToEachOtherIsANoticeAndALineEach() throws Exception {
        speakAs(10003);
        toMember(10002, "Poke");
        happened(
                "Carol poked Bob",
                "\"notice_type\":\"notify\"",
                "\"sub_type\":\"poke\"",
                "\"user_id\":10003",
                "\"target_id\":10002");
        toMember(10002, "Mute");
        fill("#field-duration", "60");
        browser.click("dialog button[type=submit]", "Mute");
        happened(
                "Carol muted Bob for 60 s",
                "\"notice_type\":\"group_ban\"",
                "\"sub_type\":\"ban\"",
                "\"operator_id\":10003",
                "\"duration\":60");
        toMember(10002, "Unmute");
        happened("Carol unmuted Bob", "\"sub_type\":\"lift_ban\"", "\"user_id\":10002");
        toMember(10002, "Make admin");
        happened("Bob is an admin now", "\"notice_type\":\"group_admin\"", "\"sub_type\":\"set\"");
        toMember(10002, "Remove admin");
        happened("Bob is no admin any more", "\"notice_type\":\"group_admin\"", "\"sub_type\":\"unset\"");
        toMember(10002, "Title");
        fill("#field-title", "Sage");
        browser.click("dialog button[type=submit]", "OK");
        happened("Bob has the title “Sage”", "\"sub_type\":\"title\"", "\"title\":\"Sage\"");
        toMember(10002, "Card");
        fill("#field-card_new", "Bobby");
        browser.click("dialog button[type=submit]", "OK");
        happened("Bobby has the card “Bobby” now", "\"notice_type\":\"group_card\"", "\"card_new\":\"Bobby\"");
        browser.click(".members .bar button", "Mute all");
        happened("Carol muted everybody", "\"notice_type\":\"group_ban\"", "\"user_id\":0");
        browser.await("document.querySelector(\".members .bar button[aria-pressed='true']\")");
        browser.click(".members .bar button", "Mute all");
        happened("Carol let everybody speak again", "\"sub_type\":\"lift_ban\"", "\"user_id\":0");
        browser.click(".members .bar button", "Invite");
        fill("#field-user_id", "10777");
        browser.click("dialog button[type=submit]", "OK");
        happened("Carol invited", "\"notice_type\":\"group_increase\"", "\"sub_type\":\"invite\"", "\"user_id\":10777");
        toMember(10777, "Leave");
        browser.click("dialog button[type=submit]", "Leave");
        happened("left the group", "\"notice_type\":\"group_decrease\"", "\"sub_type\":\"leave\"", "\"user_id\":10777");
        toMember(10002, "Kick");
        browser.click("dialog button[type=submit]", "Kick");
        happened(
                "Carol kicked", "\"notice_type\":\"group_decrease\"", "\"sub_type\":\"kick\"", "\"operator_id\":10003");
        browser.await("document.querySelectorAll('.member').length === 3");
    }

    // --- World ---

    @Test
    void theWorldIsEditedExportedAndImportedAndBegunAnew() throws Exception {
        show("world");
        browser.click("section[aria-label='Friends'] button", "New friend");
        fill("#field-id", "10888");
        fill("#field-nickname", "Erin");
        fill("#field-remark", "from work");
        browser.click("dialog button[type=submit]", "OK");
        browser.await("document.querySelector(\"button[aria-label='Delete from work']\")");
        browser.click("section[aria-label='Groups'] button", "New group");
        fill("#field-id", "20009");
        fill("#field-group_name", "Third");
        fill("#field-owner_id", "10888");
        browser.click("dialog button[type=submit]", "OK");
        browser.await("[...document.querySelectorAll('summary')].some(s => s.textContent.includes('Third'))");
        browser.run("[...document.querySelectorAll('details')].at(-1).open = true");
        browser.click("details[open] button", "New member");
        fill("#field-id", "10002");
        fill("#field-role", "admin");
        browser.click("dialog button[type=submit]", "OK");
        await().atMost(SOON)
                .until(() -> onekyu.post("HTTP API", "/get_group_member_info", "{\"group_id\":20009,\"user_id\":10002}")
                        .body()
                        .contains("\"role\":\"admin\""));

        browser.devtools(
                "Browser.setDownloadBehavior",
                JsonObject.builder()
                        .put("behavior", "allow")
                        .put("downloadPath", downloads.toString())
                        .build());
        browser.click("main.world button", "Export");
        Path file = downloads.resolve("onekyu-world-10000.json");
        await().atMost(SOON).until(() -> Files.exists(file) && Files.size(file) > 0);
        String exported = Files.readString(file);
        assertThat(exported).contains("Erin", "Third");

        browser.click("main.world button", "Reset");
        browser.click("dialog button[type=submit]", "Reset");
        browser.await("!document.querySelector('dialog') && !document.body.textContent.includes('Third')");
        assertThat(onekyu.get("HTTP API", "/get_friend_list").body()).doesNotContain("Erin");

        browser.run(withFile("w.json", "application/json", exported.getBytes(StandardCharsets.UTF_8))
                + "const chosen = document.querySelector('main.world input[type=file]'); chosen.files = data.files;"
                + "chosen.dispatchEvent(new Event('change', {bubbles: true}))");
        browser.click("dialog button[type=submit]", "Import");
        browser.await("!document.querySelector('dialog') && document.body.textContent.includes('Third')");
        assertThat(onekyu.get("HTTP API", "/get_friend_list").body()).contains("Erin", "from work");
        assertThat(onekyu.get("Page", "/sandbox/v1/world/export").body().replaceAll("\\s", ""))
                .as("what is exported again")
                .contains("Erin", "Third");

        browser.run("document.querySelector(\"button[aria-label='Delete from work']\").click()");
        browser.click("dialog button[type=submit]", "Delete");
        browser.await("!document.querySelector(\"button[aria-label='Delete from work']\")");
        assertThat(onekyu.get("HTTP API", "/get_friend_list").body()).doesNotContain("Erin");
    }

    @Test
    void aFaultMakesTheHostFailUntilItIsCleared() throws Exception {
        String call = "{\"action\":\"send_private_msg\",\"params\":{\"user_id\":10001,\"message\":\"x\"}}";
        show("world");
        browser.click("section[aria-label='Faults'] button", "New fault");
        fill("#field-action", "send_private_msg");
        fill("#field-retcode", "-34");
        browser.click("dialog button[type=submit]", "OK");
        browser.await("document.querySelector(\"section[aria-label='Faults'] li\").textContent.includes('-34')");
        bot.sendText(call);
        assertThat(heard().integer("retcode")).hasValue(-34);
        browser.click("section[aria-label='Faults'] li button", "Clear");
        browser.await("!document.querySelector(\"section[aria-label='Faults'] li\")");
        bot.sendText(call);
        assertThat(heard().integer("retcode")).hasValue(0);
    }
}
