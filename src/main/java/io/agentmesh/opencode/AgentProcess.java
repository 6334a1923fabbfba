package io.agentmesh.opencode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A running agent: in a session of its own, its streams being files of the run's folder.
 *
 * <p>A constant script around it writes the exit status into the folder, so that it is known also to a worker that is
 * not the parent. Nothing of a task is parsed by a shell: the command comes as positional arguments. The script lives
 * through a TERM that is meant for the agent. Where the run has a control group, the script joins it first, and so all
 * that it starts is born there.
 */
final class AgentProcess {

    private static final String WRAPPER = """
            trap : TERM INT HUP
            run=$1
            group=$2
            shift 2
            [ -z "$group" ] || { echo 0 >"$group"; } 2>/dev/null
            "$@" <"$run/prompt" >>"$run/stdout" 2>>"$run/stderr"
            status=$?
            echo "$status" >"$run/exit.new" && mv "$run/exit.new" "$run/exit"
            exit "$status"
            """;

    private final Process wrapper;

    private AgentProcess(Process wrapper) {
        this.wrapper = wrapper;
    }

    /**
     * @param environment the whole environment of the agent
     * @param cgroup      of the run, or null
     */
    static AgentProcess start(List<String> command, Path folder, Map<String, String> environment, RunFolder run,
            String cgroup) throws IOException {
        List<String> line = new ArrayList<>(List.of("setsid", "sh", "-c", WRAPPER, "agentmesh-run",
                run.path().toString(), cgroup == null ? "" : RunCgroup.joinFile(Path.of(cgroup)).toString()));
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(run.wrapperLog().toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process wrapper = builder.start();
        wrapper.getOutputStream().close();
        return new AgentProcess(wrapper);
    }

    long pid() {
        return wrapper.pid();
    }

    /** In clock ticks since boot; 0 where it has ended already. */
    long startTicks() {
        return ProcFs.stat(pid()).map(ProcFs.Stat::startTicks).orElse(0L);
    }

    /** @return whether it ended within the time */
    boolean waitFor(long millis) throws InterruptedException {
        return wrapper.waitFor(millis, TimeUnit.MILLISECONDS);
    }
}
