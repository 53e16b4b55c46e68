package io.github.onekyu.console;

import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One path of the control API with its methods; {@code {id}} in the pattern stands for a number.
 *
 * @param pattern the parts behind {@code /sandbox/v1/}
 */
record SandboxRoute(List<String> pattern, Map<HttpString, SandboxCall.Operation> methods) {
    private static final String ID = "{id}";

    private static final List<SandboxRoute> ALL = List.of(
            route("world", Map.of(Methods.GET, call -> call.now(call.control().world()))),
            route(
                    "messages",
                    Map.of(
                            Methods.GET, call -> call.now(call.control().messages(call.messageQuery())),
                            Methods.POST, call -> call.withBody(call.control()::say))),
            route(
                    "requests",
                    Map.of(
                            Methods.GET, call -> call.now(call.control().requests()),
                            Methods.POST, call -> call.withBody(call.control()::request))),
            route("notices", Map.of(Methods.POST, call -> call.withBody(call.control()::notice))),
            route(
                    "friends/{id}",
                    Map.of(
                            Methods.PUT,
                                    call -> call.withBody(body -> call.control().putFriend(call.id(0), body)),
                            Methods.DELETE, call -> call.control().deleteFriend(call.id(0)))),
            route(
                    "groups/{id}",
                    Map.of(
                            Methods.PUT,
                                    call -> call.withBody(body -> call.control().putGroup(call.id(0), body)),
                            Methods.DELETE, call -> call.control().deleteGroup(call.id(0)))),
            route(
                    "groups/{id}/members/{id}",
                    Map.of(
                            Methods.PUT,
                                    call -> call.withBody(
                                            body -> call.control().putMember(call.id(0), call.id(1), body)),
                            Methods.DELETE, call -> call.control().deleteMember(call.id(0), call.id(1)))),
            route("reset", Map.of(Methods.POST, call -> call.control().reset())),
            route(
                    "faults",
                    Map.of(
                            Methods.GET,
                                    call -> CompletableFuture.completedFuture(
                                            call.control().faults()),
                            Methods.POST, call -> call.withBody(call.control()::fault))));

    private static SandboxRoute route(String pattern, Map<HttpString, SandboxCall.Operation> methods) {
        return new SandboxRoute(List.of(pattern.split("/")), methods);
    }

    static Optional<SandboxRoute> find(List<String> parts) {
        return ALL.stream().filter(route -> route.matches(parts)).findFirst();
    }

    private boolean matches(List<String> parts) {
        if (parts.size() != pattern.size()) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            if (!pattern.get(i).equals(ID) && !pattern.get(i).equals(parts.get(i))) {
                return false;
            }
        }
        return true;
    }
}
