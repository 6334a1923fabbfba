package io.agentmesh.camel;

/**
 * An error in a route file.
 *
 * @param line  from 1, 0 where unknown
 * @param route such as {@code route claim-task}; empty where it is in none
 * @param shown the text of the line; may be empty
 */
record RouteFault(String file, int line, String route, String problem, String shown) {

    /** One line, and the quoted text as a second one. */
    String sentence() {
        return "routes: " + file + (line > 0 ? " line " + line : "") + (route.isEmpty() ? "" : ", " + route) + ": "
                + problem + (shown.isEmpty() ? "" : "\n    " + shown);
    }
}
