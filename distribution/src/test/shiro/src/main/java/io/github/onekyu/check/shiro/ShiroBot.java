package io.github.onekyu.check.shiro;

import com.mikuac.shiro.core.Bot;
import com.mikuac.shiro.core.CoreEvent;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The application. The test gives the framework's own settings as arguments and reads the lines of standard output. */
@SpringBootApplication
public class ShiroBot {
    public static void main(String[] args) {
        SpringApplication.run(ShiroBot.class, args);
    }

    static void say(String line) {
        System.out.println(line);
    }

    @EventListener
    public void listening(WebServerInitializedEvent started) {
        say("LISTENING " + started.getWebServer().getPort());
    }

    /** Comings and goings of the account. */
    @Primary
    @Component
    static class Life extends CoreEvent {
        @Override
        public void online(Bot bot) {
            var account = bot.getLoginInfo().getData();
            say("ONLINE " + account.getUserId() + " " + account.getNickname());
        }

        @Override
        public void offline(long account) {
            say("OFFLINE " + account);
        }
    }
}
