package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.support.ClassicServer;
import io.agentmesh.support.Scripts;

/** An integrator's {@code run-opencode}: what its endpoint says is what is run. */
class OwnCommandLineTest {

    private static final String BUILT_IN = "run --format=json --print-logs --log-level=INFO --auto";

    @TempDir
    Path folder;

    private final ClassicServer server = new ClassicServer();
    private WorkerFixture fixture;
    private RunningWorker worker;

    @BeforeEach
    void task() {
        fixture = new WorkerFixture(folder, server.url());
        server.add("t1", server.codebase(fixture.folder("shop").toString(), "w1"), "say hello");
    }

    @AfterEach
    void close() throws Exception {
        worker.close();
        server.close();
    }

    @Test
    void flagInTheArgsOfTheRouteIsGivenToTheAgent() throws Exception {
        start(BUILT_IN, BUILT_IN + " --variant=high");

        awaitStatus("completed");
        assertThat(Files.readAllLines(fixture.root.resolve("agent/arguments"))).singleElement().asString()
                .startsWith(BUILT_IN + " --variant=high --dir=" + fixture.folder("shop") + " --agent=build --title=");
    }

    @Test
    void programOfTheRouteIsRun() throws Exception {
        Path wrapper = Scripts.shell(fixture.root.resolve("wrapper"), "echo \"$1\" >'" + fixture.root.resolve("wrapped")
                + "'\nexec '" + fixture.agent.program() + "' \"$@\"\n");

        start("executable: opencode", "executable: " + wrapper);

        awaitStatus("completed");
        assertThat(fixture.root.resolve("wrapped")).hasContent("run");
    }

    @Test
    void routeFromBeforeThereWereArgsFailsItsTasksWithWhatIsMissing() throws Exception {
        start("              args: " + BUILT_IN + "\n", "");

        awaitStatus("failed");
        assertThat(server.task("t1").path("error").asText()).contains("names no args", "agentmesh routes show run-opencode");
        assertThat(fixture.agent.prompts()).isEmpty();
    }

    private void start(String built, String own) throws Exception {
        String route = Files.readString(Path.of("routes/worker/run/run-opencode.camel.yaml"));
        assertThat(route).contains(built);
        Path routes = fixture.folder("my-routes");
        Files.writeString(Files.createDirectory(routes.resolve("run")).resolve("run-opencode.camel.yaml"),
                route.replace(built, own));
        worker = fixture.with("routes", routes.toString()).start();
    }

    private void awaitStatus(String status) throws IOException {
        await().atMost(Duration.ofSeconds(60)).until(() -> server.task("t1").path("status").asText().equals(status));
    }
}
