package io.agentmesh.faults;

/** The steps of a task's life at which something can be made to happen, in their order. */
enum Moment {

    SEEN("the task was listed"),
    NOTED("the claim was noted, the server not asked"),
    GRANTED("the server said yes, the worker didn't hear it"),
    CLAIMED("the yes arrived"),
    JOURNALLED("the run's folder was made"),
    STARTED("the agent began"),
    MIDWAY("the agent was at work"),
    STREAMED("a batch of output was stored, its answer not heard"),
    ENDING("the agent was about to end"),
    KEPT("the outcome was in the outbox"),
    DELIVERING("the outcome was about to be sent"),
    DELIVERED("the outcome was stored, its answer not heard");

    private final String words;

    Moment(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** Whether the agent itself tells of it. */
    boolean isOfAgent() {
        return this == STARTED || this == MIDWAY || this == ENDING;
    }
}
