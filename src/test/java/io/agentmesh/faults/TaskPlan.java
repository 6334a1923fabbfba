package io.agentmesh.faults;

/**
 * What will happen to one task. All of it follows from the seed.
 *
 * @param number   from 1; also in the task's title
 * @param codebase the index of its codebase
 * @param strike   or null
 * @param lines    that the agent says
 * @param pause    seconds that the agent waits at its strike's moment, so that it is still at work afterwards, or
 *                 ends while nobody looks
 */
record TaskPlan(int number, int codebase, Behaviour behaviour, Strike strike, int lines, double pause) {

    boolean hasStrike(Moment moment) {
        return strike != null && strike.moment() == moment;
    }

    boolean isCancelled() {
        return strike != null && strike.action() == Action.CANCEL;
    }

    /** What {@link AgentScript} reads. */
    String prompt() {
        return "do=" + behaviour + " lines=" + lines + " pad=" + (behaviour == Behaviour.FLOODS ? 1 : 0)
                + " pause=" + pause + " at=" + (strike != null && strike.moment().isOfAgent() ? strike.moment() : "-") + "\n";
    }

    String title() {
        return "fault task " + number;
    }

    /** For a person who reads of a violation. */
    String words() {
        return "task " + number + " (the agent " + behaviour.words() + (strike == null ? "" : "; " + strike.words()) + ")";
    }
}
