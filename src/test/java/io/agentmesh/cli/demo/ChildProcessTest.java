package io.agentmesh.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.cli.client.ClientFailure;

class ChildProcessTest {

    @TempDir
    Path folder;

    private ChildProcess child;

    @AfterEach
    void end() throws Exception {
        if (child != null) {
            child.close();
        }
    }

    @Test
    void childMayEndInItsOwnWay() throws Exception {
        start("trap 'echo stopped well; exit 0' TERM; echo up; while :; do sleep 0.1; done", Duration.ofSeconds(30));
        awaitLog("up");

        child.close();

        assertThat(child.isAlive()).isFalse();
        assertThat(folder.resolve("log")).content().contains("stopped well");
    }

    @Test
    void childThatWontEndIsKilledWithItsTree() throws Exception {
        start("trap '' TERM; setsid sleep 600 & echo $!; wait", Duration.ofMillis(300));
        awaitLog("\n");
        long grandchild = Long.parseLong(Files.readString(folder.resolve("log")).strip());
        assertThat(ProcessHandle.of(grandchild)).hasValueSatisfying(ProcessHandle::isAlive);

        child.close();

        assertThat(child.isAlive()).isFalse();
        await().until(() -> ProcessHandle.of(grandchild).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void reportTellsTheExitCodeAndTheEndOfTheLog() throws Exception {
        start("for i in $(seq 1 50); do echo line $i; done; echo oops >&2; exit 7", Duration.ofSeconds(1));
        await().until(() -> !child.isAlive());

        assertThat(child.report()).startsWith("the child ended (exit 7)").contains("line 50", "oops")
                .doesNotContain("line 20");
    }

    @Test
    void waitingEndsWithTheChild() throws Exception {
        start("echo no config; exit 2", Duration.ofSeconds(1));

        assertThatThrownBy(() -> child.await("an answer", Duration.ofMinutes(1), Optional::empty))
                .isInstanceOf(DemoFailure.class).hasMessageContaining("exit 2").hasMessageContaining("no config");
    }

    @Test
    void waitingEndsWithTheTime() throws Exception {
        start("exec sleep 600", Duration.ofSeconds(1));

        assertThatThrownBy(() -> child.await("an answer", Duration.ZERO, () -> {
            throw new ClientFailure(1, "refused");
        })).isInstanceOf(DemoFailure.class).hasMessageContaining("waited 0 s for an answer (refused)");
    }

    @Test
    void programThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> ChildProcess.start("the child", new ProcessBuilder(folder + "/nothing"),
                folder.resolve("log"), Duration.ZERO)).isInstanceOf(IOException.class);
    }

    private void start(String script, Duration timeToStop) throws IOException {
        child = ChildProcess.start("the child", new ProcessBuilder("sh", "-c", script), folder.resolve("log"), timeToStop);
    }

    private void awaitLog(String text) {
        await().until(() -> Files.readString(folder.resolve("log")).contains(text));
    }
}
