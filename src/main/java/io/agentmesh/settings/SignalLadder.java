package io.agentmesh.settings;

import java.util.List;
import java.util.function.IntConsumer;

import sun.misc.Signal;

/**
 * Signals that go down a ladder: the first one takes the first step, the next one the next, and all after the last step
 * take that again. The JVM's own way with a signal, a shutdown hook, would end the program with 143 while it still
 * works, and knows no second one.
 */
public final class SignalLadder {

    private final List<IntConsumer> steps;
    private int taken;

    private SignalLadder(List<IntConsumer> steps) {
        this.steps = List.copyOf(steps);
    }

    /**
     * From now on; to be called before what the signals should stop is started.
     *
     * @param names such as TERM; all of them go down the same ladder
     * @param steps told the signal's number, each on a thread of its own
     */
    public static void listen(List<String> names, List<IntConsumer> steps) {
        SignalLadder ladder = new SignalLadder(steps);
        for (String name : names) {
            Signal.handle(new Signal(name), signal -> ladder.next().accept(signal.getNumber()));
        }
    }

    /** Ends the program at once, with the exit code by which a shell knows a signal. */
    public static void exit(int signal) {
        Runtime.getRuntime().halt(128 + signal);
    }

    private synchronized IntConsumer next() {
        IntConsumer step = steps.get(taken);
        taken = Math.min(taken + 1, steps.size() - 1);
        return step;
    }
}
