package io.agentmesh.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleRepositoryTest {

    @TempDir
    Path folder;

    private SampleRepository repository;

    @BeforeEach
    void create() throws Exception {
        repository = SampleRepository.create(folder.resolve("greeter"));
    }

    @Test
    void freshRepositoryHasACommitAndNoChange() throws Exception {
        assertThat(repository.folder().resolve(".git/refs/heads")).isNotEmptyDirectory();
        assertThat(repository.diff()).isEmpty();
    }

    @Test
    void diffShowsNewChangedAndRemovedFiles() throws Exception {
        Files.writeString(repository.folder().resolve("HELLO.md"), "Hello\n");
        Files.writeString(repository.folder().resolve("README.md"), "# Changed\n");
        Files.delete(repository.folder().resolve("src/greet.sh"));

        assertThat(repository.diff()).contains("+Hello", "-# Greeter", "+# Changed", "deleted file mode");
    }

    @Test
    void diffShowsWhatTheAgentHasCommittedItself() throws Exception {
        Files.writeString(repository.folder().resolve("HELLO.md"), "Hello\n");
        Process commit = new ProcessBuilder("sh", "-c", "git add . && git -c user.name=a -c user.email=a@b commit -qm x")
                .directory(repository.folder().toFile()).start();
        assertThat(commit.waitFor()).isZero();

        assertThat(repository.diff()).contains("+Hello");
    }

    @Test
    void diffIsTheSameWhenAskedAgain() throws Exception {
        Files.writeString(repository.folder().resolve("HELLO.md"), "Hello\n");

        assertThat(repository.diff()).isEqualTo(repository.diff()).isNotEmpty();
    }
}
