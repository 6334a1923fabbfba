package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import io.agentmesh.support.GitRepository;

/** Each kind of repository that a codebase may be: a task works there, or fails with a sentence that helps. */
class WorktreeRepositoriesTest extends WorktreeScene {

    private static final int OTHER_USER = 12345;

    private Path web;
    private Path bare;
    private Path shallow;
    private Path detached;
    private Path fresh;
    private Path plain;
    private Path longest;
    private Path foreign;

    @Override
    List<String> codebases() throws IOException {
        if (web == null) {
            GitRepository mono = repository("mono");
            mono.write("apps/web/w.txt", "1\n");
            mono.commit("b.txt", "1\n");
            web = mono.folder().resolve("apps/web");
            bare = fixture.folder("shop.git");
            mono.git("clone", "--quiet", "--bare", mono.folder().toString(), bare.toString());
            shallow = fixture.folder("shallow");
            mono.git("clone", "--quiet", "--depth=1", "file://" + mono.folder(), shallow.toString());
            detached = fixture.folder("detached");
            mono.git("clone", "--quiet", mono.folder().toString(), detached.toString());
            new GitRepository(detached).git("switch", "--quiet", "--detach", "HEAD~1");
            fresh = GitRepository.create(fixture.folder("fresh")).folder();
            plain = fixture.folder("plain");
            longest = repository("Läden & Größen 'mit' \"allem\" $HOME/"
                    + "sehr lange Übergröße/".repeat(9) + "shop").folder();
            foreign = repository("foreign").folder();
        }
        return Stream.of(web, bare, shallow, detached, fresh, plain, longest, foreign).map(Path::toString).toList();
    }

    private String works(Path codebase) {
        JsonNode task = ended(submit(codebase, "do pwd; cat w.txt a.txt 2>/dev/null; echo 1 >its.txt"), "completed");
        assertThat(files(task)).hasSize(1).allSatisfy(file -> assertThat(file).startsWith("added ").endsWith("its.txt"));
        assertThat(new GitRepository(codebase).git("rev-list", "--count", task.at("/changes/base").asText() + ".."
                + task.at("/changes/branch").asText())).isEqualTo("1");
        return files(task).get(0);
    }

    private String fails(Path codebase) {
        JsonNode task = ended(submit(codebase, "say hello"), "failed");
        String error = task.path("error").asText();
        assertThat(error).doesNotContain("\n").doesNotContain("Exception");
        return error;
    }

    @Test
    void aSubfolderOfALargerRepository() {
        assertThat(works(web)).isEqualTo("added apps/web/its.txt");
    }

    @Test
    void aBareOne() {
        works(bare);
    }

    @Test
    void aShallowClone() {
        works(shallow);
    }

    @Test
    void aDetachedHead() {
        works(detached);
    }

    @Test
    void aLongPathWithBlanksAndUmlauts() {
        assertThat(longest.toString()).hasSizeGreaterThan(200);
        works(longest);
    }

    @Test
    void oneWithoutAnyCommit() {
        assertThat(fails(fresh)).isEqualTo("the repository has no commit yet, so that there is nothing to begin a worktree from");
    }

    @Test
    void aFolderThatIsNone() {
        assertThat(fails(plain)).startsWith("its isolation is worktree, and there can be none of " + plain + ": ")
                .contains("not a git repository");
    }

    @Test
    void oneOfAnotherUser() throws IOException {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can give files away");
        try (Stream<Path> files = Files.walk(foreign)) {
            for (Path file : files.toList()) {
                Files.setAttribute(file, "unix:uid", OTHER_USER);
            }
        }

        assertThat(fails(foreign)).contains("dubious ownership", "safe.directory");
    }
}
