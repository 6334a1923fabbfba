package io.agentmesh.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.cli.AgentMesh;
import io.agentmesh.support.ChildJvm;
import io.agentmesh.support.LiveServer;
import io.agentmesh.support.SimulatedWorker;

class InterruptTest {

    @TempDir
    Path folder;

    @Test
    void interruptedFollowingLeavesTheTaskAlone() throws Exception {
        try (LiveServer server = new LiveServer(folder)) {
            SimulatedWorker worker = new SimulatedWorker(server.url(), "w1", "w1");
            String task = worker.submit(worker.registerCodebase("c", "/srv/c"), "t", "p");
            worker.claim(task);
            worker.print(task, "working");
            Process follow = start("logs", "--follow", "--server", server.url().toString(), task);
            try {
                await().atMost(Duration.ofSeconds(60)).until(() -> read("out").contains("working"));
                new ProcessBuilder("kill", "-INT", String.valueOf(follow.pid())).start().waitFor();

                assertThat(follow.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(follow.exitValue()).isEqualTo(130);
                assertThat(read("err")).isEqualTo("Task %s goes on; 'agentmesh logs %s --follow' shows it again, "
                        .formatted(task, task) + "'agentmesh cancel " + task + "' ends it.\n");
                assertThat(worker.task(task).path("status").asText()).isEqualTo("running");
                assertThat(worker.beat()).isEmpty();
            } finally {
                follow.destroyForcibly();
            }
        }
    }

    private Process start(String... args) throws IOException {
        // A build in a shell's background has INT ignored, and hands that down.
        ProcessBuilder builder = new ProcessBuilder("env", "--default-signal=INT");
        builder.command().addAll(ChildJvm.command(AgentMesh.class));
        builder.command().addAll(List.of(args));
        return builder.redirectOutput(folder.resolve("out").toFile()).redirectError(folder.resolve("err").toFile())
                .start();
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }
}
