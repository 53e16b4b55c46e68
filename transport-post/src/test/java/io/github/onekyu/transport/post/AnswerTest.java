package io.github.onekyu.transport.post;

import static io.github.onekyu.transport.post.Post.QUIET;
import static io.github.onekyu.transport.post.Post.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.onekyu.core.backend.HostCall;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.testkit.Events;
import io.github.onekyu.testkit.Gate;
import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RecordingBackend;
import io.github.onekyu.testkit.ReportAnswer;
import io.github.onekyu.testkit.ReportReceiver;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private final ReportReceiver receiver = ReportReceiver.open();
    private final Post.Listener broadcast = new Post.Listener();
    private OneBotFixture account;
    private RecordingBackend host;

    @BeforeEach
    void start() {
        account = OneBotFixture.with(new PostTransportProvider(), broadcast)
                .set("post_url", receiver.url("/hook"))
                .start();
        host = account.backend();
    }

    @AfterEach
    void close() {
        account.close();
        receiver.close();
    }

    @Test
    @Tag("POST-08")
    @Tag("POST-09")
    @Tag("QO-02")
    void anObjectIsCarriedOutWhateverItsType() {
        for (ReportAnswer answer : List.of(
                ReportAnswer.json("{\"reply\":\"a\"}"),
                ReportAnswer.status(200).header("Content-Type: text/plain").body("{\"reply\":\"a\"}"),
                ReportAnswer.status(201).body(" {\"reply\":\"a\"}\r\n"),
                ReportAnswer.json("{\"reply\":\"a\"}").chunked())) {
            receiver.answer(answer);
            host.raise(Events.privateMessage("hi"));
            JsonObject params = host.awaitCall("send_private_msg").params().json();
            assertThat(params.integer("user_id")).hasValue(Events.USER);
            assertThat(params.toString()).contains("\"a\"");
        }
    }

    @Test
    @Tag("POST-08")
    void anythingElseIsNoOperation() throws InterruptedException {
        String operation = "{\"reply\":\"a\"}";
        List<ReportAnswer> answers = List.of(
                ReportAnswer.status(500).body(operation),
                ReportAnswer.status(404).body(operation),
                ReportAnswer.status(302).body(operation),
                ReportAnswer.json("[]"),
                ReportAnswer.json("oops"),
                ReportAnswer.json("\"x\""),
                ReportAnswer.json("null"),
                ReportAnswer.json(operation + " x"),
                ReportAnswer.json(""),
                ReportAnswer.status(204));
        answers.forEach(receiver::answer);
        for (ReportAnswer ignored : answers) {
            host.raise(Events.privateMessage("hi"));
            broadcast.next(SOON);
        }
        host.expectNoCall("send_private_msg", QUIET);
        assertThat(host.calls("send_private_msg")).isEmpty();
    }

    @Test
    @Tag("POST-08")
    void anAnswerOfMoreThanSixteenMebibytesIsIgnored() throws InterruptedException {
        receiver.reply(200, "{\"reply\":\"" + "a".repeat(Receiver.MAX_ANSWER) + "\"}");
        host.raise(Events.privateMessage("hi"));
        broadcast.next(SOON);
        assertThat(host.calls("send_private_msg")).isEmpty();
        receiver.reply(200, "{\"reply\":\"" + "a".repeat(1 << 20) + "\"}");
        host.raise(Events.privateMessage("hi"));
        assertThat(host.awaitCall("send_private_msg").params().json().toString())
                .hasSizeGreaterThan(1 << 20);
    }

    @Test
    @Tag("POST-10")
    @Tag("QO-13")
    void blockIsForTheHostAlone() throws InterruptedException {
        for (String yes : List.of("true", "\"yes\"", "1")) {
            receiver.reply(200, "{\"block\":" + yes + "}");
            host.raise(Events.notice());
            broadcast.next(SOON);
        }
        await().until(() -> host.blockedEvents().size() == 3);
        receiver.reply(200, "{\"block\":false}");
        host.raise(Events.notice());
        broadcast.next(SOON);
        assertThat(host.blockedEvents()).hasSize(3);
    }

    @Test
    @Tag("QO-01")
    @Tag("QO-03")
    @Tag("POST-09")
    void theWorkedExampleCallsTheHostInOrderBeforeTheBroadcast() throws InterruptedException {
        receiver.reply(200, "{\"reply\":\"a[CQ:face,id=1]\",\"ban\":true,\"ban_duration\":\"60\",\"block\":true}");
        host.raise(Events.groupMessage("hi"));
        broadcast.next(SOON);
        List<HostCall> calls = host.calls();
        assertThat(calls).extracting(HostCall::action).containsExactly("send_group_msg", "set_group_ban");
        assertThat(calls.get(0).params().json().integer("group_id")).hasValue(Events.GROUP);
        assertThat(calls.get(1).params().json().integer("duration")).hasValue(60);
        await().until(() -> host.blockedEvents().size() == 1);
    }

    @Test
    @Tag("ORD-02")
    @Tag("POST-09")
    void theBroadcastWaitsForTheAnswerAndItsOperation() throws InterruptedException {
        Gate sending = host.hold("send_private_msg");
        receiver.answer(ReportAnswer.json("{\"reply\":\"x\"}").after(Duration.ofMillis(300)));
        long raised = System.nanoTime();
        host.raise(Events.privateMessage("hi"));
        host.awaitCall("send_private_msg");
        assertThat(System.nanoTime() - raised)
                .isGreaterThan(Duration.ofMillis(300).toNanos());
        assertThat(broadcast.silentFor(QUIET)).isTrue();
        sending.open();
        assertThat(broadcast.next(SOON).text()).contains("\"hi\"");
    }

    @Test
    @Tag("POST-11")
    void aHostThatHangsInOneReplyDoesNotHoldUpAnother() throws InterruptedException {
        Gate sending = host.hold("send_private_msg");
        receiver.reply(200, "{\"reply\":\"x\"}");
        host.raise(Events.privateMessage("one"));
        host.awaitCall("send_private_msg");
        receiver.reply(200, "{\"reply\":\"y\"}");
        host.raise(Events.groupMessage("two"));
        assertThat(broadcast.next(SOON).text()).contains("\"two\"");
        sending.open();
        assertThat(broadcast.next(SOON).text()).contains("\"one\"");
    }

    @Test
    @Tag("META-05")
    void theAnswerToAMetaEventDoesNothing() {
        receiver.answerMeta(ReportAnswer.json("{\"reply\":\"x\",\"block\":true}"));
        account.restart();
        await().atMost(SOON).until(() -> receiver.requests().size() >= 3);
        host.expectNoCall("send_private_msg", QUIET);
        assertThat(host.calls()).isEmpty();
    }
}
