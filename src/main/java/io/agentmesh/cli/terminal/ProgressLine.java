package io.agentmesh.cli.terminal;

import java.io.PrintWriter;

/** One line at the bottom that is written over again and again; nothing at all where nobody watches. */
public final class ProgressLine {

    private static final String CLEAR = "\r\u001b[2K";
    private static final String[] FRAMES = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};

    private final PrintWriter err;
    private final boolean isTerminal;
    private int frame;
    private boolean isShown;

    public ProgressLine(PrintWriter err, boolean isTerminal) {
        this.err = err;
        this.isTerminal = isTerminal;
    }

    public synchronized void show(String text) {
        if (isTerminal) {
            err.print(CLEAR + FRAMES[frame++ % FRAMES.length] + " " + text);
            err.flush();
            isShown = true;
        }
    }

    /** Before anything else is written. */
    public synchronized void clear() {
        if (isShown) {
            err.print(CLEAR);
            err.flush();
            isShown = false;
        }
    }
}
