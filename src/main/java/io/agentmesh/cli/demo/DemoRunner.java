package io.agentmesh.cli.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.agentmesh.cli.client.ClientFailure;
import io.agentmesh.opencode.OpenCodeUserConfig;
import io.agentmesh.opencode.install.InstallException;
import picocli.CommandLine.Help.Ansi;

/** Runs the demo once and cleans up, whether it completes, fails, or is ended by Ctrl-C. */
public final class DemoRunner {

    private static final long SECONDS_TO_GIVE_UP = 5;
    private static final int ENDED_BY_SIGNAL = 130;

    private final PrintWriter out;
    private final PrintWriter err;
    private final Map<String, String> environment;
    private final Path home;

    public DemoRunner(PrintWriter out, PrintWriter err, Map<String, String> environment, Path home) {
        this.out = out;
        this.err = err;
        this.environment = environment;
        this.home = home;
    }

    /** @return the exit code: 0; 1 with the reason on the error stream; 130 where a signal ended it */
    public int run(DemoOptions options) {
        Narrator narrator = new Narrator(out, Ansi.AUTO);
        Cleanup cleanup = new Cleanup();
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = endOnSignal(Thread.currentThread(), ended, narrator, cleanup);
        String failure = runSteps(options, narrator, cleanup);
        // Clears the interrupt, so that the cleanup may wait for processes to stop.
        Thread.interrupted();
        cleanup.close();
        ended.countDown();
        if (!forget(hook)) {
            return ENDED_BY_SIGNAL;
        }
        if (failure != null) {
            err.println("agentmesh demo: " + failure);
            err.flush();
            return 1;
        }
        narrator.explain("");
        narrator.title("Done. Server, worker and folder have been removed; `agentmesh demo --keep` keeps them.");
        return 0;
    }

    /** @return the reason of a failure, or null */
    private String runSteps(DemoOptions options, Narrator narrator, Cleanup cleanup) {
        try {
            ModelChoice model = ModelChoice.of(options.model(), options.scripted(), environment,
                    OpenCodeUserConfig.locate(environment, home));
            new Demo(options, model, new AgentFinder(environment, home, narrator::explain), narrator, cleanup).run();
            return null;
        } catch (DemoFailure | ClientFailure | InstallException | IOException e) {
            return e.getMessage();
        }
    }

    /** The hook waits for the demo to end, so that what is just starting is closed, too. */
    private static Thread endOnSignal(Thread story, CountDownLatch ended, Narrator narrator,
            Cleanup cleanup) {
        Thread hook = new Thread(() -> {
            narrator.fallSilent();
            story.interrupt();
            cleanup.close();
            try {
                ended.await(SECONDS_TO_GIVE_UP, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, "demo-end");
        Runtime.getRuntime().addShutdownHook(hook);
        return hook;
    }

    /** @return false where the JVM is shutting down */
    private static boolean forget(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
