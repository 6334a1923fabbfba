package io.agentmesh.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.agentmesh.support.RealRedis;

/**
 * What a fleet asks of one server (SQLite) and one Redis: a real worker that is idle, then many simulated ones, idle
 * and with tasks. The tasks take no time, so that only the way to them and back counts.
 */
final class FleetLoad {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    /** Longer than all intervals of a worker but that of its safety poll. */
    private static final int SECONDS_TO_SETTLE = 10;

    private final Workspace workspace;
    private final int workers;
    private final int seconds;
    private final int tasksPerSecond;

    /** @param seconds how long each phase is watched */
    FleetLoad(Workspace workspace, int workers, int seconds, int tasksPerSecond) {
        this.workspace = workspace;
        this.workers = workers;
        this.seconds = seconds;
        this.tasksPerSecond = tasksPerSecond;
    }

    void measure(Figures figures) throws Exception {
        try (RealRedis redis = RealRedis.start(Files.createDirectories(workspace.file("redis")), "--appendfsync", "everysec");
                RealServer server = RealServer.start(workspace, workspace.file("fleet.db"),
                        List.of("--redis-url=" + redis.url()));
                FleetRedis streams = new FleetRedis(redis.url(), workers)) {
            FleetGauge gauge = new FleetGauge(server, redis, streams);
            gauge.watch(seconds);
            oneReal(figures, server, redis, gauge);
            try (SimulatedFleet fleet = new SimulatedFleet(server.url(), streams, workers)) {
                idle(figures, fleet, gauge);
                busy(figures, fleet, gauge, server);
            } catch (RuntimeException e) {
                throw new IllegalStateException("the server said:\n" + server.program().log(), e);
            }
        }
    }

    /** What the simulated ones are held against. */
    private void oneReal(Figures figures, RealServer server, RealRedis redis, FleetGauge gauge) throws Exception {
        Path properties = Files.writeString(workspace.file("redis.properties"), "worker.redis-url=" + redis.url() + "\n");
        int connections = OpenConnections.to(server.port());
        try (Program worker = Program.worker(workspace, server.url(), workspace.newState(), List.of(
                "--codebase=real:" + workspace.codebase("real"), "--properties=" + properties))) {
            Patience.await(worker, "the worker's codebase", PATIENCE, () -> server.codebases().size() == 1);
            TimeUnit.SECONDS.sleep(SECONDS_TO_SETTLE);
            FleetGauge.Load load = gauge.watch(seconds);
            figures.add(Figure.of("a real idle worker with Redis: its memory", Figures.number(worker.residentKib() / 1024.0)
                    + " MB", ""));
            figures.add(Figure.of("the same: commands at Redis", Figures.number(load.commandsPerSecond()) + " /s", ""));
            figures.add(Figure.of("the same: connections to Redis, to the server", load.redisClients() + ", "
                    + (OpenConnections.to(server.port()) - connections), ""));
        }
    }

    private void idle(Figures figures, SimulatedFleet fleet, FleetGauge gauge) throws Exception {
        long begun = System.nanoTime();
        fleet.register();
        double took = (System.nanoTime() - begun) / 1e9;
        figures.add(Figure.of("registration of " + workers + " workers and codebases", Figures.number(took) + " s",
                Figures.number(workers / took) + " workers/s"));
        fleet.begin();
        TimeUnit.SECONDS.sleep(SECONDS_TO_SETTLE);
        fleet.takeRequests();
        FleetGauge.Load load = gauge.watch(seconds);
        report(figures, workers + " idle workers", load, fleet.takeRequests());
    }

    private void busy(Figures figures, SimulatedFleet fleet, FleetGauge gauge, RealServer server) throws Exception {
        int tasks = seconds * tasksPerSecond;
        fleet.takeRequests();
        FleetGauge.Load load = gauge.watch(() -> fleet.submit(tasks, tasksPerSecond));
        Patience.await(server.program(), "the end of all tasks", PATIENCE, () -> fleet.done() == tasks);
        report(figures, workers + " workers, " + tasksPerSecond + " tasks/s", load, fleet.takeRequests());
        fleet.check();
        for (var way : List.of(fleet.delivered(), fleet.claimed())) {
            figures.add(Figure.of("task created → " + way.name() + ", p50, p99 of " + tasks,
                    Figures.number(Quantile.of(way.millis(), 0.5)) + ", " + Figures.number(Quantile.of(way.millis(), 0.99))
                            + " ms", ""));
        }
    }

    private static void report(Figures figures, String what, FleetGauge.Load load, int requests) {
        figures.add(Figure.of(what + ": CPU of the server", Figures.number(load.serverCpu() * 100) + " % of a core",
                Figures.number(requests / load.seconds()) + " requests/s"));
        figures.add(Figure.of(what + ": CPU of Redis", Figures.number(load.redisCpu() * 100) + " % of a core",
                Figures.number(load.commandsPerSecond()) + " commands/s"));
        figures.add(Figure.of(what + ": memory of the server", Figures.number(load.serverMegabytes()) + " MB", ""));
        figures.add(Figure.of(what + ": memory of Redis", Figures.number(load.redisMegabytes()) + " MB",
                load.redisClients() + " connections"));
    }
}
