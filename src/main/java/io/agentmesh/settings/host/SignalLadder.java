package io.agentmesh.settings.host;

import java.util.List;
import java.util.function.Consumer;

import sun.misc.Signal;

/**
 * Signals that go down a ladder: the first one takes the first step, the next one the next, and all after the last step
 * take that again. The JVM's own way with a signal, a shutdown hook, would end the program with 143 while it still
 * works, and knows no second one.
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
     * From now on; to be called before what the signals should stop is started.
     *
     * @param names such as TERM; all of them go down the same ladder
     * @param steps each is taken on a thread of its own
     */
    public static void listen(List<String> names, List<Consumer<Received>> steps) {
        SignalLadder ladder = new SignalLadder(steps);
        for (String name : names) {
            Signal.handle(new Signal(name), signal -> ladder.next().accept(
                    new Received(signal.getName(), signal.getNumber())));
        }
    }

    /** Ends the program at once, with the exit code by which a shell knows a signal. */
    public static void exit(Received signal) {
        Runtime.getRuntime().halt(128 + signal.number());
    }

    private synchronized Consumer<Received> next() {
        Consumer<Received> step = steps.get(taken);
        taken = Math.min(taken + 1, steps.size() - 1);
        return step;
    }
}
