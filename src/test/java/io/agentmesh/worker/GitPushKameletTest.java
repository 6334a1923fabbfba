package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

import io.agentmesh.support.GitRepository;
import io.agentmesh.support.LogLines;

/** The kamelet {@code agentmesh-git-push}, with real git. */
class GitPushKameletTest extends GitPushScene {

    @Test
    void branchIsPushedWithTheTokenAndTheOutcomeStays() throws Exception {
        Exchange exchange = push(Map.of());

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isEqualTo(outcome());
        assertThat(forge.branch(BRANCH)).isEqualTo(commit);
        assertThat(shop.git("branch", "--remotes")).isEmpty();
        assertThat(fixture.state.resolve("scratch")).isEmptyDirectory();
    }

    @Test
    void theSameAgainChangesNothingAndMoreCommitsFollow() throws Exception {
        push(Map.of());
        assertThat(push(Map.of()).getException()).isNull();
        String second = shop.commit("work.txt", "more work");
        assertThat(push(Map.of()).getException()).isNull();

        assertThat(forge.branch(BRANCH)).isEqualTo(second);
    }

    @Test
    void aPathIsARemoteToo() throws Exception {
        Exchange exchange = call("agentmesh-git-push", Map.of("remote", forge.repository.toString()), outcome());

        assertThat(exchange.getException()).isNull();
        assertThat(forge.branch(BRANCH)).isEqualTo(commit);
    }

    @Test
    void aShallowCloneAndAWorktreeArePushedFrom() throws Exception {
        Path shallow = fixture.root.resolve("shallow ä");
        new GitRepository(folder).git("clone", "--quiet", "--depth=1", "file://" + forge.repository, shallow.toString());
        new GitRepository(shallow).git("worktree", "add", "--quiet", "-b", "agentmesh/t2", "../tree", "HEAD");
        Path tree = fixture.root.resolve("tree");
        String other = new GitRepository(tree).commit("work.txt", "other work");

        Exchange exchange = call("agentmesh-git-push", Map.of("folder", tree.toString(), "branch", "agentmesh/t2"),
                outcome());

        assertThat(exchange.getException()).isNull();
        assertThat(forge.branch("agentmesh/t2")).isEqualTo(other);
    }

    @Test
    void withoutCommitsNothingIsPushedAndTheLogSaysSo() throws Exception {
        try (LogLines log = new LogLines()) {
            Exchange exchange = call("agentmesh-git-push", Map.of(), outcome(List.of()));

            assertThat(exchange.getException()).isNull();
            assertThat(log.containing("task t1")).containsExactly("INFO task t1: nothing pushed, as the agent left no commits");
        }
        assertThat(forge.branches()).containsExactly("main");
    }

    @Test
    void otherCommitsOfTheRemoteAreOnlyReplacedByForce() throws Exception {
        push(Map.of());
        shop.git("reset", "--quiet", "--hard", "main");
        String other = shop.commit("work.txt", "another way");

        assertThat(reason(push(Map.of()))).isEqualTo("git push of " + BRANCH + " failed: [rejected] (non-fast-forward)");
        assertThat(forge.branch(BRANCH)).isEqualTo(commit);
        assertThat(other).isNotEqualTo(commit);
    }

    @Test
    void forceReplacesThem() throws Exception {
        shop.git("push", "--quiet", forge.repository.toString(), BRANCH);
        shop.git("reset", "--quiet", "--hard", "main");
        String other = shop.commit("work.txt", "another way");

        assertThat(push(Map.of("force", "true")).getException()).isNull();
        assertThat(forge.branch(BRANCH)).isEqualTo(other);
    }

    @Test
    void whatCanNotBePushedIsASentence() throws Exception {
        for (List<String> one : List.of(
                List.of("branch", "--mirror", "'--mirror' is no branch that can be pushed"),
                List.of("branch", "none", "there is no branch none to push: fatal: 'refs/heads/none' - not a valid ref"),
                List.of("branch", "main", "the branch main isn't pushed, as it is protected"),
                List.of("remote", "none", "there is no remote none to push to: error: No such remote 'none'"),
                List.of("remote", "ext::sh -c ls", "git push of agentmesh/t1 failed: fatal: transport 'ext' not allowed"),
                List.of("tokenVariable", "NONE_TOKEN", "the worker's environment has no variable NONE_TOKEN, which should hold"
                        + " the forge's token"),
                List.of("tokenUrl", "-", "tokenUrl: it is http(s)://HOST, the only address that gets the token in"
                        + " FORGE_TOKEN"))) {
            assertThat(reason(push(Map.of(one.get(0), one.get(1))))).isEqualTo(one.get(2));
        }
        assertThat(forge.branches()).containsExactly("main");
    }
}
