package io.github.onekyu.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonValue;
import io.github.onekyu.testkit.Events;
import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RawWebSocket;
import io.github.onekyu.transport.ws.WsTransportProvider;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every segment type with all its parameters and an unknown one, to the host and from it, in both formats. */
class SegmentMatrixTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    @Test
    @Tag("SEG-01")
    @Tag("SEG-02")
    @Tag("SEG-03")
    @Tag("SEG-04")
    @Tag("SEG-05")
    @Tag("SEG-06")
    @Tag("SEG-07")
    @Tag("SEG-08")
    @Tag("SEG-09")
    @Tag("SEG-10")
    @Tag("SEG-11")
    @Tag("SEG-12")
    @Tag("SEG-13")
    @Tag("SEG-14")
    @Tag("SEG-15")
    @Tag("SEG-16")
    @Tag("SEG-17")
    @Tag("SEG-19")
    @Tag("SEG-22")
    @Tag("SEG-23")
    @Tag("SEG-24")
    @Tag("SEG-25")
    void bothFormsReachTheHostAsTheSameSegment() throws Exception {
        try (OneBotFixture account =
                        OneBotFixture.with(new WsTransportProvider()).start();
                RawWebSocket bot = RawWebSocket.open(account.port("ws"), "/api")) {
            expectSent(account, bot, "hello", "[{\"type\":\"text\",\"data\":{\"text\":\"hello\"}}]");
            for (String code : List.of(
                    "face,id=14",
                    "image,file=1.jpg,cache=1,timeout=5,proxy=1,type=flash,id=40000,c=3",
                    "record,file=1.amr,magic=1,cache=0,timeout=5,proxy=0",
                    "video,file=1.mp4,cache=1,proxy=1,timeout=5,cover=1.jpg",
                    "at,qq=all,name=n",
                    "rps",
                    "dice",
                    "shake",
                    "poke,type=126,id=2003,qq=7",
                    "anonymous,ignore=1",
                    "share,url=http://a/b,title=t,content=c,image=http://a/i",
                    "contact,type=group,id=8",
                    "location,lat=1.5,lon=-2.5,title=t,content=c",
                    "music,type=163,id=9,style=s",
                    "music,type=custom,url=http://a,audio=http://b,title=t,content=c,image=http://i",
                    "emoji,id=128512",
                    "reply,id=-5,text=t,qq=7,time=1,seq=2",
                    "xml,data=<a/>,resid=1",
                    "json,data={},resid=1",
                    "tts,text=t",
                    "cardimage,file=1.jpg,minwidth=1,maxwidth=2",
                    "file,file=f,name=n,url=http://a,file_id=i")) {
                expectSent(account, bot, "[CQ:" + code + "]", array(code));
                expectSent(account, bot, "[CQ:" + code + ",x_new=kept]", array(code + ",x_new=kept"));
            }
        }
    }

    @Test
    @Tag("SEG-01")
    @Tag("SEG-02")
    @Tag("SEG-03")
    @Tag("SEG-04")
    @Tag("SEG-05")
    @Tag("SEG-06")
    @Tag("SEG-07")
    @Tag("SEG-08")
    @Tag("SEG-10")
    @Tag("SEG-12")
    @Tag("SEG-13")
    @Tag("SEG-14")
    @Tag("SEG-17")
    @Tag("SEG-18")
    @Tag("SEG-19")
    @Tag("SEG-21")
    @Tag("SEG-22")
    @Tag("SEG-23")
    @Tag("SEG-24")
    @Tag("SEG-25")
    void whatTheHostRaisesArrivesInBothFormats() throws Exception {
        for (String format : List.of("string", "array")) {
            try (OneBotFixture account = OneBotFixture.with(new WsTransportProvider())
                            .set("post_message_format", format)
                            .set("convert_unicode_emoji", "no")
                            .start();
                    RawWebSocket bot = RawWebSocket.open(account.port("ws"), "/event")) {
                bot.nextText(SOON); // the greeting
                expectRaised(account, bot, format, "hello", "[{\"type\":\"text\",\"data\":{\"text\":\"hello\"}}]");
                for (String code : List.of(
                        "face,id=14",
                        "image,file=1.jpg,url=http://a/b,type=flash,subType=0",
                        "record,file=1.amr,magic=0,url=http://a/b",
                        "video,file=1.mp4,url=http://a/b",
                        "at,qq=7",
                        "rps,value=1",
                        "dice,value=6",
                        "poke,type=126,id=2003,name=n",
                        "share,url=http://a/b,title=t,content=c,image=http://a/i",
                        "contact,type=qq,id=7",
                        "location,lat=1.5,lon=-2.5,title=t,content=c",
                        "emoji,id=128512",
                        "rich,a=b",
                        "sign,a=b",
                        "hb,a=b",
                        "bface,a=b",
                        "sface,a=b",
                        "show,a=b",
                        "reply,id=-5",
                        "forward,id=f",
                        "xml,data=<a/>",
                        "json,data={}",
                        "redbag,title=t",
                        "file,file=f,name=n,url=http://a,file_id=i")) {
                    expectRaised(account, bot, format, "[CQ:" + code + "]", array(code));
                }
            }
        }
    }

    private static void expectSent(OneBotFixture account, RawWebSocket bot, String cq, String array) throws Exception {
        for (String message : List.of(quote(cq), array)) {
            account.backend().clear();
            JsonObject params = (JsonObject) Json.parse("{\"user_id\":7,\"message\":" + message + "}");
            assertThat(ActionMatrix.call(bot, "send_private_msg", params).integer("retcode"))
                    .as(message)
                    .hasValue(0);
            assertThat(account.backend().awaitCall("send_private_msg").params().array("message"))
                    .as(message)
                    .hasValue((JsonArray) Json.parse(array));
        }
    }

    private static void expectRaised(OneBotFixture account, RawWebSocket bot, String format, String cq, String array)
            throws Exception {
        JsonValue expected = Json.parse(format.equals("array") ? array : quote(cq));
        for (String message : List.of(quote(cq), array)) {
            account.backend().raise(Events.privateMessage(cq).with("message", Json.parse(message)));
            JsonObject event = (JsonObject) Json.parse(bot.nextText(SOON));
            assertThat(event.get("message")).as(message).isEqualTo(expected);
            assertThat(event.string("raw_message")).hasValue(cq);
        }
    }

    private static String quote(String text) {
        return "\"" + text + "\"";
    }

    /** The array form of a code without anything escaped. */
    private static String array(String code) {
        String[] parts = code.split(",");
        JsonObject.Builder data = JsonObject.builder();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            data.put(parts[i].substring(0, equals), parts[i].substring(equals + 1));
        }
        JsonObject segment = JsonObject.builder()
                .put("type", parts[0])
                .put("data", data.build())
                .build();
        return JsonArray.of(segment).toString();
    }
}
