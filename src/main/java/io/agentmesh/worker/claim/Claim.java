package io.agentmesh.worker.claim;

import java.util.ArrayList;
import java.util.List;

import io.agentmesh.task.Task;

/**
 * What this worker has to do with a task: one file of {@code <state_dir>/claims}, from before the server is asked for the
 * task until its outcome is in the outbox.
 *
 * @param task          with its attempt once that is known
 * @param state         a missing one, or one of a newer version, is {@code BEGUN}: then it is looked at what became of it
 * @param interruptions when the worker died in it, the oldest first
 */
public record Claim(Task task, State state, List<Interruption> interruptions) {

    public enum State {
        /** The server is to be asked, maybe again. */
        OPEN,
        /** Granted, and at work. */
        BEGUN,
        /** The server is to be told that it is given back. */
        GIVING_BACK,
        /** Given back; kept only for its history. */
        GIVEN_BACK
    }

    public Claim {
        state = state == null ? State.BEGUN : state;
        interruptions = interruptions == null ? List.of() : List.copyOf(interruptions);
    }

    /** Whether this attempt at the task is this worker's. */
    public boolean isOf(int attempt) {
        return task.attempt() == attempt && (state == State.OPEN || state == State.BEGUN);
    }

    Claim as(Task newTask, State newState) {
        return new Claim(newTask, newState, interruptions);
    }

    public Claim interrupted(Interruption interruption, State newState) {
        List<Interruption> all = new ArrayList<>(interruptions);
        all.add(interruption);
        return new Claim(task, newState, all);
    }
}
