package io.agentmesh.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** What a machine lacks skips tests and is said once, at the end. */
class NeededTest {

    @TempDir
    Path folder;

    private TestNotes notes;

    @BeforeEach
    void note() {
        notes = new TestNotes(folder.resolve("notes"));
    }

    @Test
    void aToolThatIsThereIsUsed() throws Exception {
        Path program = Scripts.shell(folder.resolve("nginx"), "exit 0");

        assertThat(Tool.NGINX.find("/nowhere:" + folder)).contains(program);
        assertThat(new Needed(notes, true).orSkip("nginx-light", Optional.of(program))).isEqualTo(program);
        assertThat(TestSummary.lines(notes)).isEmpty();
    }

    @Test
    void aFileThatCannotRunIsNoTool() throws Exception {
        Files.createFile(folder.resolve("nginx"));

        assertThat(Tool.NGINX.find("/nowhere::" + folder)).isEmpty();
    }

    @Test
    void aMissingToolSkipsTheTestAndTheSummaryNamesThePackagesOnce() {
        Needed needed = new Needed(notes, false);

        assertThatThrownBy(() -> needed.orSkip("chromium-driver", Optional.empty()))
                .isInstanceOf(TestAbortedException.class).hasMessageContaining("apt-get install chromium-driver");
        assertThatThrownBy(() -> needed.orSkip("uvicorn python3-httptools", Optional.empty()))
                .isInstanceOf(TestAbortedException.class);

        assertThat(TestSummary.lines(notes)).containsExactly("[WARNING] Tests were skipped for want of packages "
                + "(apt-get install chromium-driver python3-httptools uvicorn): NeededTest.");
    }

    @Test
    void aMissingToolIsAnErrorForCi() {
        assertThatThrownBy(() -> new Needed(notes, true).orSkip("zsh", Optional.empty()))
                .isInstanceOf(AssertionError.class).hasMessageContaining("apt-get install zsh").hasMessageContaining("CI=true");
    }

    @Test
    void whatWasUsedIsSaid() {
        notes.used("Redis 7.0.15 of /usr/bin");
        notes.used("PostgreSQL 15.18 of /usr/lib/postgresql/15");

        assertThat(TestSummary.lines(notes)).containsExactly("[INFO] The tests used PostgreSQL 15.18 of "
                + "/usr/lib/postgresql/15, Redis 7.0.15 of /usr/bin.");
    }

    @Test
    void everyPackageIsNamedForWhoTestsAndInstalledForCi() throws Exception {
        String readme = MarkdownFile.of(Path.of("README.md")).code().stream()
                .filter(line -> line.startsWith("apt-get install ")).collect(Collectors.joining(" "));
        String ci = Files.readString(Path.of(".ci/run"));

        Stream<String> packages = Stream.concat(Stream.of(RealUvicorn.PACKAGES.split(" ")),
                Stream.of(Tool.values()).filter(tool -> tool != Tool.DPKG).map(Tool::packages));
        assertThat(packages).allSatisfy(name -> {
            assertThat(List.of(readme.split("\\s+"))).contains(name);
            assertThat(List.of(ci.split("[\\s\"]+"))).contains(name);
        });
    }
}
