package io.agentmesh.worker;

import java.io.IOException;

import org.apache.camel.http.base.HttpOperationFailedException;

/** What becomes of an outcome that the server didn't take (house rule: only 404 and 409 are final for outcomes). */
public class OutboxAnswers {

    private final Outbox outbox;
    private final DueOutcomes due;
    private final Presence presence;

    public OutboxAnswers(Outbox outbox, DueOutcomes due, Presence presence) {
        this.outbox = outbox;
        this.due = due;
        this.presence = presence;
    }

    /** @param file the outcome's file name in the outbox */
    public void failed(OutboxEntry entry, String file, Throwable failure) throws IOException {
        int status = failure instanceof HttpOperationFailedException answer ? answer.getStatusCode() : 0;
        switch (status) {
            case 404, 409 -> {
                outbox.refused(entry, failure);
                due.settled(file);
            }
            case 413 -> outbox.cut(entry);
            default -> {
                presence.failed(failure);
                due.postpone(file);
            }
        }
    }
}
