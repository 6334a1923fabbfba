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
 * @param work     seconds that the agent works after its lines
 * @param kilobytes of the prompt, besides what the agent is told in it
 */
record TaskPlan(int number, int codebase, Behaviour behaviour, Strike strike, int lines, double pause, double work,
        int kilobytes) {

    private static final String KILOBYTE = "Please read this first: ".repeat(42).substring(0, 999) + "\n";

    TaskPlan(int number, int codebase, Behaviour behaviour, Strike strike, int lines, double pause) {
        this(number, codebase, behaviour, strike, lines, pause, 0, 0);
    }

    boolean hasStrike(Moment moment) {
        return strike != null && strike.moment() == moment;
    }

    boolean isCancelled() {
        return strike != null && strike.action() == Action.CANCEL;
    }

    /** What {@link AgentScript} reads. */
    String prompt() {
        return "do=" + behaviour + " lines=" + lines + " pad=" + (behaviour == Behaviour.FLOODS ? 1 : 0)
                + " pause=" + pause + " at=" + (strike != null && strike.moment().isOfAgent() ? strike.moment() : "-")
                + " work=" + work + "\n" + KILOBYTE.repeat(kilobytes);
    }

    String title() {
        return "fault task " + number;
    }

    /** For a person who reads of a violation. */
    String words() {
        return "task " + number + " (the agent " + behaviour.words() + (strike == null ? "" : "; " + strike.words()) + ")";
    }
}
