package io.agentmesh.cli.demo;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import picocli.CommandLine.Help.Ansi;

/** Tells the story on the terminal: numbered steps, sentences, and blocks of what a program said. */
final class Narrator {

    private final PrintWriter out;
    private final Ansi ansi;
    private final AtomicInteger steps = new AtomicInteger();
    private final AtomicBoolean silent = new AtomicBoolean();

    Narrator(PrintWriter out, Ansi ansi) {
        this.out = out;
        this.ansi = ansi;
    }

    void title(String text) {
        print(ansi.string("@|bold " + text + "|@"));
    }

    void step(String text) {
        print("\n" + ansi.string("@|bold,cyan " + steps.incrementAndGet() + ". " + text + "|@"));
    }

    /** One paragraph. */
    void say(String text) {
        print("   " + text);
    }

    /** What a program said, or what a person may type; taken as it is. */
    void block(String text) {
        text.lines().forEach(line -> print("   | " + line));
    }

    /** From here on nothing is told: the person has had enough. */
    void fallSilent() {
        silent.set(true);
    }

    private void print(String text) {
        if (!silent.get()) {
            out.println(text);
            out.flush();
        }
    }
}
