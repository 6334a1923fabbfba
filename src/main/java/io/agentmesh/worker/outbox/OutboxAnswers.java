package io.agentmesh.worker.outbox;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.agentmesh.agent.UnwritableException;
import io.agentmesh.worker.client.RetryAfter;
import io.agentmesh.worker.client.ServerConnection;
import io.agentmesh.worker.client.ServerFault;

/** Actions of the error handler {@code outcome-answers} for an outcome that the server didn't acknowledge. */
public class OutboxAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxAnswers.class);

    private final Outbox outbox;
    private final DueOutcomes due;
    private final ServerConnection connection;

    public OutboxAnswers(Outbox outbox, DueOutcomes due, ServerConnection connection) {
        this.outbox = outbox;
        this.due = due;
        this.connection = connection;
    }

    /**
     * Halves an outcome that is too large for the server.
     *
     * @param file the outcome's file name in the outbox
     * @return whether there was something to cut; on a full disk that is retried later
     */
    public boolean cut(OutboxEntry entry, String file) throws IOException {
        try {
            return outbox.cut(entry);
        } catch (UnwritableException e) {
            connection.failed(e);
            due.postpone(file);
            return true;
        }
    }

    /** Logged once for each outcome: the server is reachable, so this is no outage. */
    public void tryLater(OutboxEntry entry, String file, Throwable failure) {
        Duration asked = RetryAfter.of(failure, Clock.systemUTC()).orElse(Duration.ZERO);
        if (due.postpone(file, asked) == 1) {
            LOG.warn("the outcome of task {} is not taken yet: {}; trying again", entry.taskId(),
                    ServerFault.sentence(failure));
        }
    }
}
