package io.agentmesh.agent.lock;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Recent failures to lock folders, other than by another task's lock. Logs each reason once. */
final class LockProblems {

    private static final Logger LOG = LoggerFactory.getLogger(FolderLocks.class);

    /** A failure is reported for this long; a task that waits for a lock renews it with each poll. */
    private static final Duration RECENT = Duration.ofMinutes(5);

    private final Map<Path, Problem> problems = new ConcurrentHashMap<>();

    private record Problem(String sentence, long nanos) {

        boolean isRecent() {
            return System.nanoTime() - nanos < RECENT.toNanos();
        }
    }

    /** @return false: the folder isn't locked */
    boolean note(Path folder, IOException reason) {
        Problem problem = new Problem(folder + " can't be locked, so no task begins there: " + reason.getMessage(),
                System.nanoTime());
        Problem before = problems.put(folder, problem);
        if ((before == null || !before.sentence().equals(problem.sentence())) && !Thread.currentThread().isInterrupted()) {
            LOG.warn(problem.sentence());
        }
        return false;
    }

    void remove(Path folder) {
        problems.remove(folder);
    }

    boolean isOf(Path folder) {
        return problems.containsKey(folder);
    }

    /** All of them, or empty. */
    String sentence() {
        problems.values().removeIf(problem -> !problem.isRecent());
        return problems.values().stream().map(Problem::sentence).sorted().collect(Collectors.joining("; "));
    }
}
