package io.agentmesh.camel;

/**
 * What is wrong in a file of routes.
 *
 * @param line  from 1 on, 0 where it isn't known
 * @param route such as {@code route claim-task}; empty where it is in none
 * @param shown what stands in that line; empty where there is nothing to show
 */
record RouteFault(String file, int line, String route, String problem, String shown) {

    /** One line, and what stands there as a second one. */
    String sentence() {
        return "routes: " + file + (line > 0 ? " line " + line : "") + (route.isEmpty() ? "" : ", " + route) + ": "
                + problem + (shown.isEmpty() ? "" : "\n    " + shown);
    }
}
