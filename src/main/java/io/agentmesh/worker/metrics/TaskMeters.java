package io.agentmesh.worker.metrics;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.agentmesh.task.Outcome;
import io.agentmesh.task.ServerTime;
import io.agentmesh.task.Task;
import io.agentmesh.task.Usage;
import io.agentmesh.task.WorkerObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Counts tasks, their usage of models, polls and retries. */
final class TaskMeters implements WorkerObserver {

    private static final int MAX_NAMES = 50;
    private static final String NO_MODEL = "default";

    private final MeterRegistry registry;
    private final String model;
    private final Clock clock;
    private final BoundedNames agents = new BoundedNames(MAX_NAMES);
    private final BoundedNames models = new BoundedNames(MAX_NAMES);
    private final Map<String, Long> begun = new ConcurrentHashMap<>();
    private final Timer duration;
    private final Timer queue;
    private final Counter cost;
    private final Counter retries;
    private final Counter dropped;

    /** @param model of tasks that name none; null where the agent chooses */
    TaskMeters(MeterRegistry registry, String model, Clock clock) {
        this.registry = registry;
        this.model = model == null ? NO_MODEL : model;
        this.clock = clock;
        duration = Buckets.TASK.timer("agentmesh.task.duration", "From the claim to the outcome, of every task.")
                .register(registry);
        queue = Buckets.TASK.timer("agentmesh.task.queue", "From the task's creation, by the server's clock, to its first claim.")
                .register(registry);
        cost = Counter.builder("agentmesh.opencode.cost").description("What the models cost, in US dollars as OpenCode counts.")
                .register(registry);
        retries = Counter.builder("agentmesh.api.retries").description("Calls to the server that were made again after a failure.")
                .register(registry);
        dropped = Counter.builder("agentmesh.output.dropped").baseUnit("bytes")
                .description("Output that the server never got, counted when its task's outcome is delivered.").register(registry);
        PollResult.count(registry, PollResult.EMPTY, 0);
        PollResult.count(registry, PollResult.TASKS, 0);
        PollResult.count(registry, PollResult.FAILED, 0);
    }

    @Override
    public void polled(int tasks) {
        PollResult.count(registry, tasks == 0 ? PollResult.EMPTY : PollResult.TASKS, 1);
    }

    @Override
    public void retried() {
        retries.increment();
    }

    @Override
    public void claimed(Task task) {
        begun.put(task.id(), clock.millis());
        if (task.attempt() <= 1) {
            ServerTime.parse(task.createdAt()).map(created -> Duration.between(created, clock.instant()))
                    .ifPresent(waited -> queue.record(waited.isNegative() ? Duration.ZERO : waited));
        }
    }

    @Override
    public void adopted(Task task) {
        begun.put(task.id(), clock.millis());
    }

    @Override
    public void finished(Task task, Outcome outcome) {
        String status = outcome.status().equals(Outcome.RELEASED) ? "given_back" : outcome.status();
        Counter.builder("agentmesh.tasks").description("Tasks that this worker is done with.").tag("status", status)
                .tag("agent", agents.of(task.agentType())).register(registry).increment();
        Long since = begun.remove(task.id());
        if (since != null) {
            duration.record(Duration.ofMillis(Math.max(0, clock.millis() - since)));
        }
        used(task, outcome.usage());
    }

    @Override
    public void closed(Task task) {
        begun.remove(task.id());
    }

    @Override
    public void settled(String taskId, int attempt, long droppedBytes) {
        dropped.increment(droppedBytes);
    }

    private void used(Task task, Usage usage) {
        String asked = task.metadataText("model");
        String label = models.of(asked == null ? model : asked);
        Function<String, Counter> tokens = type -> Counter.builder("agentmesh.opencode.tokens")
                .description("Tokens, as OpenCode counts them.").tag("type", type).tag("model", label).register(registry);
        if (usage.total() > 0) {
            tokens.apply("input").increment(usage.input());
            tokens.apply("output").increment(usage.output());
            tokens.apply("reasoning").increment(usage.reasoning());
            tokens.apply("cache_read").increment(usage.cacheRead());
            tokens.apply("cache_write").increment(usage.cacheWrite());
        }
        cost.increment(usage.cost());
    }
}
