package io.agentmesh.worker;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.agentmesh.opencode.FolderLocks;
import io.agentmesh.task.Ids;
import io.agentmesh.task.LogNames;
import io.agentmesh.task.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One writer a codebase, also where several workers run on this machine. A task whose codebase is locked is not claimed:
 * it waits at the server, and comes with the next poll again.
 */
public class CodebaseLocks {

    private static final Logger LOG = LoggerFactory.getLogger(CodebaseLocks.class);
    private static final Set<String> WITHOUT_AGENT = Set.of("echo", "noop");

    private final FolderLocks folders;
    private final Map<String, Path> held = new ConcurrentHashMap<>();
    private final Set<Path> told = ConcurrentHashMap.newKeySet();

    public CodebaseLocks(FolderLocks folders) {
        this.folders = folders;
    }

    /** Takes the lock that the task needs, if it needs one; {@link #release} gives it back. */
    public boolean take(Task task, Decision decision) {
        if (!needsLock(task, decision)) {
            return true;
        }
        Path folder = decision.folder();
        if (folders.take(folder)) {
            held.put(task.id(), folder);
            told.remove(folder);
            return true;
        }
        if (told.add(folder)) {
            try (LogNames names = LogNames.of(task.id(), task.codebaseId())) {
                LOG.info("task {} waits: another worker of this machine is at work in {}, or a run that it left is",
                        task.id(), folder);
            }
        }
        return false;
    }

    /** A task of no codebase has a folder of its own, in the worker's locked state. */
    private static boolean needsLock(Task task, Decision decision) {
        return decision.kind().equals(Decision.RUN) && decision.folder() != null
                && !task.codebaseId().equals(Ids.GLOBAL) && !WITHOUT_AGENT.contains(task.agentType());
    }

    public void release(Task task) {
        Path folder = held.remove(task.id());
        if (folder != null) {
            folders.release(folder);
        }
    }
}
