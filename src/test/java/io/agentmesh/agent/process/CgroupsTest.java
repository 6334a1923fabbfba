package io.agentmesh.agent.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which control groups there are, with folders in their place. */
class CgroupsTest {

    @TempDir
    Path folder;

    @Test
    void ownGroupIsFoundBelowItsMount() {
        assertThat(Cgroups.find(List.of("0::/system.slice/a2a-worker.service"),
                List.of("22 1 0:20 / /proc rw - proc proc rw", "31 22 0:27 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw")))
                .isEqualTo(Path.of("/sys/fs/cgroup/system.slice/a2a-worker.service"));
    }

    @Test
    void secondVersionIsFoundBesideTheFirst() {
        assertThat(Cgroups.find(List.of("8:pids:/x", "0::/"), List.of(
                "38 31 0:35 / /sys/fs/cgroup/pids rw - cgroup cgroup rw,pids",
                "41 31 0:38 / /sys/fs/cgroup/unified rw shared:9 - cgroup2 cgroup2 rw")))
                .isEqualTo(Path.of("/sys/fs/cgroup/unified"));
    }

    @Test
    void mountOfAPartOfTheTreeIsUnderstood() {
        String mount = "31 22 0:27 /docker/abc /sys/fs/cgroup rw - cgroup2 cgroup rw";

        assertThat(Cgroups.find(List.of("0::/docker/abc/inner"), List.of(mount)))
                .isEqualTo(Path.of("/sys/fs/cgroup/inner"));
        assertThat(Cgroups.find(List.of("0::/docker/other"), List.of(mount))).isNull();
    }

    @Test
    void machineWithTheFirstVersionAloneHasNone() {
        assertThat(Cgroups.find(List.of("4:memory:/x"), List.of("31 22 0:27 / /sys/fs/cgroup rw - cgroup2 cgroup rw")))
                .isNull();
        assertThat(Cgroups.find(List.of("0::/"), List.of("38 31 0:35 / /m rw - cgroup cgroup rw,pids"))).isNull();
        assertThat(new Cgroups(null).choose("run")).isNull();
    }

    @Test
    void runGoesWithoutWhereNoneCanBeMade() throws Exception {
        assertThat(new Cgroups(folder.resolve("gone")).choose("run")).isNull();
        // A folder that the kernel doesn't fill with its files is no group.
        assertThat(new Cgroups(folder).make(folder.resolve("run"))).isFalse();
        assertThat(folder).isEmptyDirectory();
        Files.createDirectory(folder.resolve("taken"));
        assertThat(new Cgroups(folder).make(folder.resolve("taken"))).isFalse();
    }

    @Test
    void readOnlyGroupIsNotUsed() throws Exception {
        Path own = Files.createDirectory(folder.resolve("own"));
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("r-xr-xr-x"));

        Path chosen = new Cgroups(own).choose("run");

        assertThat(chosen == null || !new Cgroups(own).make(chosen)).isTrue();

        assertThat(own).isEmptyDirectory();
    }

    @Test
    void groupWithoutProcessesIsRemovedWithThoseWithin() throws Exception {
        Path run = Files.createDirectory(folder.resolve("run"));
        Files.createDirectories(run.resolve("inner/most"));
        RunCgroup group = new RunCgroup(run);

        assertThat(group.pids()).isEmpty();
        group.kill();
        group.remove();

        assertThat(run).doesNotExist();
        group.remove();
        assertThat(group.pids()).isEmpty();
    }

    @Test
    void processesOfInnerGroupsCount() throws Exception {
        Path inner = Files.createDirectories(folder.resolve("run/inner"));
        Files.writeString(folder.resolve("run/cgroup.procs"), "11\n12\n");
        Files.writeString(inner.resolve("cgroup.procs"), "13\n");

        assertThat(new RunCgroup(folder.resolve("run")).pids()).containsExactlyInAnyOrder(11L, 12L, 13L);
    }

    @Test
    void groupIsKilledByTheKernelsOwnFile() throws Exception {
        Path kill = Files.createFile(folder.resolve("cgroup.kill"));

        new RunCgroup(folder).kill();

        assertThat(kill).hasContent("1");
    }

    @Test
    void kernelIsToldThatAProcessWillJoin() throws Exception {
        Path members = Files.writeString(RunCgroup.joinFile(folder), "");
        new Cgroups(null).expect();

        new Cgroups(folder).expect();

        await().atMost(Duration.ofSeconds(60)).until(() -> Files.readString(members).equals("0"));
    }

    @Test
    void groupThatCantBeWrittenIsNoTrouble() {
        new Cgroups(folder.resolve("gone")).expect();

        assertThat(folder.resolve("gone")).doesNotExist();
    }
}
