package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.agentmesh.support.LogLines;
import io.agentmesh.worker.redis.QueueWatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker whose Redis can be read and not written. */
class WorkerRedisWritesTest {

    @TempDir
    Path folder;

    private RedisScene scene;
    private WorkerFixture machine;
    private RunningWorker worker;
    private String shop;

    @BeforeEach
    void start() throws Exception {
        scene = new RedisScene(folder);
        machine = scene.pollingMachine("w1");
        machine.with("codebases", List.of(machine.folder("shop").toString()));
        worker = scene.start(machine);
        RedisWorkerTest.patiently().until(() -> scene.codebase("shop") != null && watch().isWorking());
        shop = scene.codebase("shop");
    }

    @AfterEach
    void close() throws Exception {
        scene.close();
        assertThat(machine.agent.left()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRedisThatOnlyAnswersReadersIsAwayThatIsLoggedOnceAndTasksComeFromTheServer(boolean isReplica) throws Exception {
        try (LogLines log = new LogLines()) {
            if (isReplica) {
                scene.redis.becomeReplica();
            } else {
                scene.redis.takeMemory();
            }
            RedisWorkerTest.patiently().until(() -> !watch().isWorking());

            String task = scene.create(shop, "build", "say hello");
            RedisWorkerTest.patiently().until(() -> scene.status(task).equals("completed"));
            // Many times the pause after a failure.
            await().during(Duration.ofSeconds(2)).until(() -> !watch().isWorking());
            List<String> reasons = log.containing("polling the server");
            // Redis may close connections as it becomes a replica, which is a reason of its own.
            assertThat(reasons).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(2)
                    .anyMatch(line -> line.contains(isReplica ? "READONLY" : "OOM"));
            assertThat(log.containing("tasks come from")).isEmpty();

            scene.redis.becomeMaster();
            scene.redis.giveMemory();
            RedisWorkerTest.patiently().until(() -> watch().isWorking());
            RedisWorkerTest.patiently().until(() -> log.containing("tasks come from").size() == 1);
            assertThat(log.containing("polling the server")).isEqualTo(reasons);
        }
        String next = scene.submit(shop, "say again");
        RedisWorkerTest.patiently().until(() -> scene.status(next).equals("completed"));
        RedisWorkerTest.patiently().until(() -> scene.backlog(shop) == 0);
    }

    private QueueWatch watch() {
        return worker.camel().getRegistry().lookupByNameAndType("queueWatch", QueueWatch.class);
    }
}
