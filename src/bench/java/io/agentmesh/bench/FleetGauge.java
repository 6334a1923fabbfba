package io.agentmesh.bench;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import io.agentmesh.support.RealRedis;

/** What server and Redis use while something happens, each as the system and Redis itself count it. */
final class FleetGauge {

    private final RealServer server;
    private final RealRedis redis;
    private final FleetRedis streams;
    private double commandsAlone = Double.NaN;
    private int clientsAlone;

    FleetGauge(RealServer server, RealRedis redis, FleetRedis streams) {
        this.server = server;
        this.redis = redis;
        this.streams = streams;
    }

    /**
     * @param serverCpu         share of one core, so that 2 is the most of a machine with two
     * @param redisCpu          likewise
     * @param commandsPerSecond of the workers: less those of the server alone
     * @param redisClients      likewise
     * @param redisMegabytes    that Redis has allocated
     */
    record Load(double seconds, double serverCpu, double redisCpu, double serverMegabytes, double redisMegabytes,
            double commandsPerSecond, int redisClients) {
    }

    /** The first watch is of the server alone. */
    Load watch(int seconds) throws Exception {
        return watch(() -> {
            TimeUnit.SECONDS.sleep(seconds);
            return null;
        });
    }

    Load watch(Callable<?> work) throws Exception {
        long begun = System.nanoTime();
        Duration serverCpu = cpu(server.program().pid());
        Duration redisCpu = cpu(redis.pid());
        long commands = number(streams.info(), "total_commands_processed");
        work.call();
        double seconds = (System.nanoTime() - begun) / 1e9;
        Map<String, String> info = streams.info();
        double rate = (number(info, "total_commands_processed") - commands) / seconds;
        int clients = (int) number(info, "connected_clients");
        if (Double.isNaN(commandsAlone)) {
            commandsAlone = rate;
            clientsAlone = clients;
        }
        return new Load(seconds, share(cpu(server.program().pid()).minus(serverCpu), seconds),
                share(cpu(redis.pid()).minus(redisCpu), seconds), server.program().residentKib() / 1024.0,
                number(info, "used_memory") / 1048576.0, rate - commandsAlone, clients - clientsAlone);
    }

    private static Duration cpu(long pid) {
        return ProcessHandle.of(pid).flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow(() -> new IllegalStateException("there is no process " + pid + " any more"));
    }

    private static double share(Duration cpu, double seconds) {
        return cpu.toNanos() / 1e9 / seconds;
    }

    private static long number(Map<String, String> info, String name) {
        return Long.parseLong(info.get(name));
    }
}
