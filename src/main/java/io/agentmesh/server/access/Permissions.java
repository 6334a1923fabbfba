package io.agentmesh.server.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The permissions of each call, from {@code security} in the API description: {@code []} is open to everyone, a list of
 * roles restricts to them, and without either any token is enough. A call without a description needs an admin's token,
 * so that one which is added and not described is closed.
 */
public final class Permissions {

    /** The files of the web page, which hold no data: the page asks for a token itself. */
    private static final Pattern PAGE_FILE =
            Pattern.compile("/(page/)?[A-Za-z0-9_-]+\\.(html|css|js|svg|png|ico|webmanifest)");
    private static final String SCHEME = "bearer";

    private record Call(String method, Pattern path, boolean isOpen, Set<String> roles) {

        boolean is(String otherMethod, String otherPath) {
            return method.equals(otherMethod) && path.matcher(otherPath).matches();
        }

        boolean allows(Role role) {
            return role == Role.ADMIN || isOpen || roles.isEmpty() || roles.contains(role.label());
        }
    }

    private final List<Call> calls = new ArrayList<>();

    /** @param api an OpenAPI 3.1 description */
    public Permissions(JsonNode api) {
        for (Map.Entry<String, JsonNode> path : api.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (operation.getValue().isObject()) {
                    calls.add(call(path.getKey(), operation.getKey(), operation.getValue().get("security")));
                }
            }
        }
    }

    /** Whether the call needs no token. */
    public boolean isOpen(String method, String path) {
        String read = read(method);
        List<Call> matches = calls(read, path);
        return read.equals("GET") && PAGE_FILE.matcher(path).matches()
                || !matches.isEmpty() && matches.stream().allMatch(Call::isOpen);
    }

    /** Whether {@code role} may make the call. */
    public boolean allows(Role role, String method, String path) {
        List<Call> matches = calls(read(method), path);
        return role == Role.ADMIN || !matches.isEmpty() && matches.stream().allMatch(call -> call.allows(role));
    }

    private List<Call> calls(String method, String path) {
        String bare = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return calls.stream().filter(call -> call.is(method, bare)).toList();
    }

    private static String read(String method) {
        return method.equals("HEAD") ? "GET" : method;
    }

    private static Call call(String template, String method, JsonNode security) {
        Set<String> roles = new TreeSet<>();
        if (security != null) {
            security.forEach(way -> way.path(SCHEME).forEach(role -> roles.add(role.asText())));
        }
        StringBuilder path = new StringBuilder();
        for (String part : template.split("(?=\\{)|(?<=\\})")) {
            path.append(part.startsWith("{") ? "[^/]+" : Pattern.quote(part));
        }
        return new Call(method.toUpperCase(Locale.ROOT), Pattern.compile(path.toString()),
                security != null && security.isEmpty(), roles);
    }
}
