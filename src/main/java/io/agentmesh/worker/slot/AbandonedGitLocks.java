package io.agentmesh.worker.slot;

import java.nio.file.Path;

import io.agentmesh.agent.lock.GitLocks;
import io.agentmesh.task.Outcome;

/** Adds abandoned lock files of git to a failed task's error, which may otherwise be hard to understand. */
public class AbandonedGitLocks {

    /** @param decision with the task's folder, or null */
    public Outcome explained(Outcome outcome, Decision decision) {
        Path folder = decision == null ? null : decision.folder();
        if (folder == null || !outcome.status().equals(Outcome.FAILED)) {
            return outcome;
        }
        String problem = GitLocks.problem(folder);
        return problem.isEmpty() || String.valueOf(outcome.error()).contains(problem) ? outcome
                : outcome.withError(outcome.error() + "; " + problem);
    }
}
