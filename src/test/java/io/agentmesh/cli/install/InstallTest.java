package io.agentmesh.cli.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.settings.HostEnvironment;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Into a folder in the root's place. */
class InstallTest {

    private static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));

    @TempDir
    Path temporary;

    private Path root;
    private Path home;
    private Path jar;
    private String out = "";
    private String err = "";

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectories(temporary.toRealPath().resolve("root"));
        home = Files.createDirectories(temporary.toRealPath().resolve("home/me"));
        jar = Files.writeString(temporary.resolve("agentmesh.jar"), "the first program");
    }

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
        assertThat(command(host(), false, "install")).isOne();
        assertThat(err).contains("needs root: sudo agentmesh install; or agentmesh install --user").hasLineCount(1);
        assertThat(command(host(), false, "uninstall")).isOne();
        assertThat(err).contains("needs root: sudo agentmesh uninstall").hasLineCount(1);
    }

    @Test
    void whatCannotBeWrittenIsOneLine() throws IOException {
        Files.writeString(root.resolve("usr"), "no folder");

        assertThat(run("install", "--files-only")).isOne();
        assertThat(err).startsWith("agentmesh install: can't write " + root.resolve("usr")).hasLineCount(1);
    }

    @Test
    void aUserNeedsNothingButAHome() throws IOException {
        assertThat(command(host(), false, "install", "--user")).isZero();

        assertThat(files(home)).containsOnly(
                Map.entry(".local/lib/agentmesh/lib/agentmesh.jar", "rw-r--r--"),
                Map.entry(".local/lib/agentmesh/bin/agentmesh", "rwxr-xr-x"),
                Map.entry(".local/bin/agentmesh", "-> ../lib/agentmesh/bin/agentmesh"),
                Map.entry(".local/share/systemd/user/agentmesh-worker.service", "rw-r--r--"),
                Map.entry(".config/a2a-worker/config.json", "rw-------"),
                Map.entry(".config/a2a-worker/env", "rw-------"));
        assertThat(Files.readString(home.resolve(".local/share/systemd/user/agentmesh-worker.service")))
                .contains("ExecStart=" + home + "/.local/bin/agentmesh worker\n");
        assertThat(out).endsWith("then: systemctl --user enable --now agentmesh-worker\n");

        assertThat(command(host(), false, "uninstall", "--user", "--purge")).isZero();
        assertThat(files(home)).isEmpty();
    }

    @Test
    void removingKeepsSettingsAndStateUnlessTheyArePurged() throws IOException {
        run("install", "--files-only");
        Path state = Files.createDirectories(root.resolve("var/lib/agentmesh"));
        Files.writeString(state.resolve("outcome.json"), "{}");
        Path foreign = Files.writeString(root.resolve("usr/local/lib/agentmesh/lib/mine.txt"), "kept");

        assertThat(run("uninstall")).isZero();
        assertThat(out).contains("kept: /etc/a2a-worker and /var/lib/agentmesh");
        assertThat(files(root)).containsOnlyKeys("etc/a2a-worker/config.json", "etc/a2a-worker/env",
                "var/lib/agentmesh/outcome.json", root.relativize(foreign).toString());

        assertThat(run("uninstall", "--purge")).isZero();
        assertThat(files(root)).containsOnlyKeys(root.relativize(foreign).toString());
        assertThat(run("uninstall", "--purge")).isZero();
        assertThat(out).isEqualTo("nothing changed: none of it is there\n");
    }

    @Test
    void rootAlsoMakesTheUserAndTheFolders() throws IOException {
        assumeTrue(IS_ROOT && Tools.has("systemd-sysusers") && Tools.has("systemd-tmpfiles"));
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

    /** By path: the mode, or where a link leads. */
    private static Map<String, String> files(Path top) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(top)) {
            for (Path file : all.filter(path -> !Files.isDirectory(path)).toList()) {
                files.put(top.relativize(file).toString(), Files.isSymbolicLink(file) ? "-> " + Files.readSymbolicLink(file)
                        : PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
        return files;
    }

    private HostEnvironment host() {
        return new HostEnvironment(Map.of(), home, home, home.resolve("none.json"), () -> "box");
    }

    private int run(String command, String... flags) {
        String[] args = Stream.concat(Stream.of(command, "--root=" + root), Stream.of(flags)).toArray(String[]::new);
        return command(host(), IS_ROOT, args);
    }

    private int command(HostEnvironment host, boolean isRoot, String... args) {
        StringWriter outWriter = new StringWriter();
        StringWriter errWriter = new StringWriter();
        Object command = args[0].equals("install") ? new InstallCommand(host, isRoot, () -> jar)
                : new UninstallCommand(host, isRoot);
        CommandLine line = new CommandLine(CommandSpec.create().name("agentmesh")).addSubcommand(command)
                .setOut(new PrintWriter(outWriter, true)).setErr(new PrintWriter(errWriter, true));
        int exit = line.execute(args);
        out = outWriter.toString();
        err = errWriter.toString();
        return exit;
    }
}
