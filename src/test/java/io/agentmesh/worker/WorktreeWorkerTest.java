package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import io.agentmesh.settings.WorkerSetting;
import io.agentmesh.support.FolderState;
import io.agentmesh.support.GitRepository;

/** Tasks in worktrees, from the server's claim to the outcome that it stores. */
class WorktreeWorkerTest extends WorktreeScene {

    @Override
    List<String> codebases() {
        return Stream.of("twice", "dirty", "copied", "failing", "cancelled", "modules", "broken", "moved", "hooks")
                .map(name -> repository(name).folder().toString()).toList();
    }

    @Override
    void prepare(Map<WorkerSetting, List<String>> flags) {
        fixture.with("worktree_copy", List.of(".env", "deps", "conf/*.local"));
    }

    @Test
    void twoTasksAtOnceEditTheSameFile() {
        GitRepository twice = repository("twice");
        twice.write("a.txt", "the user's\n");
        twice.git("stash");
        twice.write("a.txt", "staged\n");
        twice.git("add", "a.txt");
        twice.write("a.txt", "dirty\n");
        String stash = twice.git("rev-parse", "stash");
        Map<String, String> before = FolderState.of(twice.folder());

        String one = submit(twice.folder(), "do echo one >>a.txt; touch \"$here/one\"; while [ ! -e \"$here/two\" ]; do sleep 0.1; done");
        String two = submit(twice.folder(), "do echo two >>a.txt; touch \"$here/two\"; while [ ! -e \"$here/one\" ]; do sleep 0.1; done");

        JsonNode first = ended(one, "completed");
        assertThat(files(first)).containsExactly("modified a.txt");
        assertThat(first.at("/changes/branch").asText()).isEqualTo("agentmesh/" + one);
        assertThat(first.at("/changes/base").asText()).isEqualTo(twice.git("rev-parse", "HEAD"));
        assertThat(first.at("/changes/head").asText()).isEqualTo(twice.git("rev-parse", "agentmesh/" + one));
        assertThat(first.at("/changes/commits/0/title").asText()).isEqualTo("a title");
        assertThat(first.at("/changes/added").asInt()).isEqualTo(1);
        assertThat(first.at("/changes/diff").asText()).endsWith("@@ -1 +1,2 @@\n 1\n+one\n");
        assertThat(first.at("/changes/refs").isMissingNode() || first.at("/changes/refs").isNull()).isTrue();
        ended(two, "completed");
        assertThat(twice.git("show", "agentmesh/" + one + ":a.txt")).isEqualTo("1\none");
        assertThat(twice.git("show", "agentmesh/" + two + ":a.txt")).isEqualTo("1\ntwo");
        assertThat(twice.git("log", "-1", "--format=%an <%ae>%n%B", "agentmesh/" + two))
                .isEqualTo("AgentMesh <agentmesh@localhost>\na title\n\nAgentMesh-Task: " + two);
        assertThat(output(one)).contains("[1 uncommitted change in " + twice.folder() + " is not part of this task's worktree]");
        assertThat(twice.git("rev-parse", "stash")).isEqualTo(stash);
        Map<String, String> after = FolderState.of(twice.folder());
        after.keySet().removeIf(path -> path.matches(
                "\\.git/(objects|worktrees|(logs/)?refs/heads/agentmesh)(/.*)?|\\.git/agentmesh.lock"));
        before.keySet().removeIf(path -> path.matches("\\.git/objects(/.*)?"));
        assertThat(after).isEqualTo(before);
    }

    @Test
    void uncommittedChangesAreTakenAlongOnRequestAndAreNotTheTasks() {
        GitRepository dirty = repository("dirty");
        dirty.write("a.txt", "dirty\n");
        dirty.write("neu ä.bin", "\0\1");
        dirty.git("add", "a.txt");

        JsonNode task = ended(submit(dirty.folder(), "do cat a.txt *.bin >its.txt",
                Map.of("include_uncommitted", true)), "completed");

        assertThat(files(task)).containsExactly("added its.txt");
        String branch = task.at("/changes/branch").asText();
        assertThat(dirty.git("show", branch + ":a.txt")).isEqualTo("dirty");
        assertThat(dirty.git("log", "--format=%s", branch)).isEqualTo("a title\nUncommitted changes of " + dirty.folder() + "\na.txt");
        assertThat(dirty.git("status", "--porcelain", "-z")).isEqualTo("M  a.txt\0?? neu ä.bin\0".strip());
    }

    @Test
    void ignoredFilesAreCopiedWhereTheCommitIgnoresThemToo() {
        GitRepository copied = repository("copied");
        copied.git("branch", "careless");
        copied.commit(".gitignore", ".env\ndeps/\n*.local\n");
        copied.write(".env", "SECRET=1\n");
        copied.write("deps/lib/x.js", "x\n");
        copied.write("conf/a.local", "a\n");
        copied.write("conf/b.txt", "b\n");

        JsonNode task = ended(submit(copied.folder(), "do cat .env deps/lib/x.js conf/a.local >its.txt"), "completed");
        assertThat(files(task)).containsExactly("added its.txt");
        assertThat(task.at("/changes/diff").asText()).contains("+SECRET=1\n+x\n+a\n");

        JsonNode careless = ended(submit(copied.folder(), "do ls -A >its.txt", Map.of("base", "careless")), "completed");
        assertThat(files(careless)).containsExactly("added its.txt");
        assertThat(careless.at("/changes/diff").asText()).contains("+a.txt").doesNotContain(".env");
    }

