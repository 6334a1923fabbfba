package io.agentmesh.agent.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;

import io.agentmesh.task.changes.ChangedRef;
import org.junit.jupiter.api.Test;

/** Refs of a repository before and after. */
class GitRefsTest extends GitScene {

    @Test
    void whatChangedIsFoundWithItsIds() throws IOException {
        assertThat(GitRefs.of(git, root)).isEmpty();
        String first = repository.commit("a.txt", "1\n");
        repository.git("branch", "moved");
        repository.git("branch", "gone");
        repository.git("branch", "same");
        Map<String, String> before = GitRefs.of(git, root);
        repository.write("a.txt", "2\n");
        repository.git("stash");
        String stash = repository.git("rev-parse", "stash");
        String second = repository.commit("b.txt", "1\n");
        repository.git("branch", "--force", "moved");
        repository.git("branch", "-D", "gone");
        repository.git("tag", "größe");

        assertThat(GitRefs.changed(before, GitRefs.of(git, root), "refs/heads/main"::equals)).containsExactly(
                new ChangedRef("refs/heads/gone", first, null), new ChangedRef("refs/heads/moved", first, second),
                new ChangedRef("refs/stash", null, stash), new ChangedRef("refs/tags/größe", null, second));
    }
}
