package io.github.onekyu.bridge.ckyu.sandbox.world;

import java.util.Locale;
import java.util.Optional;

/** What somebody is in a group; later constants may act on earlier ones. */
public enum Role {
    MEMBER,
    ADMIN,
    OWNER;

    /** The name in events and answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean outranks(Role other) {
        return compareTo(other) > 0;
    }

    public static Optional<Role> of(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
