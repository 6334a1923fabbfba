package io.agentmesh.opencode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.agentmesh.support.Processes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two workers on one machine: each {@link FolderLocks} is one. */
class FolderLocksTest {

    @TempDir
    Path temp;

    private static final String VARIABLE = "AGENTMESH_RUN_lock_" + UUID.randomUUID().toString().replace('-', '_');

    private final FolderLocks mine = new FolderLocks();
    private final FolderLocks other = new FolderLocks();
    private Path shop;
    private Path run;
    private Process agent;
    /** What is there already is of other tests. */
    private final Set<ProcessHandle> others = ProcessHandle.current().children().collect(Collectors.toSet());

    @BeforeEach
    void makeFolders() throws IOException {
        shop = Files.createDirectories(temp.resolve("code/shop")).toRealPath();
        Files.createDirectories(shop.resolve("inner/most"));
        Files.createDirectory(temp.resolve("code/shop 2"));
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
    void folderHasOneWriter() {
        assertThat(mine.take(shop)).isTrue();
        assertThat(other.take(shop)).isFalse();

        mine.release(shop);

        assertThat(other.take(shop)).isTrue();
    }

    @Test
    void foldersAroundAndBelowAreExcluded() {
        assertThat(mine.take(shop)).isTrue();

        assertThat(other.take(shop.getParent())).isFalse();
        assertThat(other.take(shop.resolve("inner/most"))).isFalse();
    }

    @Test
    void neighboursDoNotExcludeEachOther() {
        assertThat(mine.take(shop)).isTrue();
        assertThat(other.take(next())).isTrue();
        assertThat(mine.take(shop.getParent())).isFalse();
    }

    @Test
    void lockIsOfTheFolderAndNotOfItsPath() throws Exception {
        assertThat(mine.take(shop)).isTrue();
        Path moved = Files.move(shop, temp.resolve("moved")).toRealPath();

        assertThat(other.take(moved)).isFalse();

        Files.move(moved, shop);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void folderThatIsGoneCannotBeLockedAndIsWorkedInWithout(boolean prepared) {
        if (prepared) {
            mine.prepare();
        }
        assertThat(mine.take(temp.resolve("gone"))).isTrue();
        mine.release(temp.resolve("gone"));
    }

    @Test
    void whatIsReadyForALockTakesOnlyThatOfItsFolder() throws Exception {
        Path strange = Files.createDirectory(temp.resolve("code/a\nb \\c  ")).toRealPath();
        for (Path folder : List.of(shop, next(), strange)) {
            mine.prepare();
            assertThat(mine.take(folder)).isTrue();
            other.prepare();
            assertThat(other.take(folder)).isFalse();
        }
        other.prepare();
        assertThat(other.take(shop.resolve("inner/most"))).isFalse();

        mine.release(shop);

        other.prepare();
        assertThat(other.take(shop)).isTrue();
        mine.releaseAll();
        other.releaseAll();
        await().atMost(Duration.ofSeconds(60)).until(() -> holders().findAny().isEmpty());
    }

    @Test
    void readyProcessThatIsGoneIsDoneWithout() throws Exception {
        mine.prepare();
        ProcessHandle waiting = holders().findFirst().orElseThrow();
        waiting.destroyForcibly();
        waiting.onExit().get(60, TimeUnit.SECONDS);

        assertThat(mine.take(shop)).isTrue();
        assertThat(other.take(shop)).isFalse();
    }

    @Test
    void nothingWaitsForALockOfAWorkerThatHasEnded() {
        mine.prepare();
        mine.take(shop);
        mine.prepare();

        mine.releaseAll();
        mine.prepare();

        await().atMost(Duration.ofSeconds(60))
                .until(() -> holders().findAny().isEmpty());
    }

    private Stream<ProcessHandle> holders() {
        return ProcessHandle.current().children().filter(child -> !others.contains(child)
                && Stream.of(child.info().arguments().orElse(new String[0])).anyMatch("agentmesh-lock"::equals));
    }

    @Test
    void releaseOfWhatIsNotHeldDoesNothing() {
        assertThat(mine.take(shop)).isTrue();

        other.release(shop);

        assertThat(other.take(shop)).isFalse();
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
    void lockOfAWorkerThatDiedBeforeItsRunBeganIsFree() throws Exception {
        try (DoomedWorker worker = new DoomedWorker(shop)) {
            assertThat(other.take(shop)).isFalse();

            worker.kill();

            await().atMost(Duration.ofSeconds(60)).until(() -> other.take(shop));
        }
    }

    private Path next() {
        return shop.resolveSibling("shop 2");
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
