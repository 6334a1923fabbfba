package io.agentmesh.agent.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.agentmesh.agent.AgentOutputMode;
import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.run.AgentRig;
import io.agentmesh.agent.run.InterruptedRuns;
import io.agentmesh.agent.run.ScriptedAgentScene;
import io.agentmesh.support.AgentEvents;
import io.agentmesh.support.Processes;
import io.agentmesh.support.ScriptedOpenCode;
import io.agentmesh.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a git that was killed leaves, in real repositories. */
class GitLocksTest extends ScriptedAgentScene {

    private static final Task TASK = AgentRig.task("t", "Say done");
    /** A git that waits for a person, with the lock in its hands. */
    private static final String COMMIT = "GIT_EDITOR='sleep 600;:' git -c user.name=a -c user.email=a@b commit -q --allow-empty ";

    @BeforeEach
    void makeRepository() throws Exception {
        git(codebase, "init", "-q", codebase.toString());
        Files.writeString(codebase.resolve("file"), "one");
        git(codebase, "add", "file");
        git(codebase, "commit", "-qm", "first");
    }

    @Test
    void lockOfAGitThatWasKilledWithItsRunIsRemoved() throws Exception {
        agent.onRun("echo two >file\n" + COMMIT + "-a &\nuntil [ -e .git/index.lock ]; do sleep 0.05; done\nkill -9 $!\n"
                + ScriptedOpenCode.print(AgentEvents.answer("Done.")));

        assertThat(rig.run(TASK, codebase).result()).isEqualTo("Done.");

        assertThat(GitLocks.in(codebase)).isEmpty();
        git(codebase, "commit", "-qam", "second");
    }

    @Test
    void nextLifeRemovesThatOfARunThatDied() throws Exception {
        RunFolder run = rig.runs.journal(TASK, codebase, TASK.prompt(), AgentOutputMode.EVENTS);
        Path lock = Files.createFile(codebase.resolve(".git/index.lock"));

        // Where another user's git is at work meanwhile, nobody knows where: then the lock stays.
        await().untilAsserted(() -> {
            InterruptedRuns.end(run, Duration.ZERO);
            assertThat(lock).doesNotExist();
        });
    }

    @Test
    void lockThatWasThereBeforeTheRunStaysAndIsNamed() throws Exception {
        Path lock = Files.createFile(codebase.resolve(".git/index.lock"));
        Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minusSeconds(600)));

        rig.run(TASK, codebase);

        assertThat(lock).exists();
        assertThat(GitLocks.problem(codebase)).isEqualTo("git can't write in this repository while " + lock
                + " is there; it was left by a git that was killed, and can be removed unless one is at work");
    }

    @Test
    void lockOfAGitThatIsAtWorkStaysAndIsNoFault() throws Exception {
        RunFolder run = rig.runs.journal(TASK, codebase, TASK.prompt(), AgentOutputMode.EVENTS);
        Files.writeString(codebase.resolve("file"), "two");
        Process person = new ProcessBuilder("sh", "-c", COMMIT + "-a").directory(codebase.toFile()).start();
        try {
            Path lock = codebase.resolve(".git/index.lock");
            within().until(() -> Files.exists(lock));

            InterruptedRuns.end(run, Duration.ZERO);

            assertThat(lock).exists();
            assertThat(GitLocks.problem(codebase)).isEmpty();
        } finally {
            List<ProcessHandle> children = person.descendants().toList();
            person.destroyForcibly().waitFor();
            children.forEach(child -> Processes.kill(child.pid()));
        }
    }

    @Test
    void worktreesAndSubmodulesHaveTheirsElsewhere() throws Exception {
        Path tree = temp.toRealPath().resolve("tree");
        git(codebase, "worktree", "add", "-q", tree.toString());
        Path other = Files.createDirectory(temp.toRealPath().resolve("other"));
        git(other, "init", "-q", other.toString());
        git(other, "commit", "-q", "--allow-empty", "-m", "first");
        git(codebase, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", other.toString(), "lib/sub");

        Path ofTree = Files.createFile(codebase.resolve(".git/worktrees/tree/index.lock"));
        Path ofSubmodule = Files.createFile(codebase.resolve(".git/modules/lib/sub/index.lock"));

        assertThat(GitLocks.in(tree)).containsExactly(ofTree);
        assertThat(GitLocks.in(codebase.resolve("lib/sub"))).containsExactly(ofSubmodule);
        assertThat(GitLocks.in(codebase)).containsExactly(ofSubmodule);
    }

    private static void git(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=a", "-c", "user.email=a@b"));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start().waitFor()).isZero();
    }
}
