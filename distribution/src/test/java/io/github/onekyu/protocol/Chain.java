package io.github.onekyu.protocol;

import io.github.onekyu.bridge.ckyu.link.LinkBackendProvider;
import io.github.onekyu.core.OneBot;
import io.github.onekyu.core.backend.Backend;
import io.github.onekyu.core.backend.BackendContext;
import io.github.onekyu.core.backend.BackendProvider;
import io.github.onekyu.core.config.Config;
import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.event.EventSink;
import io.github.onekyu.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Puts a whole second Onekyu between an account and its chat host: the account is linked to it, and it has the host. Both
 * speak over real sockets.
 */
enum Chain {
    /** The account dials the one behind it. */
    WS("ws", "use_ws"),
    /** The one behind dials the account. */
    WS_REVERSE("ws_reverse", "use_ws_reverse"),
    /** Calls over HTTP, events as reports. */
    HTTP("http", "use_http");

    private final String mode;
    private final String transport;

    Chain(String mode, String transport) {
        this.mode = mode;
        this.transport = transport;
    }

    /** The provider of the link, whose making starts the Onekyu behind, and whose end stops it. */
    BackendProvider behind(BackendProvider host) {
        return new BackendProvider() {
            @Override
            public String name() {
                return "onebot";
            }

            @Override
            public Backend create(BackendContext context) {
                return linked(host, context);
            }
        };
    }

    private Backend linked(BackendProvider host, BackendContext context) {
        int listen = freePort();
        OneBot behind =
                OneBot.builder(() -> upstream(context, listen)).backend(host).build();
        behind.start();
        Backend link;
        try {
            link = new LinkBackendProvider().create(new Linked(context, link(context, behind, listen)));
        } catch (RuntimeException unusable) {
            behind.stop();
            throw unusable;
        }
        return (Backend) Proxy.newProxyInstance(
                Chain.class.getClassLoader(), new Class<?>[] {Backend.class}, (self, call, args) -> {
                    try {
                        return call.invoke(link, args);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    } finally {
                        if (call.getName().equals("stop")) {
                            behind.stop((Duration) args[0]);
                        }
                    }
                });
    }

    private record Linked(BackendContext context, ConfigView config) implements BackendContext {
        @Override
        public EventSink events() {
            return context.events();
        }

        @Override
        public ScheduledExecutorService timer() {
            return context.timer();
        }
    }

    private Config upstream(BackendContext context, int listen) {
        return Config.of(
                context.config().home().resolve("behind"),
                JsonObject.builder()
                        .put("host", "127.0.0.1")
                        .put("port", 0)
                        .put("ws_host", "127.0.0.1")
                        .put("ws_port", 0)
                        .put("use_http", false)
                        .put(transport, true)
                        .put("access_token", "between")
                        .put("secret", "signed")
                        .put("post_url", this == HTTP ? "http://127.0.0.1:" + listen + "/" : "")
                        .put("ws_reverse_url", "ws://127.0.0.1:" + listen + "/")
                        .put("ws_reverse_use_universal_client", true)
                        .put("ws_reverse_reconnect_interval", 100)
                        .put("data_dir", context.config().dataDir().toString())
                        .build());
    }

    private Config link(BackendContext context, OneBot behind, int listen) {
        JsonObject.Builder json = context.config().json().toBuilder()
                .put("upstream_mode", mode)
                .put("upstream_access_token", "between")
                .put("upstream_secret", "signed")
                .put("upstream_listen", "127.0.0.1:" + listen);
        behind.transports().stream()
                .flatMap(state -> state.address().stream())
                .map(InetSocketAddress::getPort)
                .forEach(port -> json.put("upstream_url", "ws://127.0.0.1:" + port + "/")
                        .put("upstream_api_url", "http://127.0.0.1:" + port));
        return Config.of(context.config().home(), json.build());
    }

    private static int freePort() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
