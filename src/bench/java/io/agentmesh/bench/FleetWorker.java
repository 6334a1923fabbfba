package io.agentmesh.bench;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmesh.redis.QueueNames;
import org.redisson.api.StreamMessageId;

/** One simulated worker, with the intervals of application.properties. It never waits on a thread. */
final class FleetWorker {

    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final Duration TAKEOVER = Duration.ofSeconds(60);
    private static final long HEARTBEAT_MILLIS = 15_000;
    private static final long CODEBASES_MILLIS = 30_000;
    private static final long SAFETY_POLL_MILLIS = 60_000;

    private final String id;
    private final FleetHttp http;
    private final FleetRedis redis;
    private final ScheduledExecutorService clock;
    private final SimulatedFleet fleet;
    private String codebase;

    FleetWorker(String id, FleetHttp http, FleetRedis redis, ScheduledExecutorService clock, SimulatedFleet fleet) {
        this.id = id;
        this.http = http;
        this.redis = redis;
        this.clock = clock;
        this.fleet = fleet;
    }

    String codebase() {
        return codebase;
    }

    void register() throws Exception {
        codebase = http.register(id);
        redis.makeGroup(codebase);
    }

    void begin(Random random) {
        every(HEARTBEAT_MILLIS, random, () -> http.heartbeat(id));
        every(CODEBASES_MILLIS, random, () -> http.listCodebases(id));
        every(SAFETY_POLL_MILLIS, random, () -> http.poll(id));
        clock.schedule(this::turn, random.nextInt((int) WAIT.toMillis()), TimeUnit.MILLISECONDS);
    }

    private void every(long millis, Random random, Runnable duty) {
        clock.scheduleAtFixedRate(duty, random.nextInt((int) millis), millis, TimeUnit.MILLISECONDS);
    }

    /** What was left, what is there, what comes: as poll-redis asks. */
    private void turn() {
        redis.look(id, codebase, TAKEOVER).thenCompose(left -> redis.read(id, codebase))
                .thenCompose(found -> isNothing(found) ? redis.await(id, codebase, WAIT) : CompletableFuture
                        .completedStage((Object) Map.of(QueueNames.stream(codebase), found)))
                .thenCompose(this::work).whenComplete(this::again);
    }

    private static boolean isNothing(Object found) {
        return !(found instanceof Map<?, ?> entries) || entries.isEmpty();
    }

    private CompletionStage<?> work(Object found) {
        if (isNothing(found) || !(((Map<?, ?>) found).get(QueueNames.stream(codebase)) instanceof Map<?, ?> entries)) {
            return CompletableFuture.completedStage(null);
        }
        Map.Entry<?, ?> entry = entries.entrySet().iterator().next();
        JsonNode task = FleetHttp.json(String.valueOf(((Map<?, ?>) entry.getValue()).get(QueueNames.FIELD)));
        String title = task.path("title").asText();
        String taskId = task.path("id").asText();
        fleet.hasArrived(title);
        return http.claim(id, taskId).thenRun(() -> fleet.wasGranted(title))
                .thenCompose(claimed -> http.print(id, taskId))
                .thenCompose(printed -> http.complete(id, taskId))
                .thenCompose(completed -> redis.acknowledge(codebase, (StreamMessageId) entry.getKey()))
                .thenRun(fleet::isDone);
    }

    private void again(Object ignored, Throwable failure) {
        if (clock.isShutdown()) {
            return;
        }
        if (failure != null) {
            http.failed(failure);
        }
        try {
            clock.execute(this::turn);
        } catch (RejectedExecutionException e) {
            // It has ended meanwhile.
            return;
        }
    }
}
