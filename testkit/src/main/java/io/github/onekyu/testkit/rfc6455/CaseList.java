package io.github.onekyu.testkit.rfc6455;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes the cases of the chapters. The cases of a group are numbered in the order in which they are added. */
final class CaseList {
    private static final Set<Side> BOTH = EnumSet.allOf(Side.class);

    private final List<WireCase> cases = new ArrayList<>();
    private String group = "";
    private int number;
    private String section = "";

    /** Begins a group, such as {@code 6.3}, on this section of the RFC. */
    CaseList group(String id, String rfcSection) {
        group = id;
        number = 0;
        section = rfcSection;
        return this;
    }

    /** A case for both ends, on a connection whose handshake is done. */
    void both(String what, String expected, Script script) {
        add(BOTH, what, expected, script, true);
    }

    void server(String what, String expected, Script script) {
        add(EnumSet.of(Side.SERVER), what, expected, script, true);
    }

    void client(String what, String expected, Script script) {
        add(EnumSet.of(Side.CLIENT), what, expected, script, true);
    }

    /** A case on a fresh TCP connection: the script does the handshake. */
    void handshake(Side side, String what, String expected, Script script) {
        add(EnumSet.of(side), what, expected, script, false);
    }

    /** The case added last comes out otherwise at this end. */
    void deviates(Side side, String outcome, String reason) {
        WireCase last = cases.remove(cases.size() - 1);
        Map<Side, WireCase.Deviation> deviations = new EnumMap<>(Side.class);
        deviations.putAll(last.deviations());
        deviations.put(side, new WireCase.Deviation(outcome, reason));
        cases.add(new WireCase(
                last.id(), last.section(), last.what(), last.expected(), last.sides(), deviations, last.script()));
    }

    private void add(Set<Side> sides, String what, String expected, Script script, boolean shaken) {
        Script whole = !shaken
                ? script
                : peer -> {
                    Handshakes.shake(peer);
                    script.play(peer);
                };
        cases.add(new WireCase(group + "." + ++number, section, what, expected, sides, Map.of(), whole));
    }

    List<WireCase> toList() {
        return List.copyOf(cases);
    }
}
