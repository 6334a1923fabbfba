package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import io.agentmesh.settings.WorkerSetting;
import io.agentmesh.support.GitRepository;
import io.agentmesh.support.SmallDisk;

/** Worktrees on a disk without a byte left. */
class WorktreeFullDiskTest extends WorktreeScene {

    private SmallDisk disk;

    @Override
    List<String> codebases() {
        return List.of(repository("shop").folder().toString());
    }

    @Override
    void prepare(Map<WorkerSetting, List<String>> flags) throws IOException {
        Path folder = Files.createDirectories(fixture.root.resolve("disk"));
        try {
            disk = new SmallDisk(folder, "1m");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        fixture.with("worktree_dir", folder.resolve("trees").toString());
    }

    @AfterAll
    void unmount() throws Exception {
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    void aTaskFailsWithASentenceAndLeavesNothing() throws Exception {
        GitRepository shop = repository("shop");
        disk.fill();
        String error = ended(submit(shop.folder(), "say hello"), "failed").path("error").asText();
        assertThat(error).contains("No space left on device").doesNotContain("\n").doesNotContain("Exception");
        within().untilAsserted(() -> {
            assertThat(shop.branches("agentmesh")).isEmpty();
            assertThat(shop.git("worktree", "list").lines()).hasSize(1);
        });

        disk.empty();
        assertThat(files(ended(submit(shop.folder(), "do echo 1 >b.txt"), "completed"))).containsExactly("added b.txt");
    }
}
