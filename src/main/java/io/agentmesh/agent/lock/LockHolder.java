package io.agentmesh.agent.lock;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.agentmesh.settings.source.ProgramFile;

/** The process that holds a lock: Java can't take this kind, and the lock must outlive a killed worker. */
final class LockHolder {

    /** The first word of its output, before its process id, once it has the lock. */
    static final String HELD = "held ";

    /**
     * Reads the run's fields line by line, then the release. An end of input before the release means that the worker
     * died. From then on it looks each second for the worker now responsible for the run, see {@link LockRecord}, and
     * for processes of the run; without either it waits a limited time. It ends when the run's outcome is in an outbox.
     *
     * <p>A shell that can't start a process exits. So that the lock survives this, it then executes a new shell.
     */
    private static final String SCRIPT = ProgramFile.text(LockHolder.class, "hold-lock.sh");

    /** Reads its command from standard input, one argument a line, then an empty line, and executes it. */
    private static final String AWAIT_SCRIPT = ProgramFile.text(LockHolder.class, "await-lock.sh");

    private LockHolder() {
    }

    /** Starts a holder that takes the locks with this command. */
    static Process start(List<String> words) throws IOException {
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(words);
        command.addAll(List.of("sh", "-c", SCRIPT, LockRecord.HOLDER_NAME, SCRIPT));
        return process(command);
    }

    /**
     * A process started ahead that becomes a holder on request, as starting takes longer than locking. It ends with
     * this worker, or when its input is closed.
     */
    static Process standby() throws IOException {
        return process(List.of("setsid", "sh", "-c", AWAIT_SCRIPT, LockRecord.HOLDER_NAME, SCRIPT));
    }

    private static Process process(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(Path.of("/").toFile())
                .redirectErrorStream(true);
        String path = builder.environment().get("PATH");
        builder.environment().clear();
        builder.environment().putAll(path == null ? Map.of() : Map.of("PATH", path));
        return builder.start();
    }
}
