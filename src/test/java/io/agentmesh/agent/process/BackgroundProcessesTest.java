package io.agentmesh.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class BackgroundProcessesTest {

    private static final Map<Long, String> LINES = Map.of(1L, "java -cp x GradleDaemon 8", 2L, "worker", 3L, "sleep",
            4L, "of worker");
    private static final List<ProcFs.Stat> ALL = List.of(process(4, 2), process(3, 0), process(2, 1), process(1, 0));

    @Test
    void namedProcessAndWhatItStartedMayStay() {
        assertThat(exempt("GradleDaemon")).extracting(ProcFs.Stat::pid).containsExactly(3L);
    }

    @Test
    void nothingMayStayWhereNothingIsNamed() {
        assertThat(new BackgroundProcesses(List.of()).without(ALL)).isEqualTo(ALL);
        assertThat(exempt("mvnd")).isEqualTo(ALL);
    }

    @Test
    void processOfOurOwnHasACommandLine() {
        assertThat(ProcFs.commandLine(ProcessHandle.current().pid())).contains("java");
        assertThat(ProcFs.commandLine(Long.MAX_VALUE)).isEmpty();
    }

    private static List<ProcFs.Stat> exempt(String word) {
        return new BackgroundProcesses(List.of(word), LINES::get).without(ALL);
    }

    private static ProcFs.Stat process(long pid, long parent) {
        return new ProcFs.Stat(pid, 'S', parent, 1, 0);
    }
}
