package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

import io.agentmesh.redis.RedisConnection;
import io.agentmesh.settings.value.RedisUrl;
import io.agentmesh.support.Call;
import io.agentmesh.support.ClassicServer;
import io.agentmesh.support.Fault;
import io.agentmesh.support.RealRedis;

/** Workers whose disk goes with them: what one leaves in Redis the next one with its id delivers. */
@Execution(ExecutionMode.CONCURRENT)
class RedisSpoolProcessTest extends ProcessTest {

    private RealRedis redis;
    private RedisConnection connection;

    @BeforeEach
    void spool() throws IOException {
        redis = RealRedis.start(Files.createDirectories(folder.resolve("redis")));
        connection = new RedisConnection(RedisUrl.parse(redis.url()).orElseThrow());
        fixture.with("redis_url", redis.url()).with("spool", "redis").property("worker.output-batch-lines=10")
                .property("worker.spool-retry=200").property("worker.spool-mirror=300").property("worker.redis-retry=200");
    }

    @AfterEach
    void close() {
        processes.forEach(WorkerProcess::close);
        connection.close();
        redis.close();
    }

    @Test
    void theNextWorkerDeliversWhatOneLeftThatWasKilledWithItsDiskAlsoOverARestartOfRedis() throws IOException {
        runWhileTheServerTakesNothing(start());
        redis.kill();
        redis.start();

        server.recovers();
        startWithAnEmptyDisk();

        awaitDelivered();
    }

    @Test
    void whatEndedWhileRedisWasAwayIsPutThereWhenItIsBack() throws IOException {
        server.add("t1", codebase, "hold t1");
        WorkerProcess worker = start();
        patiently().until(() -> fixture.agent.prompts().size() == 1);
        redis.kill();
        ClassicServer first = server;
        first.close();
        fixture.agent.release("t1");
        patiently().until(() -> Files.exists(fixture.state.resolve("outbox/t1-1.json")));
        patiently().until(() -> worker.log().contains("can't keep outcomes"));

        redis.start();
        patiently().until(() -> outcomes() == 1);
        patiently().until(() -> batches("t1-1") > 0);
        worker.kill();
        assertThat(worker.log().split("can't keep outcomes")).hasSize(2);
        server = first.again();
        startWithAnEmptyDisk();

        awaitStatus("t1", "completed");
        assertThat(server.output("t1")).isEqualTo("t1\n");
        patiently().until(() -> keys().isEmpty());
    }

    /** Until its output and its outcome are in Redis, and the worker is dead. */
    private void runWhileTheServerTakesNothing(WorkerProcess worker) {
        server.fails("POST .*/output", Fault.status(503));
        server.add("t1", codebase, "drip t1");
        patiently().until(() -> batches("t1-1") > 2);
        server.fails("PUT .*/status", Fault.status(503));
        fixture.agent.release("t1");
        patiently().until(() -> outcomes() == 1);
        patiently().until(() -> !reports().isEmpty());
        worker.kill();
        assertThat(server.output("t1")).isEmpty();
        assertThat(server.status("t1")).isEqualTo("running");
    }

    private void startWithAnEmptyDisk() throws IOException {
        fixture.with("state_dir", Files.createDirectories(fixture.root.resolve("other")).toString());
        start();
    }

    private void awaitDelivered() {
        awaitStatus("t1", "completed");
        List<String> lines = server.output("t1").lines().toList();
        assertThat(lines).hasSizeGreaterThan(2).isEqualTo(Stream.concat(
                IntStream.range(1, lines.size()).mapToObj(i -> "line " + i), Stream.of("t1")).toList());
        assertThat(reports().stream().map(Call::json)).as("identical content").containsOnly(reports().get(0).json());
        assertThat(fixture.agent.prompts()).hasSize(1);
        patiently().until(() -> keys().isEmpty());
    }

    private int outcomes() {
        return client().getMap("a2a:spool:w1:outcomes", StringCodec.INSTANCE).size();
    }

    private long batches(String run) {
        return client().getStream("a2a:spool:w1:output:" + run, StringCodec.INSTANCE).size();
    }

    private List<String> keys() {
        return client().getKeys().getKeysStreamByPattern("a2a:spool:*").toList();
    }

    private RedissonClient client() {
        return connection.client();
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(2)).ignoreExceptions();
    }
}
