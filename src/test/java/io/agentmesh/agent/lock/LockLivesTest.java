package io.agentmesh.agent.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.agentmesh.agent.DurableFile;
import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.process.ProcFs;
import io.agentmesh.support.Processes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lock whose worker dies, and the worker's next life. */
class LockLivesTest {

    private static final String VARIABLE = "AGENTMESH_RUN_lock_" + UUID.randomUUID().toString().replace('-', '_');

    @TempDir
    Path temp;

    private final FolderLocks mine = new FolderLocks();
    private final FolderLocks other = new FolderLocks();
    private Path shop;
    private Path run;
    private Process agent;

    @BeforeEach
    void makeFolders() throws IOException {
        shop = Files.createDirectories(temp.resolve("code/shop")).toRealPath();
        run = Files.createDirectory(temp.resolve("run of it"));
        ProcessBuilder builder = new ProcessBuilder("sleep", "600");
        builder.environment().put(VARIABLE, "1");
        agent = builder.start();
    }

    @AfterEach
    void releaseAll() throws Exception {
        mine.releaseAll();
        other.releaseAll();
        agent.destroyForcibly().waitFor();
    }

    @Test
    void lockOutlivesItsWorkerForAsLongAsTheRunDoes() throws Exception {
        try (DoomedWorker worker = new DoomedWorker(shop, run.toString(), VARIABLE)) {
            assertThat(other.take(shop)).isFalse();

            worker.kill();

            // Long enough for a holder that lets go at once.
            await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(60)).until(() -> !other.take(shop));
            agent.destroyForcibly().waitFor();
            await().atMost(Duration.ofSeconds(60)).until(() -> other.take(shop));
        }
    }

    @Test
    void runThatTheNextLifeReportedHoldsNothingThoughAProcessMayStay() throws Exception {
        try (DoomedWorker worker = new DoomedWorker(shop, run.toString(), VARIABLE)) {
            worker.kill();

            new RunFolder(run).markReported();

            await().atMost(Duration.ofSeconds(60)).until(() -> other.take(shop));
            assertThat(agent.isAlive()).isTrue();
        }
    }

    @Test
    void lockIsKeptForTheNextLifeWhereTheRunEndsMeanwhile() throws Exception {
        try (DoomedWorker worker = new DoomedWorker(shop, run.toString(), VARIABLE, "600")) {
            journal();
            worker.kill();
            agent.destroyForcibly().waitFor();
            await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(60)).until(() -> !other.take(shop));

            assertThat(mine.inherit(new RunFolder(run))).isTrue();

            await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(60)).until(() -> !other.take(shop));
            mine.release(shop);
            assertThat(other.take(shop)).isTrue();
        }
    }

    @Test
    void nextLifeTakesALockThatWasLostAnewAndWaitsForItsTurn() throws Exception {
        journal();
        assertThat(other.take(shop)).isTrue();
        assertThat(mine.inherit(new RunFolder(run))).isFalse();

        other.release(shop);

        assertThat(mine.inherit(new RunFolder(run))).isTrue();
        assertThat(other.take(shop)).isFalse();
    }

    /** A folder stands where the file is written first, which fails as a full disk does, and for root too. */
    @Test
    void fullDiskKeepsNobodyFromTakingOverALock() throws Exception {
        try (DoomedWorker worker = new DoomedWorker(shop, run.toString(), VARIABLE, "600")) {
            journal();
            worker.kill();
            Files.createDirectory(run.resolve(".lock.new"));

            assertThat(mine.inherit(new RunFolder(run))).isTrue();

            assertThat(other.take(shop)).isFalse();
            mine.release(shop);
            assertThat(mine.inherit(new RunFolder(run))).as("taken anew").isTrue();
            assertThat(other.take(shop)).isFalse();
            mine.release(shop);
            assertThat(other.take(shop)).isTrue();
        }
    }

    @Test
    void lockThatWasKeptForNobodyIsFreeAfterAWhile() throws Exception {
        try (DoomedWorker worker = new DoomedWorker(shop, run.toString(), VARIABLE, "2")) {
            worker.kill();
            agent.destroyForcibly().waitFor();

            assertThat(other.take(shop)).isFalse();
            await().atMost(Duration.ofSeconds(60)).until(() -> other.take(shop));
        }
    }

    @Test
    void noteThatIsNotWholeChangesNothing() throws Exception {
        try (DoomedWorker worker = new DoomedWorker(shop, run.toString(), VARIABLE, "2")) {
            assertThat(other.take(shop)).isFalse();
            Path note = run.resolve("lock");
            String whole = Files.readString(note);
            // A holder has read it once, and its worker dies.
            await().pollDelay(Duration.ofSeconds(2)).until(() -> Files.exists(note));
            worker.kill();
            await().during(Duration.ofSeconds(2)).until(() -> !other.take(shop));
            int end = whole.lastIndexOf('\n', whole.length() - 2);
            for (int length = 0; length < end - 4; length += 10) {
                Files.writeString(note, whole.substring(0, length));
                assertThat(LockRecord.read(new RunFolder(run))).as("cut after %d characters", length).isEmpty();
            }

            await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(60)).until(() -> !other.take(shop));
            agent.destroyForcibly().waitFor();
            await().atMost(Duration.ofSeconds(60)).until(() -> other.take(shop));
        }
    }

    /** Process ids come again after a restart of the machine, or of the container that the worker is in. */
    @Test
    void holderOfAnotherLockIsNotTakenForTheOneThatIsGone() throws Exception {
        try (DoomedWorker worker = new DoomedWorker(shop, run.toString(), VARIABLE, "600")) {
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
        try (DoomedWorker worker = new DoomedWorker(shop, run.toString(), VARIABLE, "600")) {
            journal();
            worker.kill();
            Path note = run.resolve("lock");
            Files.writeString(note, String.join("\n", Files.readAllLines(note).subList(0, 5)) + "\n");

            assertThat(mine.inherit(new RunFolder(run))).isTrue();

            assertThat(other.take(shop)).isFalse();
            mine.release(shop);
            assertThat(other.take(shop)).isTrue();
        }
    }

    private static String ticks(Path note) throws IOException {
        return Files.readAllLines(note).get(5).split(" ")[0];
    }

    private void journal() throws IOException {
        DurableFile.writeJson(new RunFolder(run).journal(), LockTaker.record(shop, VARIABLE));
    }

    @Test
    void lockOfAWorkerThatDiedBeforeItsRunBeganIsFree() throws Exception {
        try (DoomedWorker worker = new DoomedWorker(shop)) {
            assertThat(other.take(shop)).isFalse();

            worker.kill();

            await().atMost(Duration.ofSeconds(60)).until(() -> other.take(shop));
        }
    }

    /** A process that takes the lock, and can be killed. */
    private static final class DoomedWorker implements AutoCloseable {

        private final Process process;

        /** @param run see {@link LockTaker} */
        DoomedWorker(Path folder, String... run) throws IOException {
            List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                    .toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
                    System.getProperty("java.class.path"), LockTaker.class.getName(), folder.toString()));
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
