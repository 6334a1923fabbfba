package io.agentmesh.worker.outbox;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

import org.apache.camel.http.base.HttpOperationFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.agentmesh.agent.UnwritableException;
import io.agentmesh.worker.client.RetryAfter;
import io.agentmesh.worker.client.ServerConnection;
import io.agentmesh.worker.client.ServerFault;
import io.agentmesh.worker.client.UnexplainedAnswerException;

/** What becomes of an outcome that the server didn't take (house rule: only 404 and 409 are final for outcomes). */
public class OutboxAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxAnswers.class);

    private static final int TOO_LARGE = 413;

    private final Outbox outbox;
    private final DueOutcomes due;
    private final ServerConnection connection;

    public OutboxAnswers(Outbox outbox, DueOutcomes due, ServerConnection connection) {
        this.outbox = outbox;
        this.due = due;
        this.connection = connection;
    }

    /**
     * @param entry null where the file couldn't be read
     * @param file  the outcome's file name in the outbox
     */
    public void failed(OutboxEntry entry, String file, Throwable failure) throws IOException {
        if (failure instanceof UnsentOutputException unsent) {
            if (unsent.isStuck()) {
                due.postpone(file);
            } else {
                due.settled(file);
            }
            return;
        }
        if (failure instanceof UnexplainedAnswerException stranger && stranger.getStatusCode() == TOO_LARGE) {
            // Cutting is for good: a proxy's word is not taken for that the first time.
            if (due.noteTooLarge(file) || !cut(entry, file)) {
                tryLater(entry, file, failure);
            }
            return;
        }
        if (!(failure instanceof HttpOperationFailedException answer)) {
            connection.failed(failure);
            due.postpone(file);
            return;
        }
        switch (answer.getStatusCode()) {
            case 404, 409 -> {
                outbox.refused(entry, failure);
                due.settled(file);
            }
            case TOO_LARGE -> {
                if (!cut(entry, file)) {
                    tryLater(entry, file, failure);
                }
            }
            default -> tryLater(entry, file, failure);
        }
    }

    /** @return whether there was something to cut; on a full disk that comes later */
    private boolean cut(OutboxEntry entry, String file) throws IOException {
        try {
            return outbox.cut(entry);
        } catch (UnwritableException e) {
            connection.failed(e);
            due.postpone(file);
            return true;
        }
    }

    /** Said once for each outcome: the server is there, so this is no matter of its presence. */
    private void tryLater(OutboxEntry entry, String file, Throwable failure) {
        Duration asked = RetryAfter.of(failure, Clock.systemUTC()).orElse(Duration.ZERO);
        if (due.postpone(file, asked) == 1) {
            LOG.warn("the outcome of task {} is not taken yet: {}; trying again", entry.taskId(),
                    ServerFault.sentence(failure));
        }
    }
}
