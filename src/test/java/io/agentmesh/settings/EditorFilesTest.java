package io.agentmesh.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

import io.agentmesh.camel.RouteFiles;
import io.agentmesh.camel.RouteSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What editors and file managers put beside the files that one edits. */
class EditorFilesTest {

    @TempDir
    Path routes;

    @Test
    void filesOfEditorsArePassedOver() throws Exception {
        Path kamelets = Files.createDirectory(routes.resolve("kamelets"));
        leave(routes, "claim-task.camel.yaml");
        leave(kamelets, "my-own.kamelet.yaml");

        assertThat(RouteFiles.routes("routes/worker", routes)).filteredOn(source -> source.own() != null)
                .extracting(RouteSource::file).containsExactly("claim-task.camel.yaml");
        assertThat(RouteFiles.kamelets(routes)).filteredOn(source -> source.own() != null)
                .extracting(RouteSource::file).containsExactly("kamelets/my-own.kamelet.yaml");
    }

    private static void leave(Path folder, String name) throws Exception {
        Files.writeString(folder.resolve(name), "[]");
        // Emacs locks a file by a link that leads nowhere.
        Files.createSymbolicLink(folder.resolve(".#" + name), Path.of("somebody@host.4711:1"));
        for (String other : new String[] {"._" + name, "." + name + ".swp", name + "~", "#" + name + "#", "4913", "." + name}) {
            Files.writeString(folder.resolve(other), "\0\1\2 no: [yaml");
        }
    }
}
