package io.agentmesh.worker.client;

import java.util.Set;

import io.agentmesh.agent.RefusedTaskException;
import io.agentmesh.task.Outcome;
import io.agentmesh.worker.slot.Decision;
import org.apache.camel.http.base.HttpOperationFailedException;

/** What the routes' error handling asks about a failure. */
public class ErrorClassifier {

    /** 4xx answers that may be others later: a token is rotated, a limit is over. */
    private static final Set<Integer> PASSING = Set.of(401, 403, 408, 425, 429);

    private static final int FORBIDDEN = 403;

    /** Whether asking again has no sense: any 4xx but the passing ones. A redirect and a 5xx may go away. */
    public boolean isFinal(HttpOperationFailedException answer) {
        int status = answer.getStatusCode();
        return status >= 400 && status < 500 && !PASSING.contains(status);
    }

    /**
     * Whether the server won't have it from this worker: also a 403, which a claim or a codebase gets where the codebase
     * is another worker's. Asking later is a new question, with the task or the registration coming again.
     */
    public boolean saysNo(HttpOperationFailedException answer) {
        return answer.getStatusCode() == FORBIDDEN || isFinal(answer);
    }

    /**
     * Hands on an answer that is no 2xx as what it is: the server's own, or a stranger's.
     *
     * @throws HttpOperationFailedException where the server explains it, or where it passes anyway
     * @throws UnexplainedAnswerException   else
     */
    public void judge(HttpOperationFailedException answer) throws HttpOperationFailedException, UnexplainedAnswerException {
        if (saysNo(answer) && !ServerFault.isExplained(answer)) {
            throw new UnexplainedAnswerException(answer);
        }
        throw answer;
    }

    /** The outcome of a run that broke off with an exception. */
    public Outcome outcome(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RefusedTaskException) {
                return Outcome.failed(cause.getMessage());
            }
            if (cause instanceof Error) {
                // Camel's words around it say nothing.
                return Outcome.failed("the worker could not run the task: " + cause);
            }
        }
        return Outcome.failed("the worker could not run the task: " + ServerFault.sentence(failure));
    }

    /** The outcome of a registration that the server refused. */
    public Outcome registrationRefused(Throwable failure) {
        return Outcome.failed("the server didn't register the codebase: " + ServerFault.sentence(failure));
    }

    /** The outcome of a task that is ours but can't be run. */
    public Outcome refusal(Decision decision) {
        return Outcome.failed(decision.reason());
    }
}
