package io.agentmesh.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class OwnJvmTest {

    @Test
    void jarIsStartedAgainWithTheSameFlags() {
        assertThat(OwnJvm.commandLine("/jdk/bin/java", List.of("-Xmx96m", "-Da=b c"), "/a b/agentmesh.jar",
                List.of("worker", "--config", "x")))
                .containsExactly("/jdk/bin/java", "-Xmx96m", "-Da=b c", "-jar", "/a b/agentmesh.jar", "worker",
                        "--config", "x");
    }

    @Test
    void classPathIsKeptWhereThereIsNoSingleJar() {
        assertThat(OwnJvm.commandLine("java", List.of(), "target/classes:lib/a.jar", List.of("serve")))
                .containsExactly("java", "-cp", "target/classes:lib/a.jar", "io.agentmesh.cli.AgentMesh", "serve");
    }

    @Test
    void debuggerIsNotInherited() {
        assertThat(OwnJvm.commandLine("java", List.of("-agentlib:jdwp=server=y,address=5005", "-javaagent:x.jar",
                "-Xss512k"), "a.jar", List.of())).containsExactly("java", "-Xss512k", "-jar", "a.jar");
    }
}
