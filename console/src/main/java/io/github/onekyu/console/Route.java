package io.github.onekyu.console;

import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One path with a JSON answer and its methods; {@code {id}} and {@code {name}} in the pattern stand for one part. The table
 * lists all of them; the few with other answers are in {@link Router}.
 */
record Route(List<String> pattern, Map<HttpString, ConsoleCall.Operation> methods) {
    private static final String SANDBOX = "sandbox/v1/";
    private static final String ADMIN = "admin/v1/";

    private static final List<Route> ALL = List.of(
            sandbox("world", Map.of(Methods.GET, call -> call.now(call.control().world()))),
            sandbox("world/export", Map.of(Methods.GET, call -> call.now(WorldFile.export(call.control())))),
            sandbox(
                    "world/import",
                    Map.of(Methods.PUT, call -> call.withBody(file -> WorldFile.restore(call.control(), file)))),
            sandbox(
                    "messages",
                    Map.of(
                            Methods.GET, call -> call.now(call.control().messages(call.messageQuery())),
                            Methods.POST, call -> call.withBody(call.control()::say))),
            sandbox(
                    "requests",
                    Map.of(
                            Methods.GET, call -> call.now(call.control().requests()),
                            Methods.POST, call -> call.withBody(call.control()::request))),
            sandbox("notices", Map.of(Methods.POST, call -> call.withBody(call.control()::notice))),
            sandbox("account", Map.of(Methods.PUT, call -> call.withBody(call.control()::putAccount))),
            sandbox(
                    "friends/{id}",
                    Map.of(
                            Methods.PUT,
                                    call -> call.withBody(body -> call.control().putFriend(call.id(3), body)),
                            Methods.DELETE, call -> call.control().deleteFriend(call.id(3)))),
            sandbox(
                    "groups/{id}",
                    Map.of(
                            Methods.PUT,
                                    call -> call.withBody(body -> call.control().putGroup(call.id(3), body)),
                            Methods.DELETE, call -> call.control().deleteGroup(call.id(3)))),
            sandbox(
                    "groups/{id}/members/{id}",
                    Map.of(
                            Methods.PUT,
                                    call -> call.withBody(
                                            body -> call.control().putMember(call.id(3), call.id(5), body)),
                            Methods.DELETE, call -> call.control().deleteMember(call.id(3), call.id(5)))),
            sandbox("reset", Map.of(Methods.POST, call -> call.control().reset())),
            sandbox(
                    "faults",
                    Map.of(
                            Methods.GET, call -> call.now(call.control().faults()),
                            Methods.POST, call -> call.withBody(call.control()::fault))),
            admin("accounts", Map.of(Methods.GET, Admin::accounts)),
            admin("endpoints", Map.of(Methods.GET, Admin::endpoints)),
            admin("endpoints/{name}/pause", Map.of(Methods.POST, Admin::pause)),
            admin("endpoints/{name}/resume", Map.of(Methods.POST, Admin::resume)),
            admin("endpoints/{name}/test", Map.of(Methods.POST, Admin::test)),
            admin("connections/{id}", Map.of(Methods.DELETE, Admin::disconnect)),
            admin("reload", Map.of(Methods.POST, Admin::reload)),
            admin("actions", Map.of(Methods.GET, Admin::actions)),
            admin("actions/{name}", Map.of(Methods.POST, Admin::act)),
            admin(
                    "history",
                    Map.of(
                            Methods.GET,
                            call -> call.now(call.workshop().history().json()))));

    private static Route sandbox(String pattern, Map<HttpString, ConsoleCall.Operation> methods) {
        return new Route(List.of((SANDBOX + pattern).split("/")), methods);
    }

    private static Route admin(String pattern, Map<HttpString, ConsoleCall.Operation> methods) {
        return new Route(List.of((ADMIN + pattern).split("/")), methods);
    }

    static Optional<Route> find(List<String> parts) {
        return ALL.stream().filter(route -> route.matches(parts)).findFirst();
    }

    private boolean matches(List<String> parts) {
        if (parts.size() != pattern.size()) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            boolean open = pattern.get(i).startsWith("{") && !parts.get(i).isEmpty();
            if (!open && !pattern.get(i).equals(parts.get(i))) {
                return false;
            }
        }
        return true;
    }
}
