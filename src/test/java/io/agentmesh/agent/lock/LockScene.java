package io.agentmesh.agent.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import io.agentmesh.agent.DurableFile;
import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.process.ProcFs;
import io.agentmesh.support.ChildJvm;
import io.agentmesh.support.Processes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two workers' locks of the folders of one machine. */
abstract class LockScene {

    final String variable = "AGENTMESH_RUN_lock_" + UUID.randomUUID().toString().replace('-', '_');

    @TempDir
    Path temp;
    final FolderLocks mine = new FolderLocks();
    final FolderLocks other = new FolderLocks();
    Path shop;
    Path run;
    Process agent;

    @BeforeEach
    void makeFolders() throws IOException {
        shop = Files.createDirectories(temp.resolve("code/shop")).toRealPath();
        run = Files.createDirectory(temp.resolve("run of it"));
        ProcessBuilder builder = new ProcessBuilder("sleep", "600");
        builder.environment().put(variable, "1");
        agent = builder.start();
    }

    @AfterEach
    void releaseAll() throws Exception {
        mine.releaseAll();
        other.releaseAll();
        agent.destroyForcibly().waitFor();
    }

    /** Nobody else gets the lock meanwhile; else the note says whose it was. */
    void assertKeptFor(Duration time) {
        await().during(time).until(() -> {
            assertThat(other.take(shop)).as("another worker's try, where the note is %s", note()).isFalse();
            return true;
        });
    }

    /** The lines of the note, and what its holder is by now. */
    String note() throws IOException {
        Path note = run.resolve("lock");
        List<String> lines = Files.exists(note) ? Files.readAllLines(note) : List.of();
        return lines + (lines.isEmpty() ? "" : " " + ProcFs.stat(Long.parseLong(lines.get(0))));
    }

    /** A child of the holder, which has the lock too, may live for a moment longer. */
    void awaitFree() {
        await().until(() -> other.take(shop));
    }

    void journal() throws IOException {
        DurableFile.writeJson(new RunFolder(run).journal(), LockTaker.record(shop, variable));
    }

    /** A process that takes the lock, and can be killed. */
    static final class DoomedWorker implements AutoCloseable {

        private final Process process;

        /** @param run see {@link LockTaker} */
        DoomedWorker(Path folder, String... run) throws IOException {
            List<String> command = ChildJvm.command(LockTaker.class);
            command.add(folder.toString());
            command.addAll(List.of(run));
            process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            assertThat(process.inputReader().readLine()).isEqualTo("taken");
        }

        void kill() throws InterruptedException {
            Processes.kill(process.pid());
            process.waitFor();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
