package io.agentmesh.server;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import javax.sql.DataSource;

/** The beans that the routes of {@code routes/server} name. */
final class ServerBeans {

    private ServerBeans() {
    }

    static Map<String, Object> create(DataSource database, ServerSettings settings) {
        Times times = new Times(Clock.systemUTC());
        JsonBodies bodies = new JsonBodies();
        Supplier<String> newId = () -> UUID.randomUUID().toString();
        return Map.ofEntries(
                Map.entry("database", database),
                Map.entry("closedHeaders", new ClosedHeaders()),
                Map.entry("workerRequests", new WorkerRequests(bodies, times)),
                Map.entry("workerAnswers", new WorkerAnswers(times, settings.workerTimeout())),
                Map.entry("codebaseRequests", new CodebaseRequests(bodies, times, newId)),
                Map.entry("codebaseAnswers", new CodebaseAnswers()),
                Map.entry("taskRequests", new TaskRequests(bodies, times, newId, settings.taskLimit())),
                Map.entry("taskAnswers", new TaskAnswers()),
                Map.entry("outputRequests", new OutputRequests(bodies, times)),
                Map.entry("outputAnswers", new OutputAnswers()),
                Map.entry("sessionRequests", new SessionRequests(bodies, times, settings.sessionLimit())),
                Map.entry("sessionAnswers", new SessionAnswers()),
                Map.entry("apiDescription", new ApiDescription()),
                Map.entry("verdicts", new Verdicts()),
                Map.entry("errorAnswers", new ErrorAnswers()));
    }
}
