package io.agentmesh.faults;

/** What is done to the machinery at a moment of a task's life. */
enum Action {

    KILL_WORKER("kill -9 of the worker"),
    STOP_WORKER("TERM to the worker, and a new start"),
    HAND_OVER("SIGUSR1 to the worker, and a new start"),
    SHIFT_CLOCK("kill -9 of the worker, and the clock jumps by an hour before it starts again"),
    KEEP_AWAY("kill -9 of a worker that shares the codebase, which stays away until the server takes the task back"),
    KILL_SERVER("kill -9 of the server"),
    KILL_REDIS("kill -9 of Redis, which comes back with its data"),
    EMPTY_REDIS("kill -9 of Redis, which comes back empty"),
    FILL_DISK("the worker's disk is full"),
    CANCEL("the task is cancelled");

    private final String words;

    Action(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    boolean endsWorker() {
        return this == KILL_WORKER || this == STOP_WORKER || this == HAND_OVER || this == SHIFT_CLOCK
                || this == KEEP_AWAY;
    }
}
