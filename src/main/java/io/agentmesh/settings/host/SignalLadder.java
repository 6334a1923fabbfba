package io.agentmesh.settings.host;

import java.util.List;
import java.util.function.Consumer;

import sun.misc.Signal;

/**
 * Handles repeated signals in steps: each signal takes the next step, and after the last one repeats it. The JVM's own
 * handling, a shutdown hook, ends the program with 143 while it still works, and ignores a second signal.
 */
public final class SignalLadder {

    /** @param name such as TERM */
    public record Received(String name, int number) {
    }

    private final List<Consumer<Received>> steps;
    private int taken;

    private SignalLadder(List<Consumer<Received>> steps) {
        this.steps = List.copyOf(steps);
    }

    /**
     * Starts listening; call it before the work that the signals should stop.
     *
     * @param names such as TERM; all share one sequence of steps
     * @param steps each runs on a thread of its own
     */
    public static void listen(List<String> names, List<Consumer<Received>> steps) {
        SignalLadder ladder = new SignalLadder(steps);
        for (String name : names) {
            Signal.handle(new Signal(name), signal -> ladder.next().accept(
                    new Received(signal.getName(), signal.getNumber())));
        }
    }

    /** Ends the program at once, with the exit code that a shell expects for the signal. */
    public static void exit(Received signal) {
        Runtime.getRuntime().halt(128 + signal.number());
    }

    private synchronized Consumer<Received> next() {
        Consumer<Received> step = steps.get(taken);
        taken = Math.min(taken + 1, steps.size() - 1);
        return step;
    }
}
