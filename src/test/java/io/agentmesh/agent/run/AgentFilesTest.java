package io.agentmesh.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.RunRecord;
import io.agentmesh.support.AgentEvents;
import io.agentmesh.support.ScriptedOpenCode;
import io.agentmesh.task.Outcome;
import org.junit.jupiter.api.Test;

/** What a run leaves on the disk, and what of it is shown. */
class AgentFilesTest extends ScriptedAgentScene {

    @Test
    void temporaryFolderIsItsOwnAndGoesWithAllInIt() throws Exception {
        agent.onRun("""
                mkdir -p "$TMPDIR/locked/deep"
                echo x > "$TMPDIR/locked/deep/file"
                ln -s "$PWD" "$TMPDIR/link"
                echo kept > "$PWD/kept"
                chmod -R a-w "$TMPDIR/locked"
                """ + ScriptedOpenCode.print(AgentEvents.answer("Done.")));

        rig.run(AgentRig.task("t", "Say done"), codebase);

        Path temporary = Path.of(agent.call().environment().get("TMPDIR"));
        assertThat(temporary).doesNotExist().isNotEqualTo(Path.of(System.getProperty("java.io.tmpdir")));
        assertThat(codebase.resolve("kept")).exists();
    }

    @Test
    void runIsJournalledBeforeItStarts() throws Exception {
        agent.onRun("cat '" + rig.state + "/runs/t-1/run.json' > \"$call/journal\"\n"
                + ScriptedOpenCode.print(AgentEvents.answer("Done.")));

        rig.run(AgentRig.task("t", "Say done"), codebase);

        RunRecord journal = new ObjectMapper().readValue(agent.call().kept("journal"), RunRecord.class);
        assertThat(journal.task().id()).isEqualTo("t");
        assertThat(journal.codebase()).isEqualTo(codebase.toString());
        assertThat(agent.call().environment()).containsKey(journal.tracking());
        assertThat(rig.folder(journal.task()).record().pid()).isPositive();
    }

    @Test
    void runLeavesItsFilesForItsOwnerAlone() throws Exception {
        agent.onRun("echo 'a word' >&2\n" + ScriptedOpenCode.print(AgentEvents.answer("Done.")) + "exit 3");

        Outcome outcome = rig.run(AgentRig.task("t", "Say done"), codebase);

        RunFolder run = rig.folder(AgentRig.task("t", ""));
        assertThat(run.stdout()).hasContent(AgentEvents.answer("Done.").strip());
        assertThat(run.stderr()).hasContent("a word");
        assertThat(run.exitStatus()).hasValue(3);
        assertThat(run.readOutcome()).isEqualTo(outcome);
        assertThat(Files.getPosixFilePermissions(run.path())).hasSize(3);
    }

    @Test
    void outputIsShownWhileTheAgentRuns() throws Exception {
        agent.onRun(ScriptedOpenCode.print(AgentEvents.text("msg_1", "I begin.")) + """
                until [ -e "$here/go" ]; do sleep 0.05; done
                """ + ScriptedOpenCode.print(AgentEvents.stepFinish("msg_1", "stop")));

        CompletableFuture<Outcome> run = rig.begin(AgentRig.task("t", "Say done"), codebase);
        within().until(() -> rig.output.contains("I begin."));
        assertThat(run).isNotDone();
        Files.createFile(agent.folder().resolve("go"));

        assertThat(run.get().result()).isEqualTo("I begin.");
    }
}
