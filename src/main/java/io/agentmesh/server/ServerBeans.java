package io.agentmesh.server;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.agentmesh.server.config.ServerSettings;
import io.agentmesh.server.error.ErrorAnswers;
import io.agentmesh.server.http.WorkerBinding;
import io.agentmesh.server.lease.Leases;
import io.agentmesh.server.lease.Retention;
import io.agentmesh.server.lease.WaitingTasks;
import io.agentmesh.server.longpoll.TaskEvents;
import io.agentmesh.server.notify.Signals;
import io.agentmesh.server.redis.EventMessages;
import io.agentmesh.server.redis.EventPublisher;
import io.agentmesh.server.redis.PendingTasks;
import io.agentmesh.server.redis.ServerRedis;
import io.agentmesh.server.request.ClosedHeaders;
import io.agentmesh.server.request.CodebaseRequests;
import io.agentmesh.server.request.IdempotencyKeys;
import io.agentmesh.server.request.JsonBodies;
import io.agentmesh.server.request.OutputRequests;
import io.agentmesh.server.request.OverviewRequests;
import io.agentmesh.server.request.SessionRequests;
import io.agentmesh.server.request.TaskRequests;
import io.agentmesh.server.request.WorkerRequests;
import io.agentmesh.server.response.CodebaseAnswers;
import io.agentmesh.server.response.OutputAnswers;
import io.agentmesh.server.response.OutputPieces;
import io.agentmesh.server.response.OverviewAnswers;
import io.agentmesh.server.response.SessionAnswers;
import io.agentmesh.server.response.StatusTransitions;
import io.agentmesh.server.response.TaskAnswers;
import io.agentmesh.server.response.Times;
import io.agentmesh.server.response.UsageAnswers;
import io.agentmesh.server.response.WorkerAnswers;
import io.agentmesh.server.store.DatabaseState;
import io.agentmesh.server.store.Transaction;

/** The beans of {@code routes/server}, by name. */
final class ServerBeans {

    private ServerBeans() {
    }

    static Map<String, Object> create(DataSource database, Signals signals, ServerRedis redis,
            DatabaseState state, ServerSettings settings) {
        Clock clock = Clock.systemUTC();
        Times times = new Times(clock);
        int half = settings.outputMax() / 2;
        JsonBodies bodies = new JsonBodies();
        Supplier<String> newId = () -> UUID.randomUUID().toString();
        TaskAnswers taskAnswers = new TaskAnswers();
        return Map.ofEntries(
                Map.entry("database", database),
                Map.entry("databaseState", state),
                Map.entry("transaction", new Transaction(database)),
                Map.entry("closedHeaders", new ClosedHeaders()),
                Map.entry("workerRequests", new WorkerRequests(bodies, times)),
                Map.entry("workerAnswers", new WorkerAnswers(times, settings.leases().workerTimeout())),
                Map.entry("codebaseRequests", new CodebaseRequests(bodies, times, newId)),
                Map.entry("codebaseAnswers", new CodebaseAnswers()),
                Map.entry("taskRequests", new TaskRequests(bodies, times, newId, settings.taskLimit(),
                        settings.diffMax())),
                Map.entry("taskAnswers", taskAnswers),
                Map.entry("idempotencyKeys", new IdempotencyKeys(times)),
                Map.entry("overviewRequests", new OverviewRequests(times, settings.taskLimit())),
                Map.entry("overviewAnswers", new OverviewAnswers()),
                Map.entry("usageAnswers", new UsageAnswers()),
                Map.entry("outputRequests", new OutputRequests(bodies, times, half)),
                Map.entry("outputAnswers", new OutputAnswers(new OutputPieces(half), settings.outputLimit())),
                Map.entry("sessionRequests", new SessionRequests(bodies, times, settings.sessionLimit())),
                Map.entry("sessionAnswers", new SessionAnswers()),
                Map.entry("apiDescription", new ApiDescription()),
                Map.entry("leases", new Leases(clock, times, settings.leases())),
                Map.entry("waitingTasks", new WaitingTasks(times, settings.leases().workerTimeout())),
                Map.entry("retention", new Retention(times, settings.retention())),
                Map.entry("taskEvents", new TaskEvents(signals, new EventMessages(times), redis.feed())),
                Map.entry("queue", new PendingTasks(redis.streams(), redis.state(), taskAnswers, times, newId,
                        settings.queueCheck())),
                Map.entry("events", new EventPublisher(redis.events(), redis.state())),
                Map.entry("healthAnswers", new HealthAnswers(redis.state())),
                Map.entry("workerBinding", new WorkerBinding()),
                Map.entry("statusTransitions", new StatusTransitions()),
                Map.entry("errorAnswers", new ErrorAnswers()));
    }
}
