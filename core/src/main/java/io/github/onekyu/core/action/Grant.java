package io.github.onekyu.core.action;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a caller may do: which actions, in which chats, how fast (EP-10 to EP-13). One object for all callers of an endpoint
 * or a token, so that they share the pace. Thread-safe.
 */
public final class Grant {
    /** Everything, at any pace. */
    public static final Grant ALL = new Grant(false, List.of(), List.of(), Set.of(), Set.of(), Optional.empty());

    private static final List<String> READING = List.of("get_", "_get_", ".get_", "can_", "fetch_", "check_url_safely");

    private final boolean readOnly;
    private final List<String> allowedActions;
    private final List<String> deniedActions;
    private final Set<String> allowedChats;
    private final Set<String> deniedChats;
    private final Optional<Pace> pace;

    /**
     * @param readOnly only actions that change nothing
     * @param allowedActions names, or beginnings of names followed by {@code *}; empty for all
     * @param deniedActions the same; wins over the allowed
     * @param allowedChats {@code group:<id>}, {@code private:<id>}, {@code discuss:<id>}, or {@code group:*} and the like; empty
     *     for all
     * @param deniedChats the same; wins over the allowed
     */
    public Grant(
            boolean readOnly,
            List<String> allowedActions,
            List<String> deniedActions,
            Set<String> allowedChats,
            Set<String> deniedChats,
            Optional<Pace> pace) {
        this.readOnly = readOnly;
        this.allowedActions = List.copyOf(allowedActions);
        this.deniedActions = List.copyOf(deniedActions);
        this.allowedChats = Set.copyOf(allowedChats);
        this.deniedChats = Set.copyOf(deniedChats);
        this.pace = pace;
    }

    public Optional<Pace> pace() {
        return pace;
    }

    /** Why this call is not allowed, in words; empty if it is. The name is without suffixes. */
    public Optional<String> refusal(String action, Params params) {
        if (readOnly && READING.stream().noneMatch(action::startsWith)) {
            return Optional.of(action + " changes something, and this access is read-only");
        }
        if (matches(deniedActions, action) || (!allowedActions.isEmpty() && !matches(allowedActions, action))) {
            return Optional.of(action + " is not among the actions that this access may call");
        }
        if (allowedChats.isEmpty() && deniedChats.isEmpty()) {
            return Optional.empty();
        }
        for (String key : List.of("group_id", "discuss_id", "user_id")) {
            if (params.has(key) && params.integer(key).isEmpty()) { // another implementation might read an id in it
                return Optional.of(action + ": " + key + " is no id, and this access may use certain chats only");
            }
        }
        return chat(params)
                .filter(chat -> isIn(deniedChats, chat) || (!allowedChats.isEmpty() && !isIn(allowedChats, chat)))
                .map(chat -> action + ": " + chat + " is not among the chats that this access may use");
    }

    private static boolean matches(List<String> patterns, String action) {
        return patterns.stream()
                .anyMatch(pattern -> pattern.endsWith("*")
                        ? action.startsWith(pattern.substring(0, pattern.length() - 1))
                        : action.equals(pattern));
    }

    private static boolean isIn(Set<String> chats, String chat) {
        return chats.contains(chat) || chats.contains(chat.substring(0, chat.indexOf(':')) + ":*");
    }

    /** The chat that the parameters name; a group before a person, who may be one of its members. */
    private static Optional<String> chat(Params params) {
        String type = params.text("message_type", "").toLowerCase(Locale.ROOT);
        OptionalLong user = params.integer("user_id");
        if (type.equals("private") && user.isPresent()) {
            return Optional.of("private:" + user.getAsLong());
        }
        for (String kind : List.of("group", "discuss")) {
            OptionalLong id = params.integer(kind + "_id");
            if (id.isPresent()) {
                return Optional.of(kind + ":" + id.getAsLong());
            }
        }
        return user.isPresent() ? Optional.of("private:" + user.getAsLong()) : Optional.empty();
    }
}
