package io.agentmesh.cli.terminal;

import java.io.PrintWriter;

/** A status line that overwrites itself; nothing where standard error is no terminal. */
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

    /** Call it before other output. */
    public synchronized void clear() {
        if (isShown) {
            err.print(CLEAR);
            err.flush();
            isShown = false;
        }
    }
}
