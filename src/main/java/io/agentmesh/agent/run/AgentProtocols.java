package io.agentmesh.agent.run;

import java.io.IOException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.agentmesh.agent.AgentOutputMode;
import io.agentmesh.agent.AgentProtocol;
import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.RunReading;
import io.agentmesh.agent.RunRecord;
import io.agentmesh.agent.TerminationReason;
import io.agentmesh.agent.TransientFailureException;
import io.agentmesh.task.Outcome;

/** Reads the outcomes of runs, each by the {@link AgentProtocol} that its journal names. */
public final class AgentProtocols {

    private static final Logger LOG = LoggerFactory.getLogger(AgentProtocols.class);

    private final AgentProtocol events;
    private final AgentProtocol text = new TextProtocol();

    /** @param events protocol for {@link AgentOutputMode#EVENTS} */
    public AgentProtocols(AgentProtocol events) {
        this.events = events;
    }

    /** @param record null where unreadable: then {@link AgentOutputMode#EVENTS} is assumed */
    AgentProtocol of(RunRecord record) {
        return record != null && record.outputMode() == AgentOutputMode.TEXT ? text : events;
    }

    /** The session in which the run can be resumed, or null. */
    public String session(RunFolder run) throws IOException {
        return of(run.record()).session(run);
    }

    /**
     * Reads the outcome of an ended run.
     *
     * @param reason why the worker ended the run, or null: then the previous process may have recorded one
     */
    public Outcome read(RunFolder run, TerminationReason reason) throws IOException {
        return reading(run, reason).outcome();
    }

    private RunReading reading(RunFolder run, TerminationReason reason) throws IOException {
        return of(run.readJournal().orElse(null)).read(run, reason == null ? TerminationReason.notedIn(run) : reason);
    }

    /**
     * Reads the outcome and stores it in the run's folder; on a full disk it stays in memory.
     *
     * @throws TransientFailureException where it failed for a passing reason; the run can be resumed then
     */
    public Outcome store(RunFolder run, TerminationReason reason) throws IOException {
        RunReading reading = reading(run, reason);
        if (reading.isTransient()) {
            throw new TransientFailureException(reading.outcome());
        }
        try {
            return run.storeOutcome(reading.outcome());
        } catch (IOException e) {
            LOG.warn("run {}: its outcome can't be kept yet: {}", run.key(), e.toString());
            return reading.outcome();
        }
    }
}
