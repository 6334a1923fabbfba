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

/** Reads the runs of agents, each by the {@link AgentProtocol} that its journal names. */
public final class AgentProtocols {

    private static final Logger LOG = LoggerFactory.getLogger(AgentProtocols.class);

    private final AgentProtocol events;
    private final AgentProtocol text = new TextProtocol();

    /** @param events of the agent that reports by {@link AgentOutputMode#EVENTS} */
    public AgentProtocols(AgentProtocol events) {
        this.events = events;
    }

    /** @param record null where it can't be read: the run is taken for one of {@link AgentOutputMode#EVENTS} then */
    AgentProtocol of(RunRecord record) {
        return record != null && record.outputMode() == AgentOutputMode.TEXT ? text : events;
    }

    /** The session that the run may be resumed in, or null. */
    public String session(RunFolder run) throws IOException {
        return of(run.record()).session(run);
    }

    /**
     * Reads how an ended run went.
     *
     * @param reason why the worker itself ended the run, or null: then an earlier life of it may have
     */
    public Outcome read(RunFolder run, TerminationReason reason) throws IOException {
        return reading(run, reason).outcome();
    }

    private RunReading reading(RunFolder run, TerminationReason reason) throws IOException {
        return of(run.readJournal().orElse(null)).read(run, reason == null ? TerminationReason.notedIn(run) : reason);
    }

    /**
     * Reads the outcome and stores it in the run's folder; on a full disk it stays in memory, and its report waits.
     *
     * @throws TransientFailureException where it failed for a passing reason; the run can be resumed then
     */
    public Outcome store(RunFolder run, TerminationReason reason) throws IOException {
        RunReading reading = reading(run, reason);
        if (reading.isTransient()) {
            throw new TransientFailureException(reading.outcome());
        }
        try {
            return run.keepOutcome(reading.outcome());
        } catch (IOException e) {
            LOG.warn("run {}: its outcome can't be kept yet: {}", run.key(), e.toString());
            return reading.outcome();
        }
    }
}
