package io.agentmesh.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.agentmesh.agent.run.AgentRig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    @TempDir
    Path folder;
    private RunFolder run;

    @BeforeEach
    void journal() throws IOException {
        run = RunFolder.create(folder.resolve("t-1"));
        DurableFile.writeJson(run.journal(), new RunRecord(AgentRig.task("t", "p"), "/code", "/temporary", "TRACKING",
                null, "boot", 0, 0, "2026-01-01T00:00:00Z", null, 0, 0, null));
    }

    @Test
    void theProcessBelongsToTheRecordOnceItIsNoted() throws IOException {
        assertThat(run.record().pid()).isZero();

        run.recordProcess(42, 4711);

        assertThat(run.record().pid()).isEqualTo(42);
        assertThat(run.record().startTicks()).isEqualTo(4711);
        assertThat(run.record().tracking()).isEqualTo("TRACKING");
    }

    @Test
    void aNoteThatAPowerCutHasHalvedTellsOfNoProcess() throws IOException {
        run.recordProcess(42, 4711);
        for (String left : new String[] {"", "{\"pid\":4", "\0\0\0\0"}) {
            Files.writeString(run.path().resolve("process.json"), left);

            assertThat(run.record().pid()).isZero();
            assertThat(run.record().tracking()).isEqualTo("TRACKING");
        }
    }

    @Test
    void anotherLifeHasAnotherProcess() throws IOException {
        run.recordProcess(42, 4711);

        run.removeProcess();

        assertThat(run.record().pid()).isZero();
    }
}
