package io.agentmesh.worker.outbox;

import java.io.IOException;
import java.nio.file.Files;

import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.output.OutputTotals;
import io.agentmesh.agent.output.UnsentOutput;
import io.agentmesh.agent.output.RunOutputs;
import io.agentmesh.agent.run.Runs;
import io.agentmesh.task.SteadyClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Unsent output of ended runs; an outcome is reported after it. */
final class OutstandingOutput {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final Runs runs;
    private final RunOutputs outputs;
    private final SpooledOutput spool;
    private final OutputWait outputWait = new OutputWait(new SteadyClock());

    OutstandingOutput(Runs runs, RunOutputs outputs, SpooledOutput spool) {
        this.runs = runs;
        this.outputs = outputs;
        this.spool = spool;
    }

    /** @throws UnsentOutputException where some of it is to be retried */
    void send(OutboxEntry entry) throws IOException {
        RunFolder run = folder(entry);
        String key = run.key();
        if (Files.isDirectory(run.path())) {
            UnsentOutput rest = outputs.sendRest(run);
            if (!rest.isComplete() && (!rest.isStuck() || outputWait.lasts(key, rest.batches()))) {
                throw new UnsentOutputException(entry.taskId(), rest.isStuck());
            }
        }
        int before = spool.sent(key);
        if (!spool.send(key)) {
            int sent = spool.sent(key);
            if (outputWait.lasts(key, sent)) {
                throw new UnsentOutputException(entry.taskId(), sent == before);
            }
        }
    }

    /** Totals of the run's output, or null where there was no run. */
    OutputTotals totals(OutboxEntry entry) throws IOException {
        RunFolder run = folder(entry);
        OutputTotals totals = Files.isDirectory(run.path()) ? outputs.totals(run) : spool.totals(run.key());
        return totals == null ? null : totals.without(spool.refused(run.key()));
    }

    /** In bytes. An unknown number must not cause the outcome to be sent again. */
    long dropped(OutboxEntry entry) {
        try {
            OutputTotals sent = totals(entry);
            return sent == null ? 0 : sent.dropped();
        } catch (IOException | RuntimeException e) {
            LOG.debug("what was dropped of run {} isn't known: {}", OutboxFiles.run(entry), e.toString());
            return 0;
        }
    }

    void forget(OutboxEntry entry) {
        outputWait.forget(OutboxFiles.run(entry));
    }

    private RunFolder folder(OutboxEntry entry) {
        return runs.folder(OutboxFiles.run(entry));
    }
}
