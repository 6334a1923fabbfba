package io.agentmesh.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServableFoldersTest {

    @TempDir
    Path root;

    private Path home;
    private Path state;
    private ServableFolders folders;

    @BeforeEach
    void folders() throws IOException {
        root = root.toRealPath();
        home = Files.createDirectories(root.resolve("home/ann"));
        state = Files.createDirectories(root.resolve("var/state"));
        folders = new ServableFolders(Set.of(), List.of(), home, state);
    }

    @Test
    void aFolderThatTheUserCanWriteIsServed() throws IOException {
        Path shop = Files.createDirectories(home.resolve("shop"));

        assertThat(folders.check(shop.toString()).folder()).isEqualTo(shop);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc", "/usr/local", "/proc", "/sys", "/var", "/var/lib", "/dev", "/bin"})
    void theSystemIsNot(String path) {
        assertThat(folders.check(path).isServable()).isFalse();
        assertThat(folders.check(path).problem()).isEqualTo("belongs to the system");
    }

    @Test
    void theRootIsNot() {
        assertThat(folders.check("/").isServable()).isFalse();
    }

    @Test
    void theHomeFolderItselfAndAllAroundItIsNot() {
        assertThat(folders.check(home.toString()).problem()).isEqualTo("is the home folder of this worker's user");
        assertThat(folders.check(home.getParent().toString()).isServable()).isFalse();
    }

    @Test
    void hiddenFoldersAreNot() throws IOException {
        Path hidden = Files.createDirectories(home.resolve(".ssh/keys"));

        assertThat(folders.check(hidden.toString()).problem()).isEqualTo("is in a hidden folder");
    }

    @Test
    void theWorkersOwnStateIsNot() throws IOException {
        Path runs = Files.createDirectories(state.resolve("runs"));

        for (Path path : List.of(state, runs, state.getParent())) {
            assertThat(folders.check(path.toString()).problem()).isEqualTo("holds this worker's own state");
        }
    }

    @Test
    void aLinkIsWhatItLeadsTo() throws IOException {
        Path link = Files.createSymbolicLink(root.resolve("link"), Path.of("/etc"));
        Path shop = Files.createDirectories(home.resolve("shop"));
        Path good = Files.createSymbolicLink(root.resolve("good"), shop);

        assertThat(folders.check(link.toString()).problem()).isEqualTo("belongs to the system");
        assertThat(folders.check(good.toString()).folder()).isEqualTo(shop);
    }

    @Test
    void theWayBackIsFollowed() throws IOException {
        Path shop = Files.createDirectories(home.resolve("shop"));

        assertThat(folders.check(shop + "/../../ann").isServable()).isFalse();
        assertThat(folders.check(shop + "/../shop").folder()).isEqualTo(shop);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "shop", "../shop", "~/shop"})
    void onlyAbsolutePathsAreLookedAt(String path) {
        assertThat(folders.check(path).problem()).isEqualTo("is no absolute path");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {"/no/such/folder", "\"/tmp/\0\""})
    void aPathThatIsNotThereIsTold(String path) {
        assertThat(folders.check(path).problem()).isEqualTo("doesn't exist on this worker's machine");
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        assertThat(folders.check(Files.createFile(home.resolve("file")).toString()).problem()).isEqualTo("is no folder");
    }

    @Test
    void allowedRootsAreTheOnlyOnesThen() throws IOException {
        Path inside = Files.createDirectories(root.resolve("srv/.git/shop"));
        Path beside = Files.createDirectories(root.resolve("srv2/shop"));
        ServableFolders some = new ServableFolders(Set.of(), List.of(root.resolve("srv")), home, state);

        assertThat(some.check(inside.toString()).folder()).isEqualTo(inside);
        assertThat(some.check(root.resolve("srv").toString()).isServable()).isTrue();
        assertThat(some.check(beside.toString()).problem()).isEqualTo("is outside of this worker's allowed_roots");
    }

    @Test
    void whatTheSettingsNameIsServedAnywhere() throws IOException {
        Path hidden = Files.createDirectories(home.resolve(".dotfiles"));
        ServableFolders some = new ServableFolders(Set.of(hidden), List.of(root.resolve("srv")), home, state);

        assertThat(some.check(hidden.toString()).folder()).isEqualTo(hidden);
    }
}
