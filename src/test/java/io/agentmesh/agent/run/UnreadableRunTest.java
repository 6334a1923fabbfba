package io.agentmesh.agent.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.agentmesh.agent.AgentOutputMode;
import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.process.AdoptedProcess;
import io.agentmesh.opencode.event.OpenCodeProtocol;
import io.agentmesh.support.Processes;
import org.junit.jupiter.api.Test;

/** A run whose files tell no more what it was about. */
class UnreadableRunTest extends InterruptedRunsScene {

    @Test
    void agentIsFoundByItsVariableWhereTheNoteOfItsProcessIsLost() throws Exception {
        agent.onRun("while [ ! -e \"$here/go\" ]; do sleep 0.05; done");
        start();
        Path note = run.path().resolve("process.json");
        String whole = Files.readString(note);
        for (int length = 0; length < whole.length(); length += 10) {
            Files.writeString(note, whole.substring(0, length));

            assertThat(InterruptedRuns.isAlive(run)).as("cut after %d bytes", length).isTrue();
            assertThat(AdoptedProcess.of(run.record()).age()).isPositive();
        }
        Files.writeString(note, "{\"pid\":" + process.pid() + "}");
        assertThat(InterruptedRuns.isAlive(run)).isTrue();
        Files.writeString(note, whole.replace("}", ",\"newer\":[1]}"));
        assertThat(InterruptedRuns.isAlive(run)).isTrue();
        assertThat(run.record().pid()).isEqualTo(process.pid());
    }

    @Test
    void agentWhoseJournalIsLostIsEnded() throws Exception {
        agent.onRun("sleep 600 & echo $! > \"$call/pids\"; sleep 600");
        start();
        await().atMost(Duration.ofSeconds(60)).until(() -> agent.calls().stream().anyMatch(call -> call.has("pids")));
        RunFolder other = new Runs(temp.resolve("other"), new OpenCodeProtocol())
                .journal(TASK, temp, "p", AgentOutputMode.EVENTS);
        String temporary = run.record().temporary();
        Files.writeString(run.journal(), "{\"task\":");
        Files.writeString(other.journal(), "{\"task\":");
        assertThat(InterruptedRuns.isUnreadable(run)).isTrue();
        assertThat(InterruptedRuns.isUnreadable(other)).isTrue();

        InterruptedRuns.endUnreadable(other, Duration.ZERO);
        assertThat(Processes.isAlive(process.pid())).as("it is another worker's").isTrue();
        InterruptedRuns.endUnreadable(run, Duration.ofMillis(200));

        assertThat(process.waitFor(60_000)).isTrue();
        assertThat(agent.call().pids("pids")).noneMatch(Processes::isAlive);
        assertThat(Path.of(temporary)).doesNotExist();
    }
}
