package io.agentmesh.agent;

import java.io.IOException;

import io.agentmesh.task.Outcome;

/** Why the worker ends a run that still goes on. */
public record TerminationReason(String status, String sentence) {

    public static TerminationReason failed(String sentence) {
        return new TerminationReason(Outcome.FAILED, sentence);
    }

    /** The agent had finished but didn't exit; its output has the outcome. @param agent its name in messages */
    public static TerminationReason finished(String agent) {
        return new TerminationReason(Outcome.COMPLETED, agent + " had finished, but didn't exit: it was ended");
    }

    /** Whether the agent had finished, so that its exit status means nothing. */
    public boolean isFinished() {
        return status.equals(Outcome.COMPLETED);
    }

    /** The task is released for another claim. */
    public static TerminationReason released(String sentence) {
        return new TerminationReason(Outcome.RELEASED, sentence);
    }

    public static TerminationReason cancelled() {
        return new TerminationReason(Outcome.CANCELLED, "cancelled on request");
    }

    /**
     * Records in the run that the worker is about to end it. Otherwise a restarted worker would take the signal for a
     * failure of the agent. Not forced to the disk, as no process outlives a power cut.
     */
    public void noteIn(RunFolder run) {
        try {
            DurableFile.replaceJson(run.termination(), this);
        } catch (IOException e) {
            // A full disk must not keep the run alive.
        }
    }

    /** The reason that {@link #noteIn} wrote, or null. */
    public static TerminationReason notedIn(RunFolder run) {
        try {
            return StoredJson.read(run.termination(), TerminationReason.class,
                    reason -> reason.status() != null && reason.sentence() != null).orElse(null);
        } catch (IOException e) {
            return null;
        }
    }
}
