package io.agentmesh.faults;

/** An action at a moment. */
record Strike(Action action, Moment moment) {

    String words() {
        return action.words() + ": " + moment.words();
    }
}
