package io.agentmesh.opencode.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.support.Scripts;

class OpenCodeInstallerTest {

    /** What npm leaves: $6 is the folder (install --no-audit --no-fund --ignore-scripts --prefix DIR SPEC). */
    private static final String INSTALLS = """
            echo "$@" >> "%s/calls"
            dir=$6/node_modules/%s/bin
            mkdir -p "$dir"
            printf '#!/bin/sh\\necho %s\\n' > "$dir/opencode"
            chmod +x "$dir/opencode"
            """;

    @TempDir
    Path folder;

    private final List<String> notices = Collections.synchronizedList(new ArrayList<>());

    @Test
    void programIsInstalledOnceAndKept() throws Exception {
        OpenCodeInstaller installer = installer(npm(INSTALLS.formatted(folder, "opencode-linux-x64", "1.2.3")));

        Path program = installer.install();
        Path again = installer.install();

        assertThat(program).isEqualTo(again).isEqualTo(folder.resolve("cache/opencode-1.2.3/opencode")).isExecutable();
        assertThat(folder.resolve("calls")).content().hasLineCount(1).contains("--ignore-scripts")
                .endsWith("opencode-ai@1.2.3\n");
        assertThat(notices).singleElement().asString().contains("1.2.3", "only this once");
        assertThat(filesIn(folder.resolve("cache"))).containsExactlyInAnyOrder("opencode-1.2.3", "opencode-1.2.3.lock");
    }

    @Test
    void packageThatRunsHereIsTakenWhereAnotherDoesNot() throws Exception {
        OpenCodeInstaller installer = installer(npm("""
                mkdir -p "$6/node_modules/opencode-linux-x64/bin"
                printf '#!/bin/sh\\nkill -ILL $$\\n' > "$6/node_modules/opencode-linux-x64/bin/opencode"
                chmod +x "$6/node_modules/opencode-linux-x64/bin/opencode"
                """ + INSTALLS.formatted(folder, "opencode-linux-x64-baseline", "1.2.3")));

        assertThat(installer.install()).content().contains("echo 1.2.3");
    }

    @Test
    void rivalsInstallOnce() throws Exception {
        Path npm = npm(INSTALLS.formatted(folder, "opencode-linux-x64", "1.2.3"));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Path> rival = () -> installer(npm).install();
            for (Future<Path> program : threads.invokeAll(Collections.nCopies(4, rival))) {
                assertThat(program.get()).isExecutable();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(folder.resolve("calls")).content().hasLineCount(1);
    }

    @Test
    void leftoversOfAnInterruptedInstallationAreNoProgram() throws Exception {
        Scripts.shell(folder.resolve("cache/opencode-1.2.3.part-1/node_modules/opencode-old/bin/opencode"), "echo 1.2.3");

        Path program = installer(npm(INSTALLS.formatted(folder, "opencode-linux-x64", "1.2.3"))).install();

        assertThat(program).isExecutable();
        assertThat(folder.resolve("cache/opencode-1.2.3.part-1")).doesNotExist();
        assertThat(folder.resolve("calls")).exists();
    }

    @Test
    void missingNpmIsSaid() {
        assertThatThrownBy(() -> installer(folder.resolve("no-npm")).install())
                .isInstanceOf(InstallException.class).hasMessageContaining("install Node.js");
        assertThat(folder.resolve("cache/opencode-1.2.3")).doesNotExist();
    }

    @Test
    void failureOfNpmIsQuotedAndTriedAgainNextTime() throws Exception {
        Path failing = npm("echo 'npm error network unreachable' >&2; exit 7");

        assertThatThrownBy(() -> installer(failing).install()).isInstanceOf(InstallException.class)
                .hasMessageContaining("exit 7").hasMessageContaining("network unreachable");

        assertThat(installer(npm(INSTALLS.formatted(folder, "opencode-linux-x64", "1.2.3"))).install()).isExecutable();
    }

    @Test
    void npmThatHangsIsEnded() throws Exception {
        Path hanging = npm("exec sleep 600");
        OpenCodeInstaller installer = new OpenCodeInstaller(folder.resolve("cache"), "1.2.3",
                new NpmClient(hanging.toString(), 1), notices::add);

        assertThatThrownBy(installer::install).isInstanceOf(InstallException.class).hasMessageContaining("1 s");
    }

    @Test
    void anotherVersionThanTheOneAskedForIsRefused() throws Exception {
        Path npm = npm(INSTALLS.formatted(folder, "opencode-linux-x64", "1.9.9"));

        assertThatThrownBy(() -> installer(npm).install()).isInstanceOf(InstallException.class)
                .hasMessageContaining("none of 1 programs");
    }

    @Test
    void unwritableCacheIsNamed() throws Exception {
        Path file = Files.createFile(folder.resolve("cache"));

        assertThatThrownBy(() -> installer(folder.resolve("npm")).install()).isInstanceOf(InstallException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void pinnedVersionIsThatOfTheBuild() {
        assertThat(OpenCodeInstaller.pinnedVersion()).matches("1\\.\\d+\\.\\d+");
    }

    private OpenCodeInstaller installer(Path npm) {
        return new OpenCodeInstaller(folder.resolve("cache"), "1.2.3", new NpmClient(npm.toString(), 60), notices::add);
    }

    private Path npm(String lines) throws Exception {
        return Scripts.shell(folder.resolve("npm"), lines);
    }

    private static List<String> filesIn(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
