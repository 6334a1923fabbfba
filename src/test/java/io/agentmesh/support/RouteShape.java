package io.agentmesh.support;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Whether a file is laid out as ours are: one route a file that bears its name and tells what it does; shared error
 * handling, beans and REST in files of their own; node ids once; state in variables and the body.
 */
public final class RouteShape {

    // Headers of HTTP and control headers of Camel's components; a name in small letters is state.
    /** As HTTP names them, and the one that the W3C wants in small letters. */
    private static final String PROTOCOL_HEADER = "[A-Z][A-Za-z]*(-[A-Z][A-Za-z]*)*|traceparent";

    private RouteShape() {
    }

    /** What is wrong, a sentence each. */
    public static List<String> complaints(RouteFile file) {
        List<String> complaints = new ArrayList<>();
        String only = onlyKind(file.name());
        file.content().forEach(entry -> entry.fieldNames().forEachRemaining(kind -> {
            if (!kind.equals(only)) {
                complaints.add(file.name() + ": holds " + kind + ", but only " + only + " belongs there");
            }
        }));
        List<JsonNode> routes = file.entries("route");
        if (only.equals("route") && routes.size() != 1) {
            complaints.add(file.name() + ": holds " + routes.size() + " routes instead of one");
        }
        routes.forEach(route -> checkRoute(file.name(), route, complaints));
        file.entries("routeConfiguration").forEach(each -> require(file.name(), each, complaints, "id", "description"));
        file.entries("rest").forEach(each -> require(file.name(), each, complaints, "id", "description"));
        checkNodes(file, complaints);
        return complaints;
    }

    private static String onlyKind(String name) {
        if (name.equals("errors")) {
            return "routeConfiguration";
        }
        return name.equals("beans") ? "beans" : name.startsWith("rest-") ? "rest" : "route";
    }

    private static void checkRoute(String name, JsonNode route, List<String> complaints) {
        require(name, route, complaints, "id", "description", "note");
        if (!route.path("note").asText("in: out:").matches("(?s).*\\bin:.*\\bout:.*")) {
            complaints.add(name + ": the note doesn't tell what comes in: and what goes out:");
        }
        if (!route.path("id").asText().equals(name)) {
            complaints.add(name + ": the route's id is " + route.path("id").asText() + ", not the file's name");
        }
        if (!name.matches("[a-z]+(-[a-z0-9]+)+")) {
            complaints.add(name + ": the name isn't verb-noun in small letters");
        }
        JsonNode from = route.path("from");
        if (from.path("uri").asText().equals("direct")
                && !from.path("parameters").path("name").asText().equals(name)) {
            complaints.add(name + ": is entered as direct:" + from.path("parameters").path("name").asText()
                    + ", not by the route's name");
        }
    }

    private static void require(String name, JsonNode entry, List<String> complaints, String... fields) {
        for (String field : fields) {
            if (entry.path(field).asText().isBlank()) {
                complaints.add(name + ": has no " + field);
            }
        }
    }

    private static void checkNodes(RouteFile file, List<String> complaints) {
        Set<String> ids = new HashSet<>();
        file.eachField((field, value) -> {
            if (field.equals("id") && value.isTextual() && !ids.add(value.textValue())) {
                complaints.add(file.name() + ": the id " + value.textValue() + " stands twice");
            }
            if (field.equals("setHeader") && !value.path("name").asText().matches(PROTOCOL_HEADER)) {
                complaints.add(file.name() + ": the header " + value.path("name").asText()
                        + " holds state, which belongs into a variable");
            }
            if (field.equals("groovy")) {
                complaints.add(file.name() + ": holds groovy");
            }
            // Else the pause is another thread's, and the timer comes again at once.
            if (field.equals("delay") && value.isObject() && value.path("asyncDelayed").asBoolean(true)) {
                complaints.add(file.name() + ": a delay doesn't hold up who waits for it: asyncDelayed must be false");
            }
        });
    }
}
