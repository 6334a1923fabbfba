package io.agentmesh.support;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Whether a file is laid out as ours are: one route in a file of its name, or all routes of a resource in a file that is
 * named after it, each of which tells what it does; shared error handling, beans and REST in files of their own, the last
 * with the routes that belong to no resource; node ids once; state in variables and the body.
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
            if (!kind.equals(only) && !(only.equals("rest") && kind.equals("route"))) {
                complaints.add(file.name() + ": holds " + kind + ", but only " + only + " belongs there");
            }
        }));
        List<JsonNode> routes = file.entries("route");
        if (only.equals("route")) {
            checkCount(file.name(), routes, complaints);
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

    /** A file whose name is a verb and a noun is a route; one word is a resource. */
    private static void checkCount(String name, List<JsonNode> routes, List<String> complaints) {
        boolean isResource = !name.contains("-");
        if (routes.isEmpty() || !isResource && routes.size() > 1) {
            complaints.add(name + ": holds " + routes.size() + " routes instead of one");
        }
        if (!isResource) {
            routes.stream().map(route -> route.path("id").asText()).filter(id -> !id.equals(name))
                    .forEach(id -> complaints.add(name + ": the route's id is " + id + ", not the file's name"));
        }
    }

    private static void checkRoute(String name, JsonNode route, List<String> complaints) {
        require(name, route, complaints, "id", "description", "note");
        if (!route.path("note").asText("in: out:").matches("(?s).*\\bin:.*\\bout:.*")) {
            complaints.add(name + ": the note doesn't tell what comes in: and what goes out:");
        }
        String id = route.path("id").asText();
        if (!id.matches("[a-z]+(-[a-z0-9]+)+")) {
            complaints.add(name + ": the route's id " + id + " isn't verb-noun in small letters");
        }
        JsonNode from = route.path("from");
        String entrance = from.path("parameters").path("name").asText();
        if (from.path("uri").asText().equals("direct") && !entrance.equals(id)) {
            complaints.add(name + ": " + id + " is entered as direct:" + entrance + ", not by the route's id");
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
