package io.agentmesh.agent.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two workers on one machine: each {@link FolderLocks} is one. */
class FolderLocksTest {

    @TempDir
    Path temp;

    private final FolderLocks mine = new FolderLocks();
    private final FolderLocks other = new FolderLocks();
    private Path shop;
    /** What is there already is of other tests. */
    private final Set<ProcessHandle> others = ProcessHandle.current().children().collect(Collectors.toSet());

    @BeforeEach
    void makeFolders() throws IOException {
        shop = Files.createDirectories(temp.resolve("code/shop")).toRealPath();
        Files.createDirectories(shop.resolve("inner/most"));
        Files.createDirectory(temp.resolve("code/shop 2"));
    }

    @AfterEach
    void releaseAll() {
        mine.releaseAll();
        other.releaseAll();
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
    void folderThatCannotBeLockedIsNotWorkedIn(boolean prepared) {
        if (prepared) {
            mine.prepare();
        }
        assertThat(mine.take(temp.resolve("gone"))).isFalse();
        assertThat(mine.isBroken(temp.resolve("gone"))).isTrue();
        assertThat(mine.problem()).contains("gone can't be locked, so no task begins there: ")
                .contains("No such file or directory");
        assertThat(temp.resolve("gone")).doesNotExist();
    }

    @Test
    void interruptedWorkerTakesNoLock() {
        Thread.currentThread().interrupt();

        assertThat(mine.take(shop)).isFalse();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(mine.take(shop)).isTrue();
        assertThat(mine.problem()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "flock: /x: Function not implemented, ext4, true", "flock: /x: Operation not supported, '', true",
        "flock: /x: Not supported, overlay, true", "flock: /x: No locks available, nfs4, true",
        "flock: /x: Bad file descriptor, nfs, true", "flock: /x: No locks available, fuse.sshfs, true",
        "flock: /x: No locks available, ext4, false", "flock: /x: Bad file descriptor, ext4, false",
        "flock: /x: Permission denied, nfs4, false", "flock: fork failed: Resource temporarily unavailable, nfs4, false",
        "sh: 1: exec: flock: not found, nfs4, false", ", nfs4, false"})
    void onlyAFileSystemThatIsKnownNotToLockIsWorkedInWithout(String message, String fileSystem, boolean without) {
        assertThat(LockSupport.isMissing(message, fileSystem)).isEqualTo(without);
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
        ProcessHandle standby = await().atMost(Duration.ofSeconds(60)).until(() -> holders().findFirst(), Optional::isPresent)
                .orElseThrow();
        standby.destroyForcibly();
        standby.onExit().get(60, TimeUnit.SECONDS);

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

    private Path next() {
        return shop.resolveSibling("shop 2");
    }
}
