package io.agentmesh.worker.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;

/** Tasks in worktrees, and what is left of them once they are pruned. */
abstract class PruningScene extends WorkspaceScene {

    final Set<String> running = new HashSet<>();
    final Set<String> unfinished = new HashSet<>();

    @AfterEach
    void repositoryIsWhole() {
        assertThat(shop.git("fsck", "--no-dangling")).isEmpty();
        assertThat(shop.git("status", "--porcelain")).isEmpty();
    }

    void prune(int keep, Duration later) {
        new WorktreePruning(workspaces, remover, () -> unfinished, one -> running.contains(one.task()), keep,
                Duration.ofDays(7), Clock.fixed(Instant.now().plus(later), ZoneOffset.UTC)).prune();
    }

    void prune() {
        prune(0, Duration.ZERO);
    }

    void assertNothingIsLeft() throws IOException {
        assertThat(known()).isEmpty();
        assertThat(workspaces.all()).isEmpty();
    }
}
