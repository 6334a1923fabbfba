package io.agentmesh.agent.lock;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.agentmesh.settings.source.ProgramFile;

/** The small process that holds a lock: Java can't take this kind, and the lock is to outlive a worker that is killed. */
final class LockHolder {

    /** The first word that it says, before its process id, once the lock is held. */
    static final String HELD = "held ";

    /**
     * Reads line by line what the run is, and at last that the lock is free. The end of the lines without that means that
     * the worker has died. From then on it looks each second for the worker that answers for the run now, see
     * {@link LockRecord}, and for processes of the run; where there are none, it waits for such a worker for a while. It
     * ends when the run's outcome is in an outbox: what is left then may stay.
     *
     * <p>A shell ends where it can't start a process. The lock must not end with it: then the shell makes way for a new one.
     */
    private static final String SCRIPT = ProgramFile.text(LockHolder.class, "hold-lock.sh");

    /** Reads its command from standard input, one argument a line, then an empty line, and executes it. */
    private static final String WAITING = ProgramFile.text(LockHolder.class, "await-lock.sh");

    private LockHolder() {
    }

    /** Takes the locks by these words, and holds them. */
    static Process start(List<String> words) throws IOException {
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(words);
        command.addAll(List.of("sh", "-c", SCRIPT, LockRecord.HOLDER_NAME, SCRIPT));
        return process(command);
    }

    /**
     * A process that waits to become the holder of a lock, started ahead, as that takes longer than the lock itself. It
     * ends with this worker, or when its input is closed.
     */
    static Process waiting() throws IOException {
        return process(List.of("setsid", "sh", "-c", WAITING, LockRecord.HOLDER_NAME, SCRIPT));
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
