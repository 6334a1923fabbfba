package io.agentmesh.worker.client;

import java.util.Set;

import io.agentmesh.agent.RefusedTaskException;
import io.agentmesh.task.Outcome;
import io.agentmesh.worker.slot.Decision;
import org.apache.camel.http.base.HttpOperationFailedException;

/** Classifies failures for the routes' error handling. */
public class ErrorClassifier {

    /** 4xx answers that may change: a token is rotated, a rate limit ends. */
    private static final Set<Integer> TRANSIENT = Set.of(401, 403, 408, 425, 429);

    private static final int FORBIDDEN = 403;

    /** Whether a retry is pointless: any 4xx but the transient ones. A redirect and a 5xx may go away. */
    public boolean isFinal(HttpOperationFailedException answer) {
        int status = answer.getStatusCode();
        return status >= 400 && status < 500 && !TRANSIENT.contains(status);
    }

    /**
     * Whether the server rejects this worker's request for good: also a 403, which a claim or a registration gets where
     * the codebase is another worker's. A later attempt is a new request, when the task or the registration comes
     * again.
     */
    public boolean saysNo(HttpOperationFailedException answer) {
        return answer.getStatusCode() == FORBIDDEN || isFinal(answer);
    }

    /**
     * Distinguishes the server's own answers from a stranger's.
     *
     * @throws HttpOperationFailedException where the server explains its answer, or the error is transient
     * @throws UnexplainedAnswerException   otherwise
     */
    public void judge(HttpOperationFailedException answer) throws HttpOperationFailedException, UnexplainedAnswerException {
        if (saysNo(answer) && !ServerFault.isExplained(answer)) {
            throw new UnexplainedAnswerException(answer);
        }
        throw answer;
    }

    /** The outcome of a run that failed with an exception. */
    public Outcome outcome(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RefusedTaskException) {
                return Outcome.failed(cause.getMessage());
            }
            if (cause instanceof Error) {
                // Camel's wrapping messages add nothing.
                return Outcome.failed("the worker could not run the task: " + cause);
            }
        }
        return Outcome.failed("the worker could not run the task: " + ServerFault.sentence(failure));
    }

    /** The outcome of a registration that the server rejected. */
    public Outcome registrationRefused(Throwable failure) {
        return Outcome.failed("the server didn't register the codebase: " + ServerFault.sentence(failure));
    }

    /** The outcome of a task of this worker that can't be run. */
    public Outcome refusal(Decision decision) {
        return Outcome.failed(decision.reason());
    }
}
