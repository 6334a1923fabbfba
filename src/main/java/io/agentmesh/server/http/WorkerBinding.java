package io.agentmesh.server.http;

import java.util.Map;

import io.agentmesh.server.error.ForbiddenException;
import io.vertx.ext.auth.User;
import org.apache.camel.Body;
import org.apache.camel.Header;

/** Restricts a token to its worker ({@code worker:ID} in the tokens file). */
public final class WorkerBinding {

    /**
     * @param request   has the {@code worker_id} of the request, or null
     * @param caller or null where the server has no tokens
     * @throws ForbiddenException where the token is another worker's
     */
    public void check(@Body Map<String, Object> request, @Header(Caller.HEADER) User caller) {
        String bound = Caller.worker(caller);
        Object workerId = request.get("worker_id");
        if (bound != null && workerId != null && !bound.equals(workerId)) {
            throw new ForbiddenException("This token is bound to worker " + bound + ": it can't act for worker " + workerId + ".");
        }
    }
}
