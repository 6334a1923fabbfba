package io.agentmesh.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.support.Needed;
import io.agentmesh.support.Tool;

/** The package that the build has packed, in a folder in the root's place. */
class DebPackageIT {

    private static final Path PACKAGE = Path.of("target/agentmesh.deb").toAbsolutePath();

    @TempDir
    Path temporary;

    private Path root;

    @BeforeAll
    static void needsDpkg() {
        Needed.tool(Tool.DPKG);
    }

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectories(temporary.toRealPath().resolve("root"));
        for (String folder : List.of("etc", "var/lib/dpkg/info", "var/lib/dpkg/updates", "var/lib/dpkg/triggers")) {
            Files.createDirectories(root.resolve(folder));
        }
        Files.createFile(root.resolve("var/lib/dpkg/status"));
    }

    @Test
    void filesOwnersAndModesAreThoseOfAnInstallation() {
        Map<String, String> entries = Shell.run(List.of("dpkg-deb", "--contents", PACKAGE.toString())).orFail().lines()
                .filter(line -> !line.startsWith("d") && !line.contains("/usr/share/man/man1/")).map(line -> line.split("\\s+", 6))
                .collect(Collectors.toMap(part -> part[5], part -> part[0].replaceFirst("l.*", "link") + " " + part[1]));

        assertThat(entries).containsOnly(
                Map.entry("./usr/lib/agentmesh/lib/agentmesh.jar", "-rw-r--r-- root/root"),
                Map.entry("./usr/lib/agentmesh/bin/agentmesh", "-rwxr-xr-x root/root"),
                Map.entry("./usr/bin/agentmesh -> ../lib/agentmesh/bin/agentmesh", "link root/root"),
                Map.entry("./usr/lib/systemd/system/agentmesh-worker.service", "-rw-r--r-- root/root"),
                Map.entry("./usr/lib/systemd/system/agentmesh-worker@.service", "-rw-r--r-- root/root"),
                Map.entry("./usr/lib/systemd/system/agentmesh-server.service", "-rw-r--r-- root/root"),
                Map.entry("./usr/lib/sysusers.d/agentmesh.conf", "-rw-r--r-- root/root"),
                Map.entry("./usr/lib/tmpfiles.d/agentmesh.conf", "-rw-r--r-- root/root"),
                Map.entry("./usr/share/bash-completion/completions/agentmesh", "-rw-r--r-- root/root"),
                Map.entry("./etc/a2a-worker/config.json", "-rw------- root/root"),
                Map.entry("./etc/a2a-worker/env", "-rw------- root/root"));
    }

    @Test
    void manPagesAreWhereTheyAreLookedFor() {
        assertThat(Shell.run(List.of("dpkg-deb", "--contents", PACKAGE.toString())).orFail().lines()
                .filter(line -> line.endsWith(".1")).map(line -> line.split("\\s+", 6)))
                .allSatisfy(part -> assertThat(part[0] + " " + part[1]).isEqualTo("-rw-r--r-- root/root"))
                .extracting(part -> part[5]).contains("./usr/share/man/man1/agentmesh.1", "./usr/share/man/man1/agentmesh-worker.1");
    }

    @Test
    void itIsInstalledAgainRemovedAndPurged() throws IOException {
        // dpkg gives files to root.
        Needed.root();
        Path config = root.resolve("etc/a2a-worker/config.json");

        dpkg("--install", PACKAGE.toString());
        assertThat(Files.mismatch(root.resolve("usr/lib/agentmesh/lib/agentmesh.jar"), Path.of("target/agentmesh.jar")))
                .isEqualTo(-1);
        assertThat(Files.readString(root.resolve("usr/lib/systemd/system/agentmesh-worker.service")))
                .contains("ExecStart=/usr/bin/agentmesh worker").doesNotContain("/usr/local");
        assertThat(Shell.run(List.of(root.resolve("usr/bin/agentmesh").toString(), "--version"),
                Map.of("JAVA_HOME", System.getProperty("java.home"))).orFail()).startsWith("agentmesh ");
        String[] user = Files.readAllLines(root.resolve("etc/passwd")).stream().filter(line -> line.startsWith("agentmesh:"))
                .findFirst().orElseThrow().split(":");
        String group = user[3];
        assertThat(access("var/lib/agentmesh")).isEqualTo("rwx------ " + user[2] + " " + group);
        assertThat(access("etc/a2a-worker")).isEqualTo("rwxr-x--- 0 " + group);
        assertThat(access("etc/a2a-worker/config.json")).isEqualTo("rw-r----- 0 " + group);
        assertThat(access("etc/a2a-worker/env")).isEqualTo("rw------- 0 0");

        Files.writeString(config, "{\"mine\": true}");
        dpkg("--install", PACKAGE.toString());
        assertThat(config).hasContent("{\"mine\": true}");
        assertThat(access("etc/a2a-worker/config.json")).isEqualTo("rw-r----- 0 " + group);

        dpkg("--remove", "agentmesh");
        assertThat(root.resolve("usr")).doesNotExist();
        assertThat(config).exists();
        assertThat(root.resolve("var/lib/agentmesh/tmp")).exists();

        dpkg("--purge", "agentmesh");
        assertThat(root.resolve("etc/a2a-worker")).doesNotExist();
        assertThat(root.resolve("var/lib/agentmesh")).doesNotExist();
    }

    @Test
    void scriptsAreOfThePlainShell() throws IOException {
        Path control = temporary.resolve("control");
        Shell.run(List.of("dpkg-deb", "--control", PACKAGE.toString(), control.toString())).orFail();

        for (String script : List.of("postinst", "prerm", "postrm")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(control.resolve(script))))
                    .isEqualTo("rwxr-xr-x");
            Shell.run(List.of("sh", "-n", control.resolve(script).toString())).orFail();
        }
        assertThat(control.resolve("conffiles")).hasContent("/etc/a2a-worker/config.json\n/etc/a2a-worker/env\n");
    }

    /** The scripts heed {@code DPKG_ROOT}, so nothing of this machine is touched. */
    private void dpkg(String... arguments) {
        Shell.run(Stream.concat(Stream.of("dpkg", "--root=" + root, "--log=/dev/null", "--force-script-chrootless",
                "--force-depends"), Stream.of(arguments)).toList()).orFail();
    }

    private String access(String path) throws IOException {
        Path file = root.resolve(path);
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) + " " + Files.getAttribute(file, "unix:uid")
                + " " + Files.getAttribute(file, "unix:gid");
    }
}
