package io.github.onekyu.bridge.ckyu.sandbox.action;

import java.util.LinkedHashMap;
import java.util.Map;

/** All operations on the world, by name. */
public final class Operations {
    private Operations() {}

    public static Map<String, Operation> all() {
        Map<String, Operation> all = new LinkedHashMap<>();
        all.putAll(MessageActions.all());
        all.putAll(GroupActions.all());
        all.putAll(UserActions.all());
        all.putAll(FriendActions.all());
        all.putAll(DiscussActions.all());
        all.putAll(ContactActions.all());
        all.putAll(ProfileActions.all());
        all.putAll(InfoActions.all());
        all.putAll(ForwardActions.all());
        all.putAll(BoardActions.all());
        all.putAll(AccountActions.all());
        all.putAll(FolderActions.all());
        return all;
    }
}
