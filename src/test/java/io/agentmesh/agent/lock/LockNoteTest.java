package io.agentmesh.agent.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.process.ProcFs;
import org.junit.jupiter.api.Test;

/** What stands in the note of who holds a lock, and how it is taken over. */
class LockNoteTest extends LockScene {

    /** A folder stands where the file is written first, which fails as a full disk does, and for root too. */
    @Test
    void fullDiskKeepsNobodyFromTakingOverALock() throws Exception {
        try (DoomedWorker worker = new DoomedWorker(shop, run.toString(), variable, "600")) {
            journal();
            worker.kill();
            Files.createDirectory(run.resolve(".lock.new"));

            assertThat(mine.inherit(new RunFolder(run))).isTrue();

            assertThat(other.take(shop)).isFalse();
            mine.release(shop);
            assertThat(mine.inherit(new RunFolder(run))).as("taken anew").isTrue();
            assertThat(other.take(shop)).isFalse();
            mine.release(shop);
            awaitFree();
        }
    }

    @Test
    void noteThatIsNotWholeChangesNothing() throws Exception {
        try (DoomedWorker worker = new DoomedWorker(shop, run.toString(), variable, "2")) {
            assertThat(other.take(shop)).isFalse();
            Path note = run.resolve("lock");
            String whole = Files.readString(note);
            // A holder has read it once, and its worker dies.
            await().pollDelay(Duration.ofSeconds(2)).until(() -> Files.exists(note));
            worker.kill();
            assertKeptFor(Duration.ofSeconds(2));
            int end = whole.lastIndexOf('\n', whole.length() - 2);
            for (int length = 0; length < end - 4; length += 10) {
                Files.writeString(note, whole.substring(0, length));
                assertThat(LockRecord.read(new RunFolder(run))).as("cut after %d characters", length).isEmpty();
            }

            assertKeptFor(Duration.ofSeconds(2));
            agent.destroyForcibly().waitFor();
            await().atMost(Duration.ofSeconds(60)).until(() -> other.take(shop));
        }
    }

    /** Process ids come again after a restart of the machine, or of the container that the worker is in. */
    @Test
    void holderOfAnotherLockIsNotTakenForTheOneThatIsGone() throws Exception {
        try (DoomedWorker worker = new DoomedWorker(shop, run.toString(), variable, "600")) {
            journal();
            Path note = run.resolve("lock");
            for (String start : List.of("1 " + ProcFs.bootId(), ticks(note) + " another-boot")) {
                Files.writeString(note, String.join("\n", Files.readAllLines(note).subList(0, 5)) + "\n" + start + "\n");

                assertThat(LockRecord.read(new RunFolder(run)).orElseThrow().process()).isEmpty();
                assertThat(mine.inherit(new RunFolder(run))).as("it is held by that one").isFalse();
            }
            InheritedLock.release(new RunFolder(run));
            assertThat(other.take(shop)).as("the holder lives").isFalse();
        }
    }

    @Test
    void holderIsInheritedByANoteOfAnEarlierVersion() throws Exception {
        try (DoomedWorker worker = new DoomedWorker(shop, run.toString(), variable, "600")) {
            journal();
            worker.kill();
            Path note = run.resolve("lock");
            Files.writeString(note, String.join("\n", Files.readAllLines(note).subList(0, 5)) + "\n");

            assertThat(mine.inherit(new RunFolder(run))).isTrue();

            assertThat(other.take(shop)).isFalse();
            mine.release(shop);
            awaitFree();
        }
    }

    private static String ticks(Path note) throws IOException {
        return Files.readAllLines(note).get(5).split(" ")[0];
    }
}
