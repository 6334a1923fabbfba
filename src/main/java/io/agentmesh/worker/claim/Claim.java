package io.agentmesh.worker.claim;

import java.util.ArrayList;
import java.util.List;

import io.agentmesh.task.Task;

/**
 * This worker's record of a task: one file of {@code <state_dir>/claims}, from before the claim is sent until the
 * outcome is in the outbox.
 *
 * @param task          with its attempt once that is known
 * @param state         a missing one, or one of a newer version, counts as {@code BEGUN}: then recovery decides
 * @param interruptions when the worker died in it, the oldest first
 */
public record Claim(Task task, State state, List<Interruption> interruptions) {

    public enum State {
        /** The claim is to be sent, possibly again. */
        OPEN,
        /** Claimed and running. */
        BEGUN,
        /** The release is to be sent. */
        GIVING_BACK,
        /** Released; stored only for its history. */
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
