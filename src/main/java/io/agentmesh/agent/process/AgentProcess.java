package io.agentmesh.agent.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.RunRecord;
import io.agentmesh.settings.source.ProgramFile;

/**
 * A running agent: in a session of its own, its streams redirected to files of the run's folder.
 *
 * <p>A constant wrapper script writes the exit status into the folder, so that a worker that isn't its parent can read
 * it. No shell parses anything of a task: the command comes as positional arguments. The wrapper survives a TERM meant
 * for the agent. It waits for {@link #begin}, called once its process id is in the journal, and ends if the worker dies
 * before: so no agent runs that no journal knows. Where the run has a control group, the wrapper joins it before it
 * starts anything but the watchdog of the {@link RunDeadline}, which stays outside.
 */
public final class AgentProcess implements WatchedProcess {

    private static final String WRAPPER = ProgramFile.text(AgentProcess.class, "run-agent.sh");

    /** The first positional argument of the wrapper, which identifies it among the run's processes. */
    private static final String NAME = "agentmesh-run";

    private final Process wrapper;

    private AgentProcess(Process wrapper) {
        this.wrapper = wrapper;
    }

    /**
     * Starts the wrapper; the agent waits for {@link #begin}.
     *
     * @param environment the whole environment of the agent
     * @param record      of the run
     */
    public static AgentProcess start(List<String> command, Path folder, Map<String, String> environment, RunFolder run,
            RunRecord record) throws IOException {
        List<String> line = new ArrayList<>(List.of("setsid", "sh", "-c", WRAPPER, NAME,
                run.path().toString(), record.cgroup() == null ? "" : RunCgroup.joinFile(Path.of(record.cgroup())).toString(),
                RunDeadline.WATCHDOG, record.tracking()));
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(run.wrapperLog().toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new AgentProcess(builder.start());
    }

    /** The wrapper of a run that the previous worker process started: the oldest process with its name. */
    static Optional<ProcFs.Stat> find(String tracking) {
        return ProcFs.withVariable(tracking).stream()
                .filter(process -> ProcFs.arguments(process.pid()).contains(NAME))
                .min(Comparator.comparing(ProcFs.Stat::startTicks).thenComparing(ProcFs.Stat::pid));
    }

    /** Whether processes with that variable belong to the run: not where their wrapper writes into another folder. */
    public static boolean isOf(String tracking, RunFolder run) {
        return find(tracking).map(wrapper -> {
            List<String> arguments = ProcFs.arguments(wrapper.pid());
            int folder = arguments.indexOf(NAME) + 1;
            try {
                return folder < arguments.size() && Files.isSameFile(Path.of(arguments.get(folder)), run.path());
            } catch (IOException | InvalidPathException e) {
                return false;
            }
        }).orElse(true);
    }

    /** Lets the agent begin. */
    public void begin() throws IOException {
        try (OutputStream word = wrapper.getOutputStream()) {
            word.write('\n');
        }
    }

    /** Ends the wrapper before the agent has begun. */
    public void abort() throws IOException {
        wrapper.getOutputStream().close();
    }

    public long pid() {
        return wrapper.pid();
    }

    /** In clock ticks since boot; 0 where it has ended. */
    public long startTicks() {
        return ProcFs.stat(pid()).map(ProcFs.Stat::startTicks).orElse(0L);
    }

    @Override
    public boolean waitFor(long millis) throws InterruptedException {
        return wrapper.waitFor(millis, TimeUnit.MILLISECONDS);
    }
}
