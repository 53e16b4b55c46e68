package io.github.onekyu.testkit.rfc6455;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The cases as one end of the product meets them. The end under test allows messages of {@link #LIMIT} bytes, has no
 * token, and answers calls. Each case is played once, whoever asks for its outcome. For one thread.
 */
public final class Rfc6455 implements AutoCloseable {
    /** What {@code max_message_size} must be, in bytes. */
    public static final int LIMIT = 1 << 20;

    private static final List<WireCase> ALL = all();

    private final Meeting meeting;
    private final Map<String, String> outcomes = new ConcurrentHashMap<>();

    public Rfc6455(Meeting meeting) {
        this.meeting = meeting;
    }

    /** The whole table, in its order. */
    public static List<WireCase> cases() {
        return ALL;
    }

    /** The cases for this end. */
    public static List<WireCase> cases(Side side) {
        return ALL.stream().filter(one -> one.sides().contains(side)).toList();
    }

    private static List<WireCase> all() {
        CaseList cases = new CaseList();
        FramingCases.addTo(cases);
        PingCases.addTo(cases);
        HeadCases.addTo(cases);
        FragmentCases.addTo(cases);
        Utf8Cases.addTo(cases);
        CloseCases.addTo(cases);
        MaskAndLengthCases.addTo(cases);
        LimitCases.addTo(cases);
        HandshakeCases.addTo(cases);
        return cases.toList();
    }

    /** Plays the case, unless it was played before, and gives what came back. */
    public String outcome(WireCase one) throws IOException {
        String known = outcomes.get(one.id());
        if (known != null) {
            return known;
        }
        try (CasePeer peer = new CasePeer(meeting)) {
            one.script().play(peer);
            String outcome = peer.outcome(one.staysOpen(meeting.side()));
            outcomes.put(one.id(), outcome);
            return outcome;
        }
    }

    @Override
    public void close() throws IOException {
        meeting.close();
    }
}
