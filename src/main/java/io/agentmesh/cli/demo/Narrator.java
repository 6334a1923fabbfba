package io.agentmesh.cli.demo;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/** Prints the demo's steps, explanations, commands and output. */
final class Narrator {

    private final PrintWriter out;
    private final Ansi ansi;
    private final AtomicInteger steps = new AtomicInteger();
    private final AtomicBoolean silent = new AtomicBoolean();

    /** @param ansi whether colours are wanted */
    Narrator(PrintWriter out, Ansi ansi) {
        this.out = out;
        this.ansi = ansi;
    }

    void title(String text) {
        print(styled(Style.bold, text));
    }

    void step(String text) {
        print("");
        print(styled(Style.fg_cyan, steps.incrementAndGet() + ". " + text));
    }

    void explain(String text) {
        print(text.isEmpty() ? "" : "   " + text);
    }

    /** A command to type, without a prompt that would be copied with it. */
    void command(String text) {
        text.lines().forEach(line -> print("     " + styled(Style.fg_green, line)));
    }

    /** Output of a program, unchanged. */
    void block(String text) {
        text.lines().forEach(line -> print("   | " + line));
    }

    /** Prints nothing from now on. */
    void fallSilent() {
        silent.set(true);
    }

    private String styled(Style style, String text) {
        return ansi.enabled() ? style.on() + text + style.off() : text;
    }

    private void print(String text) {
        if (!silent.get()) {
            out.println(text);
            out.flush();
        }
    }
}
