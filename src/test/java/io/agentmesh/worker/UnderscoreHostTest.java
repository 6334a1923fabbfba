package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.agentmesh.cli.AgentMesh;
import io.agentmesh.support.ChildJvm;

/** A server by a name such as Compose and Swarm give it. */
class UnderscoreHostTest extends ProcessTest {

    private String url;

    @BeforeEach
    void nameTheServer() throws Exception {
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 agentmesh_server\n");
        url = "http://agentmesh_server:" + URI.create(server.url()).getPort();
        fixture.with("server_url", url);
        fixture.variables.put("JDK_JAVA_OPTIONS", "-Djdk.net.hosts.file=" + hosts);
    }

    @AfterEach
    void close() {
        processes.forEach(WorkerProcess::close);
    }

    @Test
    void workerServesIt() throws Exception {
        server.add("t1", codebase, "say t1");

        WorkerProcess worker = start();

        awaitStatus("t1", "completed");
        assertThat(server.output("t1")).isEqualTo("t1\n");
        assertThat(worker.log()).contains("works for " + url).doesNotContain("can't be used").doesNotContain("alias");
    }

    @Test
    void commandsAndDoctorCallIt() throws Exception {
        server.add("t1", codebase, "say t1");

        assertThat(run("show", "t1", "--server", url)).contains("say t1");
        assertThat(run("doctor", "--config", fixture.configFile().toString())).contains(url + " answers");
    }

    private String run(String... arguments) throws Exception {
        File out = folder.resolve("out").toFile();
        List<String> command = ChildJvm.command(AgentMesh.class);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out);
        builder.environment().clear();
        builder.environment().putAll(fixture.variables);
        builder.start().waitFor();
        return Files.readString(out.toPath());
    }
}
