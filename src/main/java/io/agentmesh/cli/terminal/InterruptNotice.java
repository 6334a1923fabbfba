package io.agentmesh.cli.terminal;

/** Runs a callback where Ctrl-C ends the program; the exit code is then the JVM's 130. */
public final class InterruptNotice implements AutoCloseable {

    private final Thread hook;

    public InterruptNotice(Runnable notice) {
        hook = new Thread(notice, "interrupt notice");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is ending, and the callback runs already.
        }
    }
}
