package io.github.onekyu.check.shiro;

import static io.github.onekyu.check.shiro.ShiroBot.say;

import com.mikuac.shiro.annotation.AnyMessageHandler;
import com.mikuac.shiro.annotation.FriendAddNoticeHandler;
import com.mikuac.shiro.annotation.FriendAddRequestHandler;
import com.mikuac.shiro.annotation.common.Shiro;
import com.mikuac.shiro.core.Bot;
import com.mikuac.shiro.dto.event.message.AnyMessageEvent;
import com.mikuac.shiro.dto.event.notice.FriendAddNoticeEvent;
import com.mikuac.shiro.dto.event.request.FriendAddRequestEvent;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What the bot does when somebody speaks or asks; the same commands and lines as those of the koishi bot. */
@Shiro
@Component
public class Manners {
    private static final long GROUP = 20001;

    @AnyMessageHandler
    public void message(Bot bot, AnyMessageEvent said) {
        String text = said.getMessage();
        say("HEARD " + (said.getGroupId() == null ? "private:" + said.getUserId() : said.getGroupId()) + " " + text);
        if (text.startsWith("ping ")) {
            send(bot, said, "pong " + text.substring("ping ".length()));
        } else if (text.equals("recall")) {
            int messageId = send(bot, said, "oops");
            say("RECALLED " + messageId + " " + bot.deleteMsg(messageId).getStatus());
        } else if (text.equals("list")) {
            list(bot);
        }
    }

    private static int send(Bot bot, AnyMessageEvent answered, String text) {
        var sent = answered.getGroupId() == null
                ? bot.sendPrivateMsg(answered.getUserId(), text, false)
                : bot.sendGroupMsg(answered.getGroupId(), text, false);
        int messageId = sent.getData().getMessageId();
        say("SENT " + messageId);
        return messageId;
    }

    private static void list(Bot bot) {
        say("FRIENDS "
                + sorted(bot.getFriendList().getData().stream()
                        .map(friend -> friend.getUserId() + "=" + friend.getNickname())));
        say("GROUPS "
                + sorted(bot.getGroupList().getData().stream()
                        .map(group -> group.getGroupId() + "=" + group.getGroupName())));
        say("MEMBERS "
                + sorted(bot.getGroupMemberList(GROUP).getData().stream()
                        .map(member -> member.getUserId() + "=" + member.getRole())));
    }

    private static String sorted(Stream<String> entries) {
        return entries.sorted().collect(Collectors.joining(", "));
    }

    @FriendAddRequestHandler
    public void friendRequest(Bot bot, FriendAddRequestEvent asked) {
        say("ASKED " + asked.getUserId() + " " + asked.getComment());
        bot.setFriendAddRequest(asked.getFlag(), true, "");
    }

    @FriendAddNoticeHandler
    public void newFriend(FriendAddNoticeEvent made) {
        say("FRIEND " + made.getUserId());
    }
}
