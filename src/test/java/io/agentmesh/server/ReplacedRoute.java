package io.agentmesh.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.agentmesh.support.RouteFile;

/** A file of the server's routes as an integrator has it who has changed one route in it. */
final class ReplacedRoute {

    private ReplacedRoute() {
    }

    /**
     * Copies a file into a folder of an integrator's.
     *
     * @param file  of {@code routes/server}, without {@code .camel.yaml}
     * @param id    the route in it that gets other steps
     * @param steps in YAML, indented by eight
     */
    static void write(Path folder, String file, String id, String steps) throws IOException {
        String routes = Files.readString(Path.of("routes/server", file + RouteFile.SUFFIX));
        List<String> before = List.of(routes.split("(?<=\n)(?=- )"));
        List<String> after = before.stream().map(entry -> !entry.startsWith("- route:\n    id: " + id + "\n") ? entry
                : entry.substring(0, entry.indexOf("      steps:\n") + "      steps:\n".length()) + steps).toList();
        if (after.equals(before)) {
            throw new IllegalArgumentException("there is no route " + id + " in " + file);
        }
        Files.writeString(folder.resolve(file + RouteFile.SUFFIX), String.join("", after));
    }
}
