package io.github.onekyu.testkit.contract;

import io.github.onekyu.testkit.RawHttp;
import java.time.Duration;

/** A bot that calls over HTTP: one connection for each call, so that calls may overlap, and one that is kept open. */
public final class HttpPeer implements BotPeer {
    private final int port;
    private final String[] headers;
    private final RawHttp idle;

    /** @param headers whole lines for every request */
    public HttpPeer(int port, String... headers) {
        this.port = port;
        this.headers = headers.clone();
        this.idle = RawHttp.connect(port);
        idle.get("/get_status", headers);
    }

    @Override
    public Pending ask(String action, String params) {
        RawHttp connection = RawHttp.connect(port);
        connection.writePost("/" + action, "application/json", params, headers);
        return limit -> {
            try (connection) {
                RawHttp.Response response = connection.read(limit);
                return new Reply(response.status(), response.text());
            }
        };
    }

    @Override
    public boolean endsWithin(Duration limit) {
        return idle.closesWithin(limit);
    }

    @Override
    public void breakOff() {
        idle.reset();
    }

    @Override
    public void close() {
        idle.close();
    }
}
