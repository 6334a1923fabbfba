package io.agentmesh.cli.client;

import java.io.PrintWriter;

/** One line at the bottom that is written over again and again; nothing at all where nobody watches. */
final class ProgressLine {

    private static final String CLEAR = "\r\u001b[2K";
    private static final String[] FRAMES = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};

    private final PrintWriter err;
    private final boolean isTerminal;
    private int frame;
    private boolean isShown;

    ProgressLine(PrintWriter err, boolean isTerminal) {
        this.err = err;
        this.isTerminal = isTerminal;
    }

    synchronized void show(String text) {
        if (isTerminal) {
            err.print(CLEAR + FRAMES[frame++ % FRAMES.length] + " " + text);
            err.flush();
            isShown = true;
        }
    }

    /** Before anything else is written. */
    synchronized void clear() {
        if (isShown) {
            err.print(CLEAR);
            err.flush();
            isShown = false;
        }
    }
}
