package io.agentmesh.worker.slot;

import java.nio.file.Path;

import io.agentmesh.agent.lock.GitLocks;
import io.agentmesh.task.Outcome;

/** Names the lock files of git in a failed task's error, where half a sentence of git's would else be all there is. */
public class AbandonedGitLocks {

    /** @param decision where the task worked, or null */
    public Outcome explained(Outcome outcome, Decision decision) {
        Path folder = decision == null ? null : decision.folder();
        if (folder == null || !outcome.status().equals(Outcome.FAILED)) {
            return outcome;
        }
        String problem = GitLocks.problem(folder);
        return problem.isEmpty() || String.valueOf(outcome.error()).contains(problem) ? outcome
                : new Outcome(outcome.status(), outcome.result(), outcome.error() + "; " + problem, outcome.sessionId(),
                        outcome.usage());
    }
}
