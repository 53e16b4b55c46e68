package io.github.onekyu.core.auth;

import io.github.onekyu.core.action.Grant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who is let in at a listener, and to do what: the endpoint's own {@code access_token}, and tokens with a name that carry
 * rights of their own (EP-14). Thread-safe; {@code toString} shows no token.
 *
 * @param token the endpoint's
 * @param grant what its holder may do, or everybody where it is open
 * @param keys the named tokens, none of them open
 */
public record Door(AccessToken token, Grant grant, List<Key> keys) {
    /** Everybody may do everything. */
    public static final Door OPEN = new Door(AccessToken.OPEN, Grant.ALL, List.of());

    public Door {
        keys = List.copyOf(keys);
    }

    /**
     * A token with a name.
     *
     * @param name for people
     */
    public record Key(String name, AccessToken token, Grant grant) {}

    /**
     * What became of a request.
     *
     * @param key the name of the token that was shown; empty for the endpoint's own, or for none
     */
    public record Admission(Access access, Grant grant, String key) {}

    /** Judges a request as {@link AccessToken#check} does; named tokens are looked at first. */
    public Admission check(Optional<String> authorization, Supplier<Optional<String>> queryToken) {
        for (Key key : keys) {
            if (key.token().check(authorization, queryToken) == Access.GRANTED) {
                return new Admission(Access.GRANTED, key.grant(), key.name());
            }
        }
        return new Admission(token.check(authorization, queryToken), grant, "");
    }
}
