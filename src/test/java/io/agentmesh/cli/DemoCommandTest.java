package io.agentmesh.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.support.ChildJvm;
import io.agentmesh.support.RealOpenCode;

/** The whole demo as a person starts it, with the real OpenCode and the scripted model. */
class DemoCommandTest {

    @RegisterExtension
    static final RealOpenCode OPEN_CODE = new RealOpenCode();

    private static final Duration TIME_TO_TELL = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private Path temporary;
    private Process demo;

    @BeforeEach
    void makeTemporaryFolder() throws Exception {
        temporary = Files.createDirectories(folder.resolve("temporary"));
    }

    @AfterEach
    void endDemo() throws Exception {
        demo.destroy();
        assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void taskIsCompletedAndNothingIsLeft() throws Exception {
        start("demo", "--scripted", "--prompt=Greet \"everybody\" here");

        assertThat(demo.waitFor(TIME_TO_TELL.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(demo.exitValue()).as(told()).isZero();
        assertThat(told()).contains("THE MODEL IS SCRIPTED", "The task is completed", "I wrote HELLO.md",
                "+> Greet \"everybody\" here", "\"tasks_completed\" : 1");
        assertNothingIsLeft();
    }

    @Test
    void keptDemoEndsAtASignalWithoutATrace() throws Exception {
        start("demo", "--scripted", "--keep");
        await().atMost(TIME_TO_TELL).until(() -> told().contains("until you press Ctrl-C") || !demo.isAlive());
        assertThat(demo.isAlive()).as(told()).isTrue();

        demo.destroy();

        assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertNothingIsLeft();
    }

    @Test
    void signalAmidTheTaskEndsTheAgentToo() throws Exception {
        start("demo", "--scripted");
        await().atMost(TIME_TO_TELL).until(() -> anyProcessIn(temporary) && told().contains("OpenCode works"));

        demo.destroy();

        assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertNothingIsLeft();
    }

    @Test
    void modelThatCannotBeIsAReasonToFail() throws Exception {
        start("demo", "--model=nonsense");

        assertThat(demo.waitFor(TIME_TO_TELL.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(demo.exitValue()).isEqualTo(1);
        assertThat(told()).contains("agentmesh demo: waited for the worker to be active", "nonsense");
        assertNothingIsLeft();
    }

    private void start(String... arguments) throws IOException {
        List<String> command = ChildJvm.command(AgentMesh.class, "-Djava.io.tmpdir=" + temporary);
        command.addAll(List.of(arguments));
        command.add("--opencode-bin=" + OPEN_CODE.program());
        demo = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("told").toFile())
                .start();
    }

    private String told() throws IOException {
        return Files.readString(folder.resolve("told"));
    }

    private void assertNothingIsLeft() {
        assertThat(temporary).isEmptyDirectory();
        await().untilAsserted(() -> assertThat(anyProcessIn(temporary)).isFalse());
    }

    /** Server, worker and OpenCode all have a path of the demo's folder among their arguments. */
    private static boolean anyProcessIn(Path folder) {
        return ProcessHandle.allProcesses().anyMatch(process -> process.info().commandLine().orElse("")
                .contains(folder + "/agentmesh-demo-"));
    }
}
