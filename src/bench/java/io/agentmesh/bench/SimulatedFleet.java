package io.agentmesh.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Many workers in this process, each with a codebase of its own, that ask for what real ones ask, as often as they do. */
final class SimulatedFleet implements AutoCloseable {

    private static final int AT_ONCE = 16;
    private static final int THREADS = 4;
    /** A read that waits ends by itself before. */
    private static final int SECONDS_TO_END = 6;

    private final FleetHttp http;
    private final FleetRedis redis;
    private final List<FleetWorker> workers = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(THREADS);
    private final Map<String, Long> created = new ConcurrentHashMap<>();
    private final Map<String, Long> arrived = new ConcurrentHashMap<>();
    private final Map<String, Long> granted = new ConcurrentHashMap<>();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger doubled = new AtomicInteger();

    SimulatedFleet(String server, FleetRedis redis, int size) {
        this.http = new FleetHttp(server);
        this.redis = redis;
        for (int i = 0; i < size; i++) {
            workers.add(new FleetWorker("fleet-" + i, http, redis, clock, this));
        }
    }

    /** How long the tasks took to come so far. @param name of the point */
    record Way(String name, List<Double> millis) {
    }

    void register() throws Exception {
        redis.makeSharedGroup();
        ExecutorService some = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> registrations = new ArrayList<>();
            for (FleetWorker worker : workers) {
                registrations.add(some.submit(() -> {
                    worker.register();
                    return null;
                }));
            }
            for (Future<?> registration : registrations) {
                registration.get();
            }
        } finally {
            some.shutdownNow();
        }
    }

    /** Each at a moment of its own, so that they don't come at once. */
    void begin() {
        Random random = new Random(1);
        workers.forEach(worker -> worker.begin(random));
    }

    /** At a steady pace, for one worker after the other. */
    Void submit(int tasks, int perSecond) throws Exception {
        long begun = System.nanoTime();
        for (int i = 0; i < tasks; i++) {
            TimeUnit.NANOSECONDS.sleep(begun + i * 1_000_000_000L / perSecond - System.nanoTime());
            String title = "task-" + i;
            created.put(title, System.nanoTime());
            http.createTask(workers.get(i % workers.size()).codebase(), title);
        }
        return null;
    }

    void hasArrived(String title) {
        if (arrived.putIfAbsent(title, System.nanoTime()) != null) {
            doubled.incrementAndGet();
        }
    }

    void wasGranted(String title) {
        granted.put(title, System.nanoTime());
    }

    void isDone() {
        done.incrementAndGet();
    }

    int done() {
        return done.get();
    }

    /** @throws IllegalStateException where a task came twice, a stream isn't empty, or a request failed */
    void check() {
        http.check();
        long left = workers.stream().mapToLong(worker -> redis.length(worker.codebase())).sum();
        if (doubled.get() > 0 || left > 0) {
            throw new IllegalStateException(doubled + " tasks came twice, " + left + " entries are left on the streams");
        }
    }

    Way delivered() {
        return new Way("delivered", since(arrived));
    }

    Way claimed() {
        return new Way("claim granted", since(granted));
    }

    private List<Double> since(Map<String, Long> moments) {
        return moments.entrySet().stream().map(entry -> (entry.getValue() - created.get(entry.getKey())) / 1e6).toList();
    }

    /** How many requests the server has answered since this was asked before. */
    int takeRequests() {
        return http.takeRequests();
    }

    @Override
    public void close() throws InterruptedException {
        clock.shutdownNow();
        TimeUnit.SECONDS.sleep(SECONDS_TO_END);
    }
}
