package io.github.onekyu.testkit.contract;

import io.github.onekyu.testkit.OneBotFixture;
import io.github.onekyu.testkit.RecordingBackend;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One test's account, transport and peers; closing it puts everything away and looks for what was left behind. */
final class Scene implements AutoCloseable {
    private final TransportFixture fixture;
    private final OneBotFixture.Setup setup;
    private final List<AutoCloseable> guests = new ArrayList<>();
    private @Nullable OneBotFixture account;

    Scene(TransportFixture fixture) {
        this.fixture = fixture;
        this.setup = fixture.setup();
    }

    Scene set(String key, String value) {
        setup.set(key, value);
        return this;
    }

    Scene start() {
        account = setup.start();
        return this;
    }

    OneBotFixture.Setup setup() {
        return setup;
    }

    OneBotFixture account() {
        if (account == null) {
            throw new IllegalStateException("the scene was not started");
        }
        return account;
    }

    RecordingBackend host() {
        return setup.backend();
    }

    TransportFixture fixture() {
        return fixture;
    }

    /** Connects a bot that leaves when the scene is closed. */
    BotPeer bot(String... headers) {
        return keep(fixture.connect(account(), headers));
    }

    int port() {
        return account().port(fixture.transport());
    }

    <T extends AutoCloseable> T keep(T guest) {
        guests.add(guest);
        return guest;
    }

    @Override
    public void close() {
        try (fixture) {
            if (account != null) {
                account.close();
            }
        } finally {
            guests.forEach(Scene::leave);
        }
    }

    private static void leave(AutoCloseable guest) {
        try {
            guest.close();
        } catch (Exception alreadyGone) {
            // the test is over; how its bots leave is of no importance
        }
    }
}
