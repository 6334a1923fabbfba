package io.agentmesh.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.settings.value.CodebaseSetting;

/** What the doctor looks at on the machine itself. */
class MachineChecksTest {

    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void realFolder() throws IOException {
        folder = temporary.toRealPath();
    }

    @Test
    void aGitRepositoryIsWell() throws Exception {
        assertThat(new ProcessBuilder("git", "init", "-q", folder.toString()).start().waitFor()).isZero();

        assertThat(codebases()).containsExactly(
                Finding.ok("codebase", "shop (" + folder + ") can be written, and is a git repository"));
    }

    @Test
    void aLockFileThatAKilledGitLeftIsNamed() throws Exception {
        assertThat(new ProcessBuilder("git", "init", "-q", folder.toString()).start().waitFor()).isZero();
        Path lock = Files.createFile(folder.resolve(".git/index.lock"));

        assertThat(codebases()).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.WARNING);
            assertThat(finding.message()).contains("git can't write in this repository while " + lock + " is there");
        });
    }

    @Test
    void aFolderThatIsNoneIsAWarning() {
        assertThat(codebases()).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.WARNING);
            assertThat(finding.message()).contains("is no git repository");
            assertThat(finding.advice()).isEqualTo("git init");
        });
    }

    @Test
    void aFolderThatCannotBeWrittenIsAProblem() {
        assertThat(new CodebasesCheck(List.of(new CodebaseSetting("p", folder, "")), path -> false).check())
                .singleElement()
                .extracting(Finding::level).isEqualTo(Level.PROBLEM);
        assertThat(new CodebasesCheck(List.of(), Files::isWritable).check()).singleElement().extracting(Finding::level)
                .isEqualTo(Level.WARNING);
    }

    @Test
    void theDiskIsLookedAtBeforeThereIsAStateFolder() {
        Path state = folder.resolve("not/yet");

        assertThat(new DiskCheck("state_dir", state, 1, Files::isWritable).check()).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.OK);
            assertThat(finding.message()).endsWith("MiB are free in " + state);
        });
        assertThat(state).doesNotExist();
    }

    @Test
    void aFullOrReadOnlyDiskIsAProblem() {
        assertThat(new DiskCheck("state_dir", folder, Long.MAX_VALUE, Files::isWritable).check()).singleElement()
                .satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.PROBLEM);
            assertThat(finding.advice()).contains("min_free_disk");
        });
        assertThat(new DiskCheck("state_dir", folder.resolve("state"), 1, path -> !path.equals(folder)).check())
                .singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.PROBLEM);
            assertThat(finding.message()).contains("can't be written");
        });
    }

    @Test
    void thePlaceThatOpenCodeFillsIsNamed() {
        assertThat(new DiskCheck("OpenCode's data", folder.resolve("data"), 1, path -> false).check()).singleElement()
                .extracting(Finding::message).isEqualTo("OpenCode's data: " + folder.resolve("data") + " can't be written by this user");
    }

    @Test
    void outcomesThatWaitAreToldAndRefusedOnesAreAWarning() throws IOException {
        assertThat(new OutboxCheck(folder).check()).containsExactly(Finding.ok("outbox", "no outcome waits for the server"));

        Path refused = Files.createDirectories(folder.resolve("outbox/refused"));
        Files.createFile(folder.resolve("outbox/t1-1.json"));
        assertThat(new OutboxCheck(folder).check()).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.OK);
            assertThat(finding.message()).startsWith("1 outcome waits");
        });

        Files.createFile(refused.resolve("t2-1.json"));
        assertThat(new OutboxCheck(folder).check()).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.WARNING);
            assertThat(finding.advice()).contains(refused.toString());
        });
    }

    @Test
    void memoryIsComparedWithWhatTheTasksNeed() throws IOException {
        Path memory = Files.writeString(folder.resolve("meminfo"), "MemTotal: 9 kB\nMemAvailable:    2097152 kB\nOther: 1 kB\n");

        assertThat(new MemoryCheck(memory, 2).check()).containsExactly(Finding.ok("memory",
                "2048 MiB are available, and 2 tasks at once need about 1400 MiB"));
        assertThat(new MemoryCheck(memory, 3).check()).singleElement().extracting(Finding::level)
                .isEqualTo(Level.WARNING);
        assertThat(new MemoryCheck(folder.resolve("none"), 1).check()).singleElement().extracting(Finding::level)
                .isEqualTo(Level.OK);
    }

    @Test
    void rootIsWarned() {
        assertThat(new UserCheck("root").check()).singleElement().extracting(Finding::level).isEqualTo(Level.WARNING);
        assertThat(new UserCheck("agentmesh").check()).containsExactly(Finding.ok("user", "agentmesh"));
    }

    private List<Finding> codebases() {
        return new CodebasesCheck(List.of(new CodebaseSetting("shop", folder, "")), Files::isWritable).check();
    }
}
