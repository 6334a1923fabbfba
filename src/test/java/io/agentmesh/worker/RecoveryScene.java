package io.agentmesh.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.agent.output.RunOutputs;
import io.agentmesh.agent.run.Runs;
import io.agentmesh.opencode.event.OpenCodeProtocol;
import io.agentmesh.opencode.event.OutputFormat;
import io.agentmesh.task.Task;
import io.agentmesh.worker.claim.Claim;
import io.agentmesh.worker.claim.Claims;
import io.agentmesh.worker.claim.CrashPolicy;
import io.agentmesh.worker.lifecycle.Recovery;
import io.agentmesh.worker.outbox.Outbox;
import io.agentmesh.worker.slot.Slots;

/** A state folder, and starts of a worker on it. */
public abstract class RecoveryScene {

    public static final String STOPPED = "the worker was stopped while the task ran";

    @TempDir
    public Path state;

    public final Task task = Samples.task("t1").withAttempt(1);
    public final Slots slots = new Slots(1);
    Runs runs;
    public Outbox outbox;
    public Claims claims;

    @BeforeEach
    protected void journals() {
        runs = new Runs(state, new OpenCodeProtocol());
        outbox = new Outbox(state, runs, new RunOutputs(() -> null, "w1", OutputFormat.of("text")), Samples.LIMITS);
        claims = new Claims(state, runs, slots);
    }

    /** A start of the worker. */
    protected Recovery start(String onCrash, int maxAttempts) throws IOException {
        Recovery recovery = new Recovery(runs, outbox, claims, slots, new CrashPolicy(onCrash, maxAttempts),
                Duration.ofSeconds(1), new TestClock());
        recovery.reconcile();
        return recovery;
    }

    protected Claim claim() throws IOException {
        return claims.all().get(0);
    }
}
