package io.github.onekyu.console;

import io.github.onekyu.core.auth.AccessToken;
import io.github.onekyu.core.config.ConfigView;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where the console listens and who may use it.
 *
 * @param token asked for where the console can be reached from other machines; open on loopback
 */
record ConsoleConfig(String host, int port, AccessToken token, long maxBody) {
    static ConsoleConfig from(ConfigView config) {
        String host = config.text("console_host").orElse("127.0.0.1");
        String token = config.text("access_token").orElse("");
        boolean loopback = isLoopback(host, config);
        if (!loopback && token.isEmpty()) {
            config.problem(
                    "console_host",
                    "is " + host + ", so other machines could play every user of the sandbox without a word",
                    "set console_host = 127.0.0.1, or set access_token, which is then asked for");
        }
        return new ConsoleConfig(
                host,
                config.port("console_port", 5710),
                loopback ? AccessToken.OPEN : AccessToken.of(token),
                config.integer("max_message_size", 64L * 1024 * 1024));
    }

    private static boolean isLoopback(String host, ConfigView config) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            config.problem(
                    "console_host",
                    "is \"" + host + "\", which is no address of this machine",
                    "set it to one, such as 127.0.0.1");
            return true;
        }
    }
}
