package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.agentmesh.worker.redis.QueueWatch;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A worker that takes its tasks from a Redis. */
abstract class RedisWorkerScene {

    @TempDir
    Path folder;
    RedisScene scene;
    WorkerFixture machine;
    RunningWorker worker;
    String shop;

    @BeforeEach
    void open() throws Exception {
        scene = new RedisScene(folder);
        machine = scene.machine("w1");
        machine.with("codebases", List.of(machine.folder("shop").toString()));
    }

    @AfterEach
    void close() throws Exception {
        scene.close();
        assertThat(machine.agent.left()).isEmpty();
    }

    void start() throws Exception {
        worker = scene.start(machine);
        patiently().until(() -> scene.codebase("shop") != null);
        shop = scene.codebase("shop");
        patiently().until(() -> watch().isWorking());
    }

    QueueWatch watch() {
        return worker.camel().getRegistry().lookupByNameAndType("queueWatch", QueueWatch.class);
    }

    static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(60));
    }
}
