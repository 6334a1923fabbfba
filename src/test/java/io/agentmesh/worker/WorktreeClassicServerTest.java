package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.agentmesh.support.GitRepository;

/** A server that takes an outcome's text alone. */
class WorktreeClassicServerTest extends ClassicWorkerTest {

    @Test
    void aClassicServerGetsTheListOfFilesAtTheEndOfTheResult() throws Exception {
        GitRepository shop = GitRepository.create(fixture.folder("shop"));
        shop.commit("a.txt", "1\n");
        String codebase = server.codebase(shop.folder().toString(), "w1");
        server.add("t1", codebase, "do echo 2 >>a.txt; echo 1 >b.txt");

        worker = fixture.with("codebases", List.of(shop.folder().toString())).with("isolation", "worktree").start();

        awaitStatus("t1", "completed");
        assertThat(server.task("t1").path("result").asText()).isEqualTo("done\n\n a.txt | +1 -0\n b.txt | +1 -0\n"
                + " 2 files changed, 2 insertions(+), 0 deletions(-)\n branch agentmesh/t1");
        assertThat(server.task("t1").has("changes")).isFalse();
    }
}
