package io.agentmesh.cli.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.agentmesh.support.Needed;
import io.agentmesh.support.Tool;

/** Into a folder in the root's place. */
class InstallTest extends InstallScene {

    @Test
    void filesStandWhereTheProgramAndSystemdLookForThem() throws IOException {
        assertThat(run("install", "--files-only")).isZero();

        assertThat(files(root)).containsOnly(
                Map.entry("usr/local/lib/agentmesh/lib/agentmesh.jar", "rw-r--r--"),
                Map.entry("usr/local/lib/agentmesh/bin/agentmesh", "rwxr-xr-x"),
                Map.entry("usr/local/bin/agentmesh", "-> ../lib/agentmesh/bin/agentmesh"),
                Map.entry("usr/local/lib/systemd/system/agentmesh-worker.service", "rw-r--r--"),
                Map.entry("usr/local/lib/systemd/system/agentmesh-worker@.service", "rw-r--r--"),
                Map.entry("usr/local/lib/systemd/system/agentmesh-server.service", "rw-r--r--"),
                Map.entry("usr/local/lib/sysusers.d/agentmesh.conf", "rw-r--r--"),
                Map.entry("usr/local/lib/tmpfiles.d/agentmesh.conf", "rw-r--r--"),
                Map.entry("etc/a2a-worker/config.json", "rw-------"),
                Map.entry("etc/a2a-worker/env", "rw-------"));
        assertThat(root.resolve("usr/local/lib/agentmesh/lib/agentmesh.jar")).hasContent("the first program");
        assertThat(out.lines()).hasSize(10).allMatch(line -> line.startsWith("created " + root));
    }

    @Test
    void aSecondTimeChangesNothing() throws IOException {
        run("install", "--files-only");
        Map<String, String> before = files(root);

        assertThat(run("install", "--files-only")).isZero();

        assertThat(out).isEqualTo("nothing changed: all of it is there\n");
        assertThat(files(root)).isEqualTo(before);
    }

    @Test
    void anUpgradeReplacesTheProgramAndNoSettings() throws IOException {
        run("install", "--files-only");
        Path config = Files.writeString(root.resolve("etc/a2a-worker/config.json"), "{\"mine\": true}");
        Path unit = root.resolve("usr/local/lib/systemd/system/agentmesh-worker.service");
        Files.writeString(unit, "outdated");
        Path opened = Files.createLink(temporary.resolve("opened"), root.resolve("usr/local/lib/agentmesh/lib/agentmesh.jar"));
        Files.writeString(jar, "the second program");

        assertThat(run("install", "--files-only")).isZero();

        assertThat(out.lines()).containsExactly("updated " + root.resolve("usr/local/lib/agentmesh/lib/agentmesh.jar"),
                "updated " + unit);
        assertThat(config).hasContent("{\"mine\": true}");
        assertThat(root.resolve("usr/local/lib/agentmesh/lib/agentmesh.jar")).hasContent("the second program");
        assertThat(opened).as("what runs keeps its file").hasContent("the first program");
    }

    @Test
    void aDryRunOnlyTells() throws IOException {
        assertThat(run("install", "--files-only", "--dry-run")).isZero();
        assertThat(out.lines()).hasSize(10).allMatch(line -> line.startsWith("would have created "));
        assertThat(files(root)).isEmpty();

        run("install", "--files-only");
        Map<String, String> before = files(root);
        assertThat(run("uninstall", "--purge", "--dry-run")).isZero();
        assertThat(out).contains("would have removed " + root.resolve("etc/a2a-worker"));
        assertThat(files(root)).isEqualTo(before);
    }

    @Test
    void anotherPrefixIsInTheUnitsToo() throws IOException {
        run("install", "--files-only", "--prefix=/opt/mesh");

        assertThat(root.resolve("opt/mesh/bin/agentmesh")).isSymbolicLink();
        assertThat(Files.readString(root.resolve("etc/systemd/system/agentmesh-worker.service")))
                .contains("ExecStart=/opt/mesh/bin/agentmesh worker ").doesNotContain("/usr/local");
    }

    @Test
    void anotherProgramOfTheNameIsNotOverwritten() throws IOException {
        Path other = Files.createDirectories(root.resolve("usr/local/bin")).resolve("agentmesh");
        Files.writeString(other, "somebody else's");

        assertThat(run("install", "--files-only")).isOne();

        assertThat(err).contains(other + " is another program's").hasLineCount(1);
        assertThat(other).hasContent("somebody else's");
    }

    @Test
    void theMachineNeedsRoot() {
        Layout machine = Layout.ofMachine(Path.of("/"), Layout.DEFAULT_PREFIX);

        assertThatThrownBy(() -> Place.checkRights(machine, "install", false)).isInstanceOf(InstallFailure.class)
                .hasMessage("this changes the whole machine and needs root: sudo agentmesh install; or agentmesh install --user "
                        + "for you alone");
        assertThatCode(() -> Place.checkRights(machine, "install", true)).doesNotThrowAnyException();
        assertThatCode(() -> Place.checkRights(Layout.ofUser(Path.of("/"), home, null), "install", false))
                .doesNotThrowAnyException();
        assertThatCode(() -> Place.checkRights(Layout.ofMachine(root, Layout.DEFAULT_PREFIX), "install", false))
                .doesNotThrowAnyException();
    }

    @Test
    void whatCannotBeWrittenIsOneLine() throws IOException {
        Files.writeString(root.resolve("usr"), "no folder");

        assertThat(run("install", "--files-only")).isOne();
        assertThat(err).startsWith("agentmesh install: can't write " + root.resolve("usr")).hasLineCount(1);
    }

    @Test
    void rootAlsoMakesTheUserAndTheFolders() throws IOException {
        Needed.root();
        Needed.tool(Tool.SYSTEMD_SYSUSERS);
        Files.createDirectories(root.resolve("etc"));

        assertThat(run("install")).as(err).isZero();

        assertThat(out).contains("created user agentmesh\n", "created " + root.resolve("var/lib/agentmesh/tmp"));
        String[] user = Files.readAllLines(root.resolve("etc/passwd")).stream().filter(line -> line.startsWith("agentmesh:"))
                .findFirst().orElseThrow().split(":");
        assertThat(user[5]).isEqualTo("/var/lib/agentmesh");
        assertThat(user[6]).endsWith("nologin");
        int uid = Integer.parseInt(user[2]);
        int gid = Integer.parseInt(user[3]);
        assertThat(owner("var/lib/agentmesh")).isEqualTo("rwx------ " + uid + " " + gid);
        assertThat(owner("var/lib/agentmesh/tmp")).isEqualTo("rwx------ " + uid + " " + gid);
        assertThat(owner("etc/a2a-worker")).isEqualTo("rwxr-x--- 0 " + gid);
        assertThat(owner("etc/a2a-worker/config.json")).isEqualTo("rw-r----- 0 " + gid);
        assertThat(owner("etc/a2a-worker/env")).isEqualTo("rw------- 0 0");

        assertThat(run("install")).isZero();
        assertThat(out).startsWith("nothing changed");
    }

    private String owner(String path) throws IOException {
        Path file = root.resolve(path);
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) + " " + Files.getAttribute(file, "unix:uid")
                + " " + Files.getAttribute(file, "unix:gid");
    }
}
