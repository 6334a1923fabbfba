package io.agentmesh.agent.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.agentmesh.support.Processes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTreeTest {

    private static final String VARIABLE = "AGENTMESH_RUN_test_" + UUID.randomUUID().toString().replace('-', '_');

    @TempDir
    Path folder;

    private final ProcessTree tree = new ProcessTree(VARIABLE);
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void tearDown() throws Exception {
        tree.end(Duration.ZERO);
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void treeThatIsGoneTakesNoTime() {
        assertThat(tree.isGone()).isTrue();
        assertThat(tree.end(Duration.ofHours(1))).isZero();
    }

    @Test
    void processThatHearsTermIsLeftItsGrace() throws Exception {
        Process process = start("trap 'echo > " + folder + "/heard; exit 0' TERM; echo > " + folder
                + "/ready; while :; do sleep 0.05; done");
        within(() -> Files.exists(folder.resolve("ready")));

        assertThat(tree.end(Duration.ofMinutes(1))).isPositive();

        assertThat(folder.resolve("heard")).exists();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void variableOfALongerNameIsAnother() throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sleep", "600");
        builder.environment().put(VARIABLE + "_more", "1");
        builder.environment().put("TEXT", VARIABLE + "=1");
        Process other = builder.start();
        started.add(other);

        assertThat(tree.isGone()).isTrue();
        assertThat(other.isAlive()).isTrue();
    }

    @Test
    void zombieIsGone() throws Exception {
        Process parent = start("sh -c 'echo $$ > " + folder + "/pid' & exec sleep 600");
        within(() -> Files.exists(folder.resolve("pid")) && !Files.readString(folder.resolve("pid")).isBlank());
        long child = Long.parseLong(Files.readString(folder.resolve("pid")).strip());

        within(() -> ProcFs.stat(child).map(stat -> stat.state() == 'Z').orElse(false));

        assertThat(ProcFs.withVariable(VARIABLE)).extracting(ProcFs.Stat::pid).containsExactly(parent.pid());
    }

    @Test
    void cpuTimeOfTheTreeIsCounted() throws Exception {
        start("while :; do :; done");

        within(() -> tree.cpuSeconds() > 0.05);
    }

    @Test
    void processThatKeepsForkingIsCaught() throws Exception {
        start("trap '' TERM; while :; do sh -c 'trap \"\" TERM; sleep 600; :' & sleep 0.02; done");
        within(() -> ProcFs.withVariable(VARIABLE).size() > 5);

        tree.end(Duration.ofMillis(100));

        assertThat(tree.isGone()).isTrue();
    }

    /** The member that was listed forks and ends before it is looked at; its child carries no variable. */
    @Test
    void childOfAMemberThatEndsMeanwhileIsCaught() throws Exception {
        Process child = new ProcessBuilder("sleep", "600").start();
        started.add(child);
        AtomicInteger looks = new AtomicInteger();
        RunCgroup group = new RunCgroup(folder) {
            @Override
            List<Long> pids() {
                if (looks.getAndIncrement() == 0) {
                    return List.of(Long.MAX_VALUE);
                }
                return child.isAlive() ? List.of(child.pid()) : List.of();
            }
        };

        int ended = new ProcessTree(VARIABLE, group).end(Duration.ZERO);

        assertThat(ended).isEqualTo(1);
        assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void statOfAProcessIsReadWhateverItsName() throws Exception {
        Path odd = Files.copy(Path.of("/bin/sleep"), folder.resolve("a) R 1 (b"));
        Process process = new ProcessBuilder(odd.toString(), "600").start();
        started.add(process);
        within(() -> Files.readString(Path.of("/proc/" + process.pid() + "/stat")).contains("a) R 1 (b"));

        ProcFs.Stat stat = ProcFs.stat(process.pid()).orElseThrow();

        assertThat(stat.parent()).isEqualTo(ProcessHandle.current().pid());
        assertThat(stat.startTicks()).isPositive();
        assertThat(stat.isAlive()).isTrue();
    }

    @Test
    void processThatIsNotThereHasNoStat() {
        assertThat(ProcFs.stat(Long.MAX_VALUE)).isEmpty();
        assertThat(Processes.isAlive(Long.MAX_VALUE)).isFalse();
    }

    private Process start(String script) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", script);
        builder.environment().put(VARIABLE, "1");
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static void within(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(60)).until(condition);
    }
}