    @Test
    void whatAFailedTaskLeftIsCommittedAndReported() {
        GitRepository failing = repository("failing");

        JsonNode task = ended(submit(failing.folder(), "do echo half >half.txt; exit 3"), "failed");

        assertThat(files(task)).containsExactly("added half.txt");
        assertThat(failing.git("show", "agentmesh/" + task.path("id").asText() + ":half.txt")).isEqualTo("half");
    }

    @Test
    void whatACancelledTaskLeftIsCommitted() {
        GitRepository cancelled = repository("cancelled");
        String id = submit(cancelled.folder(), "do echo half >half.txt; touch \"$here/half\"; sleep 600");
        within().until(() -> Files.exists(fixture.root.resolve("agent/half")));

        calls.post("/v1/opencode/tasks/" + id + "/cancel", Map.of());

        ended(id, "cancelled");
        within().untilAsserted(() -> assertThat(cancelled.git("show", "agentmesh/" + id + ":half.txt")).isEqualTo("half"));
    }

    @Test
    void submodulesAreThereAndAChangeWithinThemFailsNothing() {
        GitRepository inner = GitRepository.create(fixture.root.resolve("inner"));
        inner.commit("i.txt", "inner\n");
        GitRepository library = GitRepository.create(fixture.root.resolve("library"));
        library.git("submodule", "add", "--quiet", inner.folder().toString(), "in");
        library.commit("l.txt", "1\n");
        GitRepository modules = repository("modules");
        modules.git("submodule", "add", "--quiet", library.folder().toString(), "lib");
        modules.git("submodule", "add", "--quiet", inner.folder().toString(), "unused");
        modules.git("commit", "--quiet", "--message=lib");
        modules.git("submodule", "--quiet", "deinit", "--force", "unused");
        String config = modules.git("config", "--list", "--local");

        JsonNode task = ended(submit(modules.folder(), "do cat */l.txt lib/in/i.txt >its.txt; ls unused >>its.txt; "
                + "echo 2 >>lib/l.txt"), "completed");
        assertThat(files(task)).containsExactly("added its.txt");
        assertThat(task.at("/changes/diff").asText()).endsWith("@@ -0,0 +1,2 @@\n+1\n+inner\n");
        assertThat(modules.git("config", "--list", "--local")).isEqualTo(config);
        assertThat(ended(submit(modules.folder(), "do echo 2 >>lib/l.txt"), "completed").path("result").asText()).isEqualTo("done");
    }

    @Test
    void aSubmoduleThatCannotBeFetchedFailsTheTaskWithASentence() {
        GitRepository library = GitRepository.create(fixture.root.resolve("gone"));
        library.commit("l.txt", "1\n");
        GitRepository broken = repository("broken");
        broken.git("submodule", "add", "--quiet", library.folder().toString(), "lib");
        broken.git("commit", "--quiet", "--message=lib");
        assertThat(library.folder().toFile().renameTo(fixture.root.resolve("elsewhere").toFile())).isTrue();

        String error = ended(submit(broken.folder(), "say hello"), "failed").path("error").asText();

        assertThat(error).startsWith("git ended with exit ").contains(library.folder().toString()).doesNotContain("Exception");
        assertThat(fixture.agent.prompts()).doesNotContain("say hello");
    }

    @Test
    void whatTheAgentChangesBesidesIsReported() {
        GitRepository moved = repository("moved");
        moved.git("branch", "other");

        JsonNode task = ended(submit(moved.folder(), "do git branch -D other; git tag its; git switch -q -c own; echo 1 >b.txt"),
                "completed");

        assertThat(task.at("/changes/branch").asText()).isEqualTo("own");
        assertThat(task.at("/changes/refs").toString()).contains("refs/heads/other", "refs/tags/its").doesNotContain("own");
        assertThat(moved.git("show", "own:b.txt")).isEqualTo("1");
    }

    @Test
    void noHookOfTheRepositoryRuns() {
        GitRepository hooks = repository("hooks");
        Path ran = fixture.root.resolve("ran");
        for (String name : List.of("post-checkout", "pre-commit", "commit-msg", "post-commit",
                "post-index-change", "reference-transaction")) {
            assertThat(hooks.write(".git/hooks/" + name, "#!/bin/sh\ntouch '" + ran + "'\n").toFile().setExecutable(true)).isTrue();
        }

        assertThat(files(ended(submit(hooks.folder(), "do echo 1 >b.txt"), "completed"))).containsExactly("added b.txt");

        assertThat(ran).doesNotExist();
    }
}
