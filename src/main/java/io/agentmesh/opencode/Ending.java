package io.agentmesh.opencode;

import io.agentmesh.task.Outcome;

/** Why the worker ends a run that would go on by itself. */
public record Ending(String status, String sentence) {

    public static Ending failed(String sentence) {
        return new Ending(Outcome.FAILED, sentence);
    }

    /** It had finished; what it came to stands in its events. */
    static Ending finished() {
        return new Ending(Outcome.COMPLETED, "OpenCode had finished, but didn't exit: it was ended");
    }

    /** Whether the run had finished, so that its exit status says nothing. */
    boolean isFinished() {
        return status.equals(Outcome.COMPLETED);
    }

    /** The task is to be run again, by whoever claims it then. */
    public static Ending givenBack(String sentence) {
        return new Ending(Outcome.GIVEN_BACK, sentence);
    }

    public static Ending cancelled() {
        return new Ending(Outcome.CANCELLED, "cancelled on request");
    }
}
