package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.agentmesh.support.GitRepository;
import io.agentmesh.support.Processes;
import io.agentmesh.support.Scripts;

/** kill -9 of a worker and its git at each step of a task in a worktree, and what the next start makes of it. */
class WorktreeKillTest extends LivesScene {

    private GitRepository shop;
    private Path bin;

    @BeforeEach
    void putGitFirst() throws IOException {
        shop = GitRepository.create(fixture.folder("shop"));
        shop.commit(".gitignore", ".env\n");
        shop.write(".env", "A=1\n");
        fixture.with("isolation", "worktree").with("worktree_copy", List.of(".env"));
        bin = Files.createDirectories(fixture.root.resolve("bin"));
        Scripts.shell(bin.resolve("git"), """
                here='%s'
                PATH=${PATH#*:}
                stop() {
                    mv "$here/stop" "$here/stopped" 2>/dev/null || return 0
                    ! grep -q lock "$here/stopped" || touch "$(git rev-parse --git-path index.lock)"
                    echo $$ >"$here/pid.new"
                    mv "$here/pid.new" "$here/pid"
                    exec sleep 600
                }
                at=$(cat "$here/stop" 2>/dev/null)
                case " $* " in
                    *" ${at#* } "*)
                        case $at in
                            before*|lock*) [ -z "$at" ] || stop ;;
                            after*) git "$@"; code=$?; stop; exit $code ;;
                        esac ;;
                esac
                exec git "$@"
                """.formatted(bin));
        fixture.variables.put("PATH", bin + ":" + System.getenv("PATH"));
    }

    /** The first worker is killed with its git when that has come to a step. */
    private String killAt(String step, String prompt) throws IOException {
        WorkerProcess first = start();
        within().until(() -> calls.get("/v1/opencode/codebases").size() == 1);
        Files.writeString(bin.resolve("stop"), step);
        String task = submit(prompt);
        within().until(() -> Files.exists(bin.resolve("pid")));
        first.kill();
        Processes.kill(Long.parseLong(Files.readString(bin.resolve("pid")).strip()));
        return task;
    }

    @ParameterizedTest
    @CsvSource({"before worktree add", "after worktree add", "before for-each-ref", "before add --all", "lock commit --quiet",
            "after commit --quiet", "before --raw"})
    void theTaskIsDoneOnceAndItsWorkIsCommitted(String step) throws IOException {
        String task = killAt(step, "do cat .env >>its.txt");

        start();

        awaitStatus(task, "completed");
        awaitSettled();
        assertThat(fixture.agent.prompts()).hasSize(1);
        String branch = task(task).at("/changes/branch").asText();
        assertThat(shop.branches("agentmesh")).containsExactly(branch);
        assertThat(shop.git("show", branch + ":its.txt")).isEqualTo("A=1");
        assertThat(shop.git("rev-list", "--count", "main.." + branch)).isEqualTo("1");
        assertThat(task(task).at("/changes/files/0/path").asText()).isEqualTo("its.txt");
        assertNothingIsStale(1);
    }

    @Test
    void anAgentThatGoesOnWithoutItsWorkerIsFollowedAndItsWorkCommitted() {
        WorkerProcess first = start();
        String task = submit("do echo 1 >its.txt; while [ ! -e \"$here/go\" ]; do sleep 0.1; done");
        awaitRuns(1);
        first.kill();
        start();
        within().until(() -> first.log().contains(" adopted, attempt "));

        fixture.agent.release("go");

        awaitStatus(task, "completed");
        awaitSettled();
        assertThat(shop.git("show", "agentmesh/" + task + ":its.txt")).isEqualTo("1");
        assertNothingIsStale(1);
    }

    @Test
    void anAgentThatDiedWithItsWorkerGoesOnInItsWorktree() {
        fixture.with("on_crash", "resume");
        WorkerProcess first = start();
        String task = submit("do echo 1 >its.txt; touch $(git rev-parse --git-path index.lock); touch \"$here/begun\"; sleep 600");
        within().until(() -> Files.exists(fixture.root.resolve("agent/begun")));
        first.kill();
        killAgent(task);

        start();

        awaitStatus(task, "completed");
        awaitSettled();
        assertThat(task(task).path("result").asText()).isEqualTo("resumed");
        assertThat(fixture.agent.sessions()).containsExactly("ses_1");
        assertThat(shop.branches("agentmesh")).containsExactly("agentmesh/" + task);
        assertThat(shop.git("show", "agentmesh/" + task + ":its.txt")).isEqualTo("1");
        assertNothingIsStale(1);
    }

    @Test
    void whatATaskLeftThatTookTooLongIsCommitted() {
        fixture.with("task_timeout", 15);
        start();
        String task = submit("do echo 1 >its.txt; sleep 600");

        awaitStatus(task, "failed");
        awaitSettled();
        assertThat(task(task).path("error").asText()).startsWith("timed out after 15s");
        assertThat(task(task).at("/changes/files/0/path").asText()).isEqualTo("its.txt");
        assertThat(shop.git("show", "agentmesh/" + task + ":its.txt")).isEqualTo("1");
    }

    @Test
    void aTaskThatIsNotBegunAgainKeepsItsWorkOnItsBranch() {
        fixture.with("on_crash", "fail").with("keep_worktrees", 0);
        WorkerProcess first = start();
        String task = submit("do echo 1 >its.txt; touch \"$here/begun\"; sleep 600");
        within().until(() -> Files.exists(fixture.root.resolve("agent/begun")));
        first.kill();
        killAgent(task);

        start();

        awaitStatus(task, "failed");
        awaitSettled();
        within().untilAsserted(() -> assertThat(shop.git("worktree", "list").lines()).hasSize(1));
        assertThat(shop.git("show", "agentmesh/" + task + ":its.txt")).isEqualTo("1");
    }

    /** No worktree without a journal, and no lock of git. */
    private void assertNothingIsStale(int worktrees) {
        assertThat(shop.git("worktree", "list", "--porcelain").lines().filter(line -> line.startsWith("worktree ")))
                .hasSize(1 + worktrees);
        assertThat(shop.git("worktree", "list", "--porcelain")).doesNotContain("prunable").doesNotContain("locked");
        try (Stream<Path> files = Files.walk(shop.folder().resolve(".git"))) {
            assertThat(files.filter(file -> file.getFileName().toString().endsWith(".lock"))
                    .filter(file -> !file.endsWith("agentmesh.lock"))).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(fixture.state.resolve("workspaces").toFile().list()).hasSize(worktrees);
    }
}
