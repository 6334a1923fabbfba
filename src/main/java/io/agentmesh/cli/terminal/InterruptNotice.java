package io.agentmesh.cli.terminal;

/** Says something where the program is ended by Ctrl-C; the exit code is then the JVM's 130. */
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
            // The program is being ended, and the notice is on its way.
        }
    }
}
