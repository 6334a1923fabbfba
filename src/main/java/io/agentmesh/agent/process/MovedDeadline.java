package io.agentmesh.agent.process;

import java.io.IOException;
import java.time.Duration;

import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.RunRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the {@link RunDeadline} of a run along with the worker's time limit: the limit doesn't count the machine's
 * sleep, the deadline does. Written only where it changes by more than a second.
 */
public final class MovedDeadline {

    private static final Logger LOG = LoggerFactory.getLogger(MovedDeadline.class);
    private static final Duration SLACK = Duration.ofSeconds(1);

    private final RunFolder run;
    private final RunRecord record;
    private final RunLimits limits;
    private Duration until = Duration.ZERO;
    private Duration looked;
    private boolean isLogged;

    public MovedDeadline(RunFolder run, RunRecord record, RunLimits limits) {
        this.run = run;
        this.record = record;
        this.limits = limits;
    }

    /**
     * Call at each look at the run; acts once a second.
     *
     * @param used the used part of the time limit
     */
    public void update(Duration used) {
        if (looked != null && used.minus(looked).abs().compareTo(SLACK) < 0) {
            return;
        }
        looked = used;
        try {
            Duration wanted = RunDeadline.until(limits.timeout(), used, limits.grace());
            if (wanted.minus(until).abs().compareTo(SLACK) > 0) {
                RunDeadline.set(run, record, limits.timeout(), used, limits.grace());
                until = wanted;
            }
        } catch (IOException | IllegalStateException e) {
            // Not worth ending the agent: the previous deadline stays.
            if (!isLogged) {
                LOG.warn("task {}: its time limit can't be noted, so that its run may end too early or too late: {}",
                        record.task().id(), e.getMessage());
            }
            isLogged = true;
        }
    }
}
